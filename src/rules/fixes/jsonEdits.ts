import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';

/** A JSON value to write; objects and lists of objects are laid out over lines, lists of plain values on one. */
export type JsonValue = string | number | boolean | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/**
 * Inserts a property behind another one of the same object, in the style of the file.
 * @param after the property, name and value
 */
export function insertProperty(source: SourceText, after: Location, name: string, value: JsonValue): TextEdit {
  return insertAfter(source, after, `${JSON.stringify(name)}: ${layOut(source, after, value)}`);
}

/** Inserts an item behind another one of the same list, in the style of the file. */
export const insertItem = (source: SourceText, after: Location, value: JsonValue): TextEdit =>
  insertAfter(source, after, layOut(source, after, value));

function insertAfter(source: SourceText, after: Location, text: string): TextEdit {
  const at = after.span.end;
  return { path: after.path, span: { start: at, end: at }, newText: separator(source, after) + text };
}

/** What stands between two items: a comma in front keeps the text valid whether or not something follows. */
export const separator = (source: SourceText, { span }: Location): string =>
  startsItsLine(source, span.start)
    ? `,${lineEnding(source)}${indentation(source, span.start)}`
    : ', ';

/** A value in the style of what it is written beside: over several lines if that begins a line of its own. */
export function layOut(source: SourceText, beside: Location, value: JsonValue): string {
  if (!startsItsLine(source, beside.span.start)) return JSON.stringify(value);
  const indent = indentation(source, beside.span.start);
  const lines = JSON.stringify(value, null, indentUnit(source)).split('\n');
  return lines.map((line, index) => (index === 0 ? line : indent + line)).join(lineEnding(source));
}

function lineStart(source: SourceText, offset: number): number {
  return source.offsetAt({ line: source.positionAt(offset).line, character: 0 });
}

const indentation = (source: SourceText, offset: number): string =>
  /^[ \t]*/.exec(source.text.slice(lineStart(source, offset), offset))?.[0] ?? '';

const startsItsLine = (source: SourceText, offset: number): boolean =>
  source.text.slice(lineStart(source, offset), offset).trim() === '';

const lineEnding = (source: SourceText): string => (source.text.includes('\r\n') ? '\r\n' : '\n');

/** One step of indentation, as the file's first indented line has it. */
const indentUnit = (source: SourceText): string => /^([ \t]+)\S/m.exec(source.text)?.[1] ?? '  ';
