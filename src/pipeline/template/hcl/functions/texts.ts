import { elementsOf, numericOf, textOf } from '../known';
import { list, scalar, string } from '../make';
import { mostCharacters } from '../weight';
import { format } from './format';
import type { HclFunction } from './function';
import type { Value } from '../../../value';
import { trimCharacters } from '../../../../text/edges';

/** A function of texts alone, all of which must be known. */
const onTexts =
  (change: (...texts: string[]) => string | boolean | readonly string[] | undefined): HclFunction =>
  (values, { location }) => {
    const texts = values.map(textOf);
    if (!texts.length || !texts.every((text) => text !== undefined)) return undefined;
    const result = change(...texts);
    if (typeof result === 'string') return string(result, location);
    if (typeof result === 'boolean') return scalar(result, location);
    return (
      result &&
      list(
        result.map((text) => string(text, location)),
        location,
      )
    );
  };

const join: HclFunction = ([separator, ...lists], { location }) => {
  const by = textOf(separator);
  const items = lists.flatMap((part) => elementsOf(part)?.map(([, item]) => item) ?? [undefined]);
  const parts = items.map(writtenText);
  const length = parts.reduce((sum, part) => sum + (part?.length ?? 0), (by?.length ?? 0) * parts.length);
  return by === undefined || !lists.length || parts.includes(undefined) || length > mostCharacters
    ? undefined
    : string(parts.join(by), location, items.some(isPartial));
};

const split: HclFunction = ([separator, value], { location }) => {
  const [by, text] = [textOf(separator), writtenText(value)];
  if (by === undefined || text === undefined) return undefined;
  const partial = isPartial(value);
  return list(
    text.split(by).map((part) => string(part, location, partial)),
    location,
  );
};

/** A text, with the parts that only Packer knows as they are written. */
const writtenText = (value: Value | undefined): string | undefined =>
  value?.kind === 'string' ? value.text : textOf(value);

const isPartial = (value: Value | undefined): boolean => value?.kind === 'string' && value.partial;

const substr: HclFunction = ([value, offset, length], { location }) => {
  const [text, start, count] = [textOf(value), numericOf(offset), numericOf(length)];
  if (text === undefined || start === undefined || count === undefined) return undefined;
  const from = start < 0 ? Math.max(0, text.length + start) : start;
  return string(text.slice(from, count < 0 ? undefined : from + count), location);
};

const indent: HclFunction = ([spaces, value], { location }) => {
  const [count, text] = [numericOf(spaces), textOf(value)];
  if (count === undefined || count < 0 || count > 1000 || text === undefined) return undefined;
  const indented = replaced(text, '\n', `\n${' '.repeat(count)}`);
  return indented === undefined ? undefined : string(indented, location);
};

/** A text with a part replaced wherever it stands; undefined where it is more than an honest template makes. */
function replaced(text: string, part: string, by: string): string | undefined {
  if (!part) return undefined;
  const pieces = text.split(part);
  const length = text.length + (pieces.length - 1) * (by.length - part.length);
  return length > mostCharacters ? undefined : pieces.join(by);
}

export const texts: Readonly<Record<string, HclFunction>> = {
  join,
  substr,
  indent,
  format: ([pattern, ...values], { location }) => {
    const text = writtenText(pattern);
    const result = text === undefined ? undefined : format(text, values);
    return result === undefined ? undefined : string(result, location, isPartial(pattern));
  },
  lower: onTexts((text) => text.toLowerCase()),
  upper: onTexts((text) => text.toUpperCase()),
  title: onTexts((text) => text.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (found) => found.toUpperCase())),
  trimspace: onTexts((text) => text.trim()),
  trim: onTexts((text, characters = '') => trimCharacters(text, characters)),
  trimprefix: onTexts((text, start = '') => (text.startsWith(start) ? text.slice(start.length) : text)),
  trimsuffix: onTexts((text, end = '') => (end && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  chomp: onTexts((text) => trimCharacters(text, '\r\n', { atStart: false })),
  startswith: onTexts((text, start) => start !== undefined && text.startsWith(start)),
  endswith: onTexts((text, end) => end !== undefined && text.endsWith(end)),
  strcontains: onTexts((text, part) => part !== undefined && text.includes(part)),
  split,
  // Between slashes it is a regular expression of Go's, which are not quite those of JavaScript.
  replace: onTexts((text, part, by) =>
    part === undefined || by === undefined || /^\/.+\/$/s.test(part) ? undefined : replaced(text, part, by),
  ),
  base64encode: onTexts((text) => Buffer.from(text, 'utf8').toString('base64')),
  base64decode: onTexts((text) => Buffer.from(text, 'base64').toString('utf8')),
};
