import type { Location } from '../../../text/location';
import type { ListValue, MapValue, StringValue, UnknownValue, Value } from '../../value';

/** Values that an expression makes: they stand where the expression stands. */

export const unknown = (location: Location): UnknownValue => ({ kind: 'unknown', location });

export const string = (text: string, location: Location, partial = false): StringValue => ({
  kind: 'string',
  location,
  text,
  partial,
  locate: () => location,
});

export const list = (items: readonly Value[], location: Location): ListValue => ({
  kind: 'list',
  location,
  items,
});

export const map = (entries: Iterable<readonly [string, Value]>, location: Location): MapValue => ({
  kind: 'map',
  location,
  entries: [...entries].map(([name, value]) => ({ name, nameLocation: location, location, value })),
});

/** Undefined for undefined: a function that can't tell passes that on. */
export const scalar = (value: number | boolean | undefined, location: Location): Value | undefined =>
  value === undefined || Number.isNaN(value)
    ? undefined
    : typeof value === 'number'
      ? { kind: 'number', location, value }
      : { kind: 'boolean', location, value };

/** Nested deeper than this JSON is not decoded: values are walked by recursion. */
const mostLevels = 100;

/** A value that was decoded from JSON. */
export function fromPlain(plain: unknown, location: Location, level = 0): Value {
  if (level > mostLevels) return unknown(location);
  if (typeof plain === 'string') return string(plain, location);
  if (typeof plain === 'number' || typeof plain === 'boolean')
    return scalar(plain, location) ?? unknown(location);
  if (plain === null || plain === undefined) return { kind: 'null', location };
  if (Array.isArray(plain))
    return list(
      plain.map((item) => fromPlain(item, location, level + 1)),
      location,
    );
  return map(
    Object.entries(plain).map(([name, item]) => [name, fromPlain(item, location, level + 1)]),
    location,
  );
}

/** A value with all that it holds at one place, as it stands in no file by itself. */
export function placedAt(value: Value, location: Location): Value {
  switch (value.kind) {
    case 'string':
      return { ...value, location, locate: () => location };
    case 'list':
      return { ...value, location, items: value.items.map((item) => placedAt(item, location)) };
    case 'map':
      return {
        ...value,
        location,
        entries: value.entries.map((entry) => ({
          name: entry.name,
          nameLocation: location,
          location,
          value: placedAt(entry.value, location),
        })),
      };
    default:
      return { ...value, location };
  }
}
