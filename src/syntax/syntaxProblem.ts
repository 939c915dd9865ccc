import { memoizeByObject } from '../text/memoizeByObject';
import { lastAtMost } from '../text/sorted';
import type { Span } from '../text/span';

/** Something a parser could not read, in a sentence for the person who wrote it. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
  /**
   * A bracket or a quote is missing or too many: what stands around may have been read as part of something else than it
   * is. Any other problem is one of the thing in which it stands.
   */
  readonly spreads?: true;
  /** The standard refuses it; whether what reads the file does is not known. */
  readonly mayPass?: true;
}

/** Whether something that stands in a stretch of a text may have been lost by what is wrong with it. */
export function losesPart(problems: readonly SyntaxProblem[], { start, end }: Span): boolean {
  const { spreads, starts } = placesOf(problems);
  return spreads || (starts[lastAtMost(starts, end)] ?? -1) >= start;
}

/** It is asked of every block and object. */
const placesOf = memoizeByObject((problems: readonly SyntaxProblem[]) => ({
  spreads: problems.some(({ spreads }) => spreads === true),
  starts: problems.map(({ span }) => span.start).sort((a, b) => a - b),
}));
