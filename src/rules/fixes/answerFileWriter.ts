import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';

/**
 * Puts an element as the first one into another, laid out as what follows.
 * @param openTag of the other element
 * @returns undefined where the element is empty, `<Item/>`
 */
export function insertFirst(source: SourceText, { path, span }: Location, xml: string): TextEdit | undefined {
  if (source.text.slice(0, span.end).endsWith('/>')) return undefined;
  const blank = /^\s*/.exec(source.text.slice(span.end))?.[0] ?? '';
  return { path, span: { start: span.end, end: span.end }, newText: blank + xml };
}

/** Adds an attribute to an open tag, as its last one. */
export function addAttribute(source: SourceText, { path, span }: Location, xml: string): TextEdit {
  const end = span.end - (/\s*\/?>$/.exec(source.slice(span))?.[0].length ?? 1);
  return { path, span: { start: end, end }, newText: ` ${xml}` };
}
