import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';

/** How a file is laid out, for what is written into it. */

export const startsItsLine = (source: SourceText, offset: number): boolean =>
  source.text.slice(lineStart(source, offset), offset).trim() === '';

export const indentation = (source: SourceText, offset: number): string =>
  /^[ \t]*/.exec(source.text.slice(lineStart(source, offset), offset))?.[0] ?? '';

export const lineEnding = (source: SourceText): string => (source.text.includes('\r\n') ? '\r\n' : '\n');

/** One step of indentation, as the file's first indented line has it. */
export const indentUnit = (source: SourceText): string => /^([ \t]+)\S/m.exec(source.text)?.[1] ?? '  ';

/** The end of a line and the indentation of what stands at a place, to write something below it. */
export const newLine = (source: SourceText, { span }: Location): string =>
  lineEnding(source) + indentation(source, span.start);

function lineStart(source: SourceText, offset: number): number {
  return source.offsetAt({ line: source.positionAt(offset).line, character: 0 });
}
