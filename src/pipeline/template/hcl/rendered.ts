import type { Location } from '../../../text/location';
import { lastAtMost } from '../../../text/sorted';
import type { Span } from '../../../text/span';
import type { Condition, StringValue } from '../../value';

/** The text of a template, with its values put in as far as they are known. */
export interface Rendered {
  readonly text: string;
  /** True where parts stand as they are written, because their value is not known. */
  readonly partial: boolean;
  readonly sensitive: boolean;
  /** Something was put in that was read from a file. */
  readonly fromFile: boolean;
  /** The default of a variable that was put in, where one was. */
  readonly usual?: Location | undefined;
  /** The path of a file that a part was to be read from, and that does not exist. */
  readonly unread?: StringValue | undefined;
  /** Where the pieces of the text stand in the template, in order. */
  readonly pieces: readonly Piece[];
  /** The first condition that decides on a part of it, where one does. */
  readonly condition?: Condition | undefined;
}

/** A stretch of a rendered text, and what it was made of. */
interface Piece {
  readonly length: number;
  readonly span: Span;
  /** It stands there letter for letter, from the start of the span. */
  readonly verbatim: boolean;
}

/** Where a stretch of a rendered text stands in its template. */
export function placeInTemplate({ pieces }: Pick<Rendered, 'pieces'>): (span: Span) => Span {
  const starts: number[] = [];
  let at = 0;
  for (const { length } of pieces) {
    starts.push(at);
    at += length;
  }
  const placeOf = (inner: number): Span => {
    const index = Math.max(0, lastAtMost(starts, inner));
    const piece = pieces[index];
    if (!piece) return { start: 0, end: 0 };
    const start = piece.span.start + inner - (starts[index] ?? 0);
    return piece.verbatim ? { start, end: start + 1 } : piece.span;
  };
  return ({ start, end }) => {
    const from = placeOf(start).start;
    return { start: from, end: end > start ? Math.max(from, placeOf(end - 1).end) : from };
  };
}
