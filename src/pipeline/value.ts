import type { EmbeddedText } from '../text/embeddedText';
import type { Location } from '../text/location';

/**
 * A value of a template, whichever dialect it is written in, with variables put in. What can't be known without
 * running Packer is `unknown`, never a guess.
 */
export type Value =
  StringValue | NumberValue | BooleanValue | NullValue | ListValue | MapValue | UnknownValue;

interface Written {
  /** Where it is used: the expression in the template. */
  readonly location: Location;
  /** Where it is set, when that is elsewhere: the default of a variable. */
  readonly definition?: Location;
  /** A secret, or made of one: no message may print it. */
  readonly sensitive?: true;
}

export interface StringValue extends Written, EmbeddedText {
  readonly kind: 'string';
  /** The value. Where `partial`, the parts that only Packer can fill in stand as they are written. */
  readonly text: string;
  readonly partial: boolean;
}

interface NumberValue extends Written {
  readonly kind: 'number';
  readonly value: number;
}

interface BooleanValue extends Written {
  readonly kind: 'boolean';
  readonly value: boolean;
}

interface NullValue extends Written {
  readonly kind: 'null';
}

export interface ListValue extends Written {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

export interface MapValue extends Written {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly name: string;
  readonly nameLocation: Location;
  readonly value: Value;
  /** Name and value. */
  readonly location: Location;
}

export interface UnknownValue extends Written {
  readonly kind: 'unknown';
}

/** A value as a secret, with all that it holds. */
export function asSensitive(value: Value): Value {
  if (value.kind === 'list') return { ...value, sensitive: true, items: value.items.map(asSensitive) };
  if (value.kind !== 'map') return { ...value, sensitive: true };
  const entries = value.entries.map((entry) => ({ ...entry, value: asSensitive(entry.value) }));
  return { ...value, sensitive: true, entries };
}

/** The value of a setting; the last one where a setting stands twice, as Packer's JSON reader does. */
export const setting = (map: MapValue, name: string): Value | undefined =>
  map.entries.findLast((entry) => entry.name === name)?.value;

/** A setting's text; undefined where it is unset, no string, or not fully known. */
export function text(map: MapValue, name: string): StringValue | undefined {
  const value = setting(map, name);
  return value?.kind === 'string' && !value.partial ? value : undefined;
}

/** The items of a list, or the one value that stands where a list may: Packer takes both. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (!value || value.kind === 'null') return [];
  return value.kind === 'list' ? value.items : [value];
}

/** The known strings of a list or a single string. */
export const strings = (value: Value | undefined): StringValue[] =>
  listOf(value).filter((item): item is StringValue => item.kind === 'string');

/** True for `true` and for the spellings of it that Packer's decoder takes as well. */
export function isTrue(value: Value | undefined): boolean {
  if (value?.kind === 'boolean') return value.value;
  return value?.kind === 'string' && /^(1|t|true)$/i.test(value.text);
}

/** A number, or a string that is one: `4096` and `"4096"` are the same to Packer. */
export function numberOf(value: Value | undefined): number | undefined {
  if (value?.kind === 'number') return value.value;
  if (value?.kind === 'string' && !value.partial && /^\s*\d+\s*$/.test(value.text)) return Number(value.text);
  return undefined;
}
