import type { Span } from '../../text/span';
import type { OptionPlace } from './optionPlace';
import { optionPlaceInHcl } from './optionPlaceInHcl';
import { optionPlaceInJson } from './optionPlaceInJson';
import { wordBefore } from '../../text/edges';

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
  const before = wordBefore(text, offset);
  const [after = ''] = /^\w*/.exec(text.slice(offset)) ?? [];
  const name = before + after;
  const span = { start: offset - before.length, end: offset + after.length };
  return name && optionPlace(path, text, span.end)?.kind === 'name' ? { name, span } : undefined;
}
