import { unlessGiven } from '../../../value';
import type { MapEntry, Value } from '../../../value';
import { elementsOf, identityOf, isSensitive, numericOf, plainOf, textOf, valueIn } from '../known';
import { list, map, scalar, string } from '../make';
import { isTooLarge } from '../weight';
import type { HclFunction } from './function';

const concat: HclFunction = (lists, { location }) => {
  const items: Value[] = [];
  for (const part of lists) {
    if (part.kind !== 'list') return undefined;
    for (const item of part.items) items.push(item);
  }
  return list(items, location);
};

const merge: HclFunction = (maps, { location }) => {
  const entries = maps.map((part) =>
    part.kind === 'map' ? part.entries : part.kind === 'null' ? [] : undefined,
  );
  if (!entries.every((part) => part !== undefined)) return undefined;
  // As entries of their own, so that each still says where it is written.
  const last = new Map<string, MapEntry>();
  for (const entry of entries.flat()) {
    // Where the last of equal keys stands.
    last.delete(entry.name);
    last.set(entry.name, entry);
  }
  return { kind: 'map', location, entries: [...last.values()] };
};

const lookup: HclFunction = ([collection, key, otherwise]) => {
  const name = textOf(key);
  if (collection?.kind !== 'map' || name === undefined) return undefined;
  return valueIn(collection, name) ?? otherwise;
};

const element: HclFunction = ([collection, index]) => {
  const at = numericOf(index);
  if (collection?.kind !== 'list' || !collection.items.length || at === undefined || at < 0) return undefined;
  return collection.items[Math.floor(at) % collection.items.length];
};

const length: HclFunction = ([value], { location }) => {
  if (value?.kind === 'string') return scalar(textOf(value)?.length, location);
  return scalar(elementsOf(value)?.length, location);
};

/** The first that is neither null nor, for texts, empty. */
const coalesce: HclFunction = (values) => {
  for (const value of values.map(unlessGiven)) {
    if (value.kind === 'unknown' || (value.kind === 'string' && value.partial && !value.text))
      return undefined;
    if (value.kind !== 'null' && !(value.kind === 'string' && value.text === '')) return value;
  }
  return undefined;
};

const coalescelist: HclFunction = (values) => {
  for (const value of values) {
    const elements = elementsOf(value);
    if (!elements) return undefined;
    if (elements.length) return value;
  }
  return undefined;
};

const contains: HclFunction = ([collection, wanted], { location }) => {
  const id = wanted && identityOf(wanted);
  const found = collection?.kind === 'list' ? collection.items.map(identityOf) : undefined;
  if (id === undefined || !found) return undefined;
  if (found.includes(id)) return scalar(true, location);
  return found.includes(undefined) ? undefined : scalar(false, location);
};

const distinct: HclFunction = ([collection], { location }) => {
  if (collection?.kind !== 'list') return undefined;
  const once = new Map<string, Value>();
  for (const item of collection.items) {
    const id = identityOf(item);
    if (id === undefined) return undefined;
    if (!once.has(id)) once.set(id, item);
  }
  return list([...once.values()], location);
};

const compact: HclFunction = ([collection], { location }) => {
  if (collection?.kind !== 'list' || collection.items.some((item) => item.kind === 'unknown'))
    return undefined;
  const empty = (item: Value) => item.kind === 'null' || (item.kind === 'string' && !item.text);
  return list(
    collection.items.filter((item) => !empty(item)),
    location,
  );
};

const flatten: HclFunction = ([collection], { location }) => {
  if (collection?.kind !== 'list') return undefined;
  const items: Value[] = [];
  const pending = collection.items.toReversed();
  for (let item = pending.pop(); item; item = pending.pop()) {
    // What is not known may be a list itself.
    if (item.kind === 'unknown' || isTooLarge(list(items, location))) return undefined;
    if (item.kind === 'list') for (const inner of item.items.toReversed()) pending.push(inner);
    else items.push(item);
  }
  return list(items, location);
};

const keys: HclFunction = ([collection], { location }) =>
  collection?.kind === 'map'
    ? list(elementsOf(collection)?.map(([key]) => string(String(key), location)) ?? [], location)
    : undefined;

const values: HclFunction = ([collection], { location }) =>
  collection?.kind === 'map'
    ? list(elementsOf(collection)?.map(([, value]) => value) ?? [], location)
    : undefined;

const zipmap: HclFunction = ([names, contents], { location }) => {
  if (names?.kind !== 'list' || contents?.kind !== 'list' || names.items.length !== contents.items.length)
    return undefined;
  const entries: [string, Value][] = [];
  for (const [at, name] of names.items.entries()) {
    const [key, value] = [textOf(name), contents.items[at]];
    if (key === undefined || !value) return undefined;
    entries.push([key, value]);
  }
  return map(entries, location);
};

const slice: HclFunction = ([collection, from, to], { location }) => {
  const [start, end] = [numericOf(from), numericOf(to)];
  if (collection?.kind !== 'list' || start === undefined || end === undefined) return undefined;
  return list(collection.items.slice(start, end), location);
};

const sort: HclFunction = ([collection], { location }) => {
  const items = collection?.kind === 'list' ? collection.items : undefined;
  const texts = items?.map(textOf);
  if (!items || !texts || texts.includes(undefined)) return undefined;
  const sorted = [...items].sort((a, b) => ((textOf(a) ?? '') < (textOf(b) ?? '') ? -1 : 1));
  return list(sorted, location);
};

const range: HclFunction = (limits, { location }) => {
  const [first = 0, last, step = 1] = limits.length === 1 ? [0, numericOf(limits[0])] : limits.map(numericOf);
  if (limits.some((limit) => numericOf(limit) === undefined) || last === undefined || step === 0)
    return undefined;
  const count = Math.max(0, Math.ceil((last - first) / step));
  if (count > 1024) return undefined;
  return list(
    Array.from({ length: count }, (_, at) => ({ kind: 'number', location, value: first + at * step })),
    location,
  );
};

const combined = (all: readonly Value[]): number[] | undefined => {
  const numbers = all.flatMap((value) => (value.kind === 'list' ? value.items : [value])).map(numericOf);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
};

const onNumbers =
  (compute: (numbers: readonly number[]) => number): HclFunction =>
  (all, { location }) => {
    const numbers = combined(all);
    return numbers?.length ? scalar(compute(numbers), location) : undefined;
  };

const mostCells = 10_000;

const setproduct: HclFunction = (sets, { location }) => {
  let rows: Value[][] = [[]];
  for (const set of sets) {
    const columns = (rows[0]?.length ?? 0) + 1;
    if (set.kind !== 'list' || rows.length * set.items.length * columns > mostCells) return undefined;
    rows = rows.flatMap((row) => set.items.map((item) => [...row, item]));
  }
  return list(
    rows.map((row) => list(row, location)),
    location,
  );
};

/** A set is sorted and holds each element once. */
const toset: HclFunction = (parameters, context) => {
  const once = distinct(parameters, context);
  return once?.kind === 'list' && once.items.every((item) => item.kind === 'string')
    ? sort([once], context)
    : once;
};

const known: HclFunction = ([value]) => (value && (plainOf(value) || isSensitive(value)) ? value : undefined);

export const collections: Readonly<Record<string, HclFunction>> = {
  concat,
  merge,
  lookup,
  element,
  length,
  coalesce,
  coalescelist,
  contains,
  distinct,
  compact,
  flatten,
  keys,
  values,
  zipmap,
  slice,
  sort,
  range,
  setproduct,
  toset,
  tolist: known,
  tomap: known,
  reverse: ([collection], { location }) =>
    collection?.kind === 'list' ? list([...collection.items].reverse(), location) : undefined,
  max: onNumbers((numbers) => numbers.reduce((most, number) => Math.max(most, number))),
  min: onNumbers((numbers) => numbers.reduce((least, number) => Math.min(least, number))),
  sum: onNumbers((numbers) => numbers.reduce((sum, number) => sum + number, 0)),
  floor: onNumbers(([number = NaN]) => Math.floor(number)),
  ceil: onNumbers(([number = NaN]) => Math.ceil(number)),
  abs: onNumbers(([number = NaN]) => Math.abs(number)),
};
