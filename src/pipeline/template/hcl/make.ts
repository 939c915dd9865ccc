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

/** A value that was decoded from JSON. */
export function fromPlain(plain: unknown, location: Location): Value {
  if (typeof plain === 'string') return string(plain, location);
  if (typeof plain === 'number' || typeof plain === 'boolean')
    return scalar(plain, location) ?? unknown(location);
  if (plain === null || plain === undefined) return { kind: 'null', location };
  if (Array.isArray(plain))
    return list(
      plain.map((item) => fromPlain(item, location)),
      location,
    );
  return map(
    Object.entries(plain).map(([name, item]) => [name, fromPlain(item, location)]),
    location,
  );
}

/** Beyond this no template is honest: a few lines can make values that no memory holds. */
export const mostCharacters = 1_000_000;
const mostItems = 10_000;

export const isTooLarge = (value: Value): boolean =>
  value.kind === 'string'
    ? value.text.length > mostCharacters
    : value.kind === 'list'
      ? value.items.length > mostItems
      : value.kind === 'map' && value.entries.length > mostItems;
