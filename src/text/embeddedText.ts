import type { Location } from './location';
import { lastAtMost } from './sorted';
import type { Span } from './span';

/**
 * A text that stands inside a file in another form: escaped in a JSON string, joined from several strings, or the
 * whole file itself. Its own offsets lead back to the file.
 */
export interface EmbeddedText {
  readonly text: string;
  /** Where a stretch of the text stands in its file. */
  locate(span: Span): Location;
}

/** The whole text of a file. */
export const wholeFile = (path: string, text: string): EmbeddedText => ({
  text,
  locate: (span) => ({ path, span }),
});

/** Several texts as lines of one; a stretch over several of them is located in the one in which it begins. */
export const joinLines = (parts: readonly EmbeddedText[]): EmbeddedText => joinTexts(parts, '\n');

/** As {@link joinLines}, with something else in between. */
export function joinTexts(parts: readonly EmbeddedText[], between: string): EmbeddedText {
  const starts: number[] = [];
  let at = 0;
  for (const part of parts) {
    starts.push(at);
    at += part.text.length + between.length;
  }
  return {
    text: parts.map((part) => part.text).join(between),
    locate: (span) => {
      const index = Math.max(0, lastAtMost(starts, span.start));
      const part = parts[index];
      const start = starts[index];
      if (!part || start === undefined) throw new RangeError('There is nothing to locate in an empty text.');
      return part.locate({
        start: Math.min(span.start - start, part.text.length),
        end: Math.min(span.end - start, part.text.length),
      });
    },
  };
}
