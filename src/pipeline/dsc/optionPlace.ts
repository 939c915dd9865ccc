import type { Span } from '../../text/span';

/** What can stand at a place of a `dsc` step. */
export interface OptionPlace {
  readonly kind: 'name' | 'value';
  /** What is typed of it, to the cursor and behind it; in JSON with its quotes. */
  readonly word: Span;
  /** The options that are there already; of a value, its own name is the last. */
  readonly present: readonly string[];
  /** The manifest of the step, where it is written out. */
  readonly manifest?: string;
}
