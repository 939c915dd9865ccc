import { lastAtMost } from './sorted';

/** A stretch of a text: UTF-16 offsets from 0, `end` exclusive, `0 <= start <= end <= text.length`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const contains = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** Makes a test whether a stretch stands in one of many: it takes as long as a look into a dictionary. */
export function containment(outers: readonly Span[]): (inner: Span) => boolean {
  const sorted = [...outers].sort((a, b) => a.start - b.start);
  let end = -1;
  const furthest = sorted.map((outer) => (end = Math.max(end, outer.end)));
  const starts = sorted.map(({ start }) => start);
  return (inner) => inner.end <= (furthest[lastAtMost(starts, inner.start)] ?? -1);
}
