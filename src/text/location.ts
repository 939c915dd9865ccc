import type { Span } from './span';

/** A stretch of a file. */
export interface Location {
  /** Absolute path. */
  readonly path: string;
  readonly span: Span;
}
