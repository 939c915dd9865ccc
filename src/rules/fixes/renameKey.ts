import type { Template } from '../../pipeline/template/template';
import type { MapEntry } from '../../pipeline/value';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';
import type { Applicability, Fix } from '../finding';
import { writable } from './writable';

/** Gives a setting another name; none where it stands in a file that is only read. */
export function renameKey(
  template: Template,
  entry: MapEntry,
  to: string,
  applicability: Applicability,
): Fix[] {
  const source = writable(template, entry.nameLocation);
  return source ? [{ title: `Change to ${to}`, applicability, edits: [rename(source, entry, to)] }] : [];
}

/** The equals sign stays where it is, if it stands below or above another one. */
export function rename(source: SourceText, { nameLocation: { path, span } }: MapEntry, to: string): TextEdit {
  const { text } = source;
  const written = text.slice(span.start, span.end);
  const newText = written.startsWith('"') ? `"${to}"` : to;
  const [blanks = ''] = /^[ \t]*(?==)/.exec(text.slice(span.end, span.end + 80)) ?? [];
  const missing = written.length - newText.length;
  if (!blanks || missing === 0 || missing <= -blanks.length || !isAligned(source, span.end + blanks.length))
    return { path, span, newText };
  return {
    path,
    span: { start: span.start, end: span.end + blanks.length },
    newText: newText + ' '.repeat(blanks.length + missing),
  };
}

/** Whether an equals sign stands at the same place of the line above or below. */
function isAligned(source: SourceText, offset: number): boolean {
  const { line, character } = source.positionAt(offset);
  return [line - 1, line + 1].some((other) => {
    if (other < 0) return false;
    const at = source.offsetAt({ line: other, character });
    return source.positionAt(at).line === other && /^= /.test(source.text.slice(at, at + 2));
  });
}
