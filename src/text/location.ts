import { isSamePath } from './pathKey';
import type { Span } from './span';

/** A stretch of a file. */
export interface Location {
  /** Absolute path. */
  readonly path: string;
  readonly span: Span;
}

export const isSameLocation = (one: Location, other: Location): boolean =>
  one.span.start === other.span.start && one.span.end === other.span.end && isSamePath(one.path, other.path);
