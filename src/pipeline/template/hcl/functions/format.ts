import type { Value } from '../../../value';
import { identityOf, numericOf, textOf } from '../known';
import { mostCharacters } from '../weight';

const verb = /%(?:%|([-0+]{0,3})(\d{0,4})(?:\.(\d{1,4}))?([a-zA-Z]))/g;

type Spelling = (value: Value, precision: number | undefined) => string | undefined;

const number =
  (spell: (value: number, precision: number | undefined) => string): Spelling =>
  (value, precision) => {
    const known = numericOf(value);
    return known === undefined ? undefined : spell(known, precision);
  };

const verbs: Readonly<Record<string, Spelling | undefined>> = {
  s: (value, precision) => textOf(value)?.slice(0, precision),
  v: (value) => textOf(value) ?? identityOf(value),
  q: (value) => {
    const text = textOf(value);
    return text === undefined ? undefined : JSON.stringify(text);
  },
  t: (value) => (value.kind === 'boolean' ? String(value.value) : undefined),
  d: number((value) => String(Math.trunc(value))),
  f: number((value, precision = 6) => value.toFixed(Math.min(precision, 100))),
  x: number((value) => value.toString(16)),
  X: number((value) => value.toString(16).toUpperCase()),
  o: number((value) => value.toString(8)),
  b: number((value) => value.toString(2)),
};

/** HCL's `format`; undefined for what is not known, not supported, or refused. */
export function format(pattern: string, values: readonly Value[]): string | undefined {
  let at = 0;
  let known = true;
  let length = 0;
  const text = pattern.replace(
    verb,
    (
      written: string,
      flags: string | undefined,
      width: string | undefined,
      precision: string | undefined,
      letter: string | undefined,
    ) => {
      if (letter === undefined) return written === '%%' ? '%' : written;
      const has = (flag: string) => flags?.includes(flag) ?? false;
      const columns = Number(width ?? 0);
      const value = values[at++];
      const spelled =
        value && verbs[letter]?.(value, precision === undefined ? undefined : Number(precision));
      length += Math.max(spelled?.length ?? 0, columns);
      if (spelled === undefined || has('+') || columns > 1000 || length > mostCharacters) {
        known = false;
        return written;
      }
      if (has('-')) return spelled.padEnd(columns);
      return has('0') && !spelled.startsWith('-')
        ? spelled.padStart(columns, '0')
        : spelled.padStart(columns);
    },
  );
  return known && at === values.length ? text : undefined;
}
