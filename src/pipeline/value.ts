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
  /** Read by a function from a file, or made of what was: it may hold secrets. */
  readonly fromFile?: true;
  /** The path of a file that it was to be read from, or a part of it, and that does not exist. */
  readonly unread?: StringValue;
  /** What it is in either case, where only Packer knows which one holds. */
  readonly either?: Either;
}

/** What a condition decides that is not known before Packer runs. */
interface Either {
  readonly condition: Condition;
  readonly then: Value;
  readonly else: Value;
}

/** That something has a value; what is asked for yes or no has the value `true`. */
export interface Condition {
  /** As it is written, without blanks: `var.source`. */
  readonly subject: string;
  readonly value: string;
  /** It holds where the subject has any other value. */
  readonly negated: boolean;
}

export interface StringValue extends Written, EmbeddedText {
  readonly kind: 'string';
  /** The value. Where `partial`, the parts that only Packer can fill in stand as they are written. */
  readonly text: string;
  readonly partial: boolean;
  /** The default of a variable that is in it, where one is: a build may give the variable another value. */
  readonly usual?: Location;
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
  /** Something in it could not be read: what is not among the entries may well be written there. */
  readonly incomplete?: true;
  /** Its entries are found by their names in any capitals. */
  readonly foldsNames?: true;
}

export interface MapEntry {
  readonly name: string;
  readonly nameLocation: Location;
  readonly value: Value;
  /** Name and value. */
  readonly location: Location;
  /** What it stands for in a body of HCL2's own syntax; undefined elsewhere. */
  readonly written?: 'attribute' | 'block';
  /** It stands there under a name that is misspelt. */
  readonly misspelt?: true;
}

export interface UnknownValue extends Written {
  readonly kind: 'unknown';
  /** What it is if nobody gives it a value: an empty text or null, which a variable has for its default. */
  readonly unlessGiven?: Value;
}

/** An empty text, and nothing that is put into it later. */
export const isEmptyText = (value: Value): boolean =>
  value.kind === 'string' && value.text === '' && !value.partial;

/** A value as it is if the variables that it comes from are given none. */
export const unlessGiven = (value: Value): Value =>
  value.kind === 'unknown' ? (value.unlessGiven ?? value) : value;

/** A value as a secret, with all that it holds. */
export const asSensitive = (value: Value): Value => marked(value, { sensitive: true });

/** A value as one that was read from a file, with all that it holds. */
export const asFromFile = (value: Value): Value => marked(value, { fromFile: true });

function marked(value: Value, as: { sensitive: true } | { fromFile: true }): Value {
  if (value.kind === 'list') return { ...value, ...as, items: value.items.map((item) => marked(item, as)) };
  if (value.kind !== 'map') return { ...value, ...as };
  const entries = value.entries.map((entry) => ({ ...entry, value: marked(entry.value, as) }));
  return { ...value, ...as, entries };
}

/**
 * The value of a setting; the last one where a setting stands twice, as Packer's JSON reader does. Undefined for one that
 * is not there; where that can't be told, it is unknown.
 */
export const setting = (map: MapValue, name: string): Value | undefined =>
  entryNamed(map, name)?.value ?? (map.incomplete && { kind: 'unknown', location: map.location });

function entryNamed({ entries, foldsNames }: MapValue, name: string): MapEntry | undefined {
  const exact = entries.findLast((entry) => entry.name === name);
  if (exact || !foldsNames) return exact;
  const wanted = name.toLowerCase();
  return entries.findLast((entry) => entry.name.toLowerCase() === wanted);
}

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
