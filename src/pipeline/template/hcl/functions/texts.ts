import { elementsOf, numericOf, textOf } from '../known';
import { list, mostCharacters, scalar, string } from '../make';
import { format } from './format';
import type { HclFunction } from './function';

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
  const parts = lists.flatMap((part) => elementsOf(part)?.map(([, item]) => textOf(item)) ?? [undefined]);
  const length = parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
  return by === undefined || !lists.length || parts.includes(undefined) || length > mostCharacters
    ? undefined
    : string(parts.join(by), location);
};

const substr: HclFunction = ([value, offset, length], { location }) => {
  const [text, start, count] = [textOf(value), numericOf(offset), numericOf(length)];
  if (text === undefined || start === undefined || count === undefined) return undefined;
  const from = start < 0 ? Math.max(0, text.length + start) : start;
  return string(text.slice(from, count < 0 ? undefined : from + count), location);
};

const trim = (text: string, characters: string, atStart: boolean, atEnd: boolean): string => {
  let [start, end] = [0, text.length];
  while (atStart && start < end && characters.includes(text.charAt(start))) start++;
  while (atEnd && end > start && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
};

const indent: HclFunction = ([spaces, value], { location }) => {
  const [count, text] = [numericOf(spaces), textOf(value)];
  if (count === undefined || count < 0 || count > 1000 || text === undefined) return undefined;
  return string(text.replaceAll('\n', `\n${' '.repeat(count)}`), location);
};

export const texts: Readonly<Record<string, HclFunction>> = {
  join,
  substr,
  indent,
  format: ([pattern, ...values], { location }) => {
    const text = textOf(pattern);
    const result = text === undefined ? undefined : format(text, values);
    return result === undefined ? undefined : string(result, location);
  },
  lower: onTexts((text) => text.toLowerCase()),
  upper: onTexts((text) => text.toUpperCase()),
  title: onTexts((text) => text.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (found) => found.toUpperCase())),
  trimspace: onTexts((text) => text.trim()),
  trim: onTexts((text, characters = '') => trim(text, characters, true, true)),
  trimprefix: onTexts((text, start = '') => (text.startsWith(start) ? text.slice(start.length) : text)),
  trimsuffix: onTexts((text, end = '') => (end && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  chomp: onTexts((text) => text.replace(/[\r\n]+$/, '')),
  startswith: onTexts((text, start) => start !== undefined && text.startsWith(start)),
  endswith: onTexts((text, end) => end !== undefined && text.endsWith(end)),
  strcontains: onTexts((text, part) => part !== undefined && text.includes(part)),
  split: onTexts((by, text) => text?.split(by)),
  // Between slashes it is a regular expression of Go's, which are not quite those of JavaScript.
  replace: onTexts((text, part, by) =>
    part === undefined || by === undefined || /^\/.+\/$/s.test(part)
      ? undefined
      : text.replaceAll(part, () => by),
  ),
  base64encode: onTexts((text) => Buffer.from(text, 'utf8').toString('base64')),
  base64decode: onTexts((text) => Buffer.from(text, 'base64').toString('utf8')),
};
