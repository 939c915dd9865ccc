import { memoizeByObject } from '../../../text/memoizeByObject';
import type { MapEntry, Value } from '../../value';

/** What is known of values, with the conversions that HCL does by itself; undefined where it is not known. */

export function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return value.partial ? undefined : value.text;
  return value?.kind === 'number' || value?.kind === 'boolean' ? String(value.value) : undefined;
}

export function numericOf(value: Value | undefined): number | undefined {
  if (value?.kind === 'number') return value.value;
  const text = value?.kind === 'string' ? textOf(value) : undefined;
  return text !== undefined && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

export function booleanOf(value: Value | undefined): boolean | undefined {
  if (value?.kind === 'boolean') return value.value;
  const text = value?.kind === 'string' ? textOf(value) : undefined;
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** The elements of a list, or of a map in the order of its keys, each with its key. */
export function elementsOf(
  value: Value | undefined,
): readonly (readonly [string | number, Value])[] | undefined {
  if (value?.kind === 'list') return value.items.map((item, index) => [index, item] as const);
  if (value?.kind !== 'map') return undefined;
  return [...entriesOf(value.entries)].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The last of equal keys counts. */
export const entriesOf = (entries: readonly { name: string; value: Value }[]): Map<string, Value> =>
  new Map(entries.map(({ name, value }) => [name, value]));

/** The value under a name of a map. */
export const valueIn = (
  { entries }: { readonly entries: readonly MapEntry[] },
  name: string,
): Value | undefined => byName(entries).get(name);

const byName = memoizeByObject(entriesOf);

/** A value as data, when all of it is known; wrapped, as data may be undefined itself. */
export function plainOf(value: Value): { readonly data: unknown } | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'null') return { data: null };
  if (value.kind === 'string') return value.partial ? undefined : { data: value.text };
  if (value.kind === 'number' || value.kind === 'boolean') return { data: value.value };
  const elements = elementsOf(value) ?? [];
  const plain = elements.map(([key, item]) => [key, plainOf(item)] as const);
  if (plain.some(([, item]) => !item)) return undefined;
  return {
    data:
      value.kind === 'list'
        ? plain.map(([, item]) => item?.data)
        : Object.fromEntries(plain.map(([key, item]) => [key, item?.data])),
  };
}

/** A text by which equal values are equal. */
export function identityOf(value: Value): string | undefined {
  const plain = plainOf(value);
  return plain && JSON.stringify(plain.data);
}

export const isSensitive = (value: Value): boolean => holds(value, ({ sensitive }) => sensitive === true);

export const isFromFile = (value: Value): boolean => holds(value, ({ fromFile }) => fromFile === true);

function holds(value: Value, wanted: (value: Value) => boolean): boolean {
  if (wanted(value)) return true;
  if (value.kind === 'list') return value.items.some((item) => holds(item, wanted));
  return value.kind === 'map' && value.entries.some((entry) => holds(entry.value, wanted));
}
