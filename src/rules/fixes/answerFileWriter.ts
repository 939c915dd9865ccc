import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
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
  const tag = source.slice(span);
  const end = span.start + tag.slice(0, tag.endsWith('/>') ? -2 : -1).trimEnd().length;
  return { path, span: { start: end, end }, newText: ` ${xml}` };
}

/**
 * An item of a list with what leads to it: the blanks before it, and the comments that stand right above it.
 * @param span from its open tag to its close tag
 */
export function withLeading(text: string, { start, end }: Span): Span {
  for (let first = start; ;) {
    const before = text.slice(0, first).trimEnd().length;
    const comment = text.endsWith('-->', before) ? text.lastIndexOf('<!--', before) : -1;
    if (comment < 0) return { start: before, end };
    first = comment;
  }
}
