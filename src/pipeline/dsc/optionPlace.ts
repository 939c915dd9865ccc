import type { Span } from '../../text/span';
import { optionPlaceInHcl } from './optionPlaceInHcl';
import { optionPlaceInJson } from './optionPlaceInJson';

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

/**
 * What can be written at an offset of a template. Works on half-typed text.
 * @param path of the file: its ending tells the dialect
 * @returns undefined outside of `dsc` steps, and within their maps and lists
 */
export const optionPlace = (path: string, text: string, offset: number): OptionPlace | undefined =>
  /\.pkr\.hcl$/i.test(path)
    ? optionPlaceInHcl(text, offset)
    : /\.json$/i.test(path)
      ? optionPlaceInJson(text, offset)
      : undefined;

/** The name of an option at an offset, wherever in it that is. */
export function optionAt(
  path: string,
  text: string,
  offset: number,
): { name: string; span: Span } | undefined {
  const [before = ''] = /\w*$/.exec(text.slice(0, offset)) ?? [];
  const [after = ''] = /^\w*/.exec(text.slice(offset)) ?? [];
  const name = before + after;
  const span = { start: offset - before.length, end: offset + after.length };
  return name && optionPlace(path, text, span.end)?.kind === 'name' ? { name, span } : undefined;
}
