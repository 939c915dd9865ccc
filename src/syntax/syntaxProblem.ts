import type { Span } from '../text/span';

/** Something a parser could not read, in a sentence for the person who wrote it. */
export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
}
