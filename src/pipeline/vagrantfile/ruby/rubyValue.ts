import type { Span } from '../../../text/span';
import type { Self } from './frame';
import type { HostObject } from './hostObject';

/** A Ruby value, as far as reading tells it. Strings, arrays and hashes are objects that code may change. */
export type RubyValue =
  | StringValue
  | ArrayValue
  | HashValue
  | { readonly kind: 'symbol'; readonly text: string }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'nil' }
  | { readonly kind: 'range'; readonly first: number; readonly last: number }
  | { readonly kind: 'host'; readonly object: HostObject }
  | { readonly kind: 'object'; readonly self: Self }
  | AssumedValue
  | UnknownValue;

interface Changeable {
  /** Code that can't be followed has changed it: what is here may be wrong. */
  changed?: boolean;
}

export interface StringValue extends Changeable {
  readonly kind: 'string';
  readonly text: string;
  /** The text between the quotes, or of the heredoc, where it is written. */
  readonly content?: Span | undefined;
}

/** A value with the expression that gave it. */
export interface Item {
  readonly value: RubyValue;
  readonly span: Span;
}

export interface ArrayValue extends Changeable {
  readonly kind: 'array';
  readonly items: Item[];
}

export interface HashEntry extends Item {
  readonly key: RubyValue;
  readonly keySpan: Span;
}

export interface HashValue extends Changeable {
  readonly kind: 'hash';
  readonly entries: HashEntry[];
}

/**
 * What holds unless the environment says otherwise: `ENV["CPUS"] || 2`. To everything that does not ask for it it is
 * unknown.
 */
export interface AssumedValue {
  readonly kind: 'assumed';
  readonly value: Exclude<RubyValue, AssumedValue>;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  /** A variable of the environment: nil where nobody sets it. */
  readonly ofEnvironment?: true;
  /** Of a text of which only a part is unknown. */
  readonly content?: Span | undefined;
}

export const unknown: UnknownValue = { kind: 'unknown' };
export const ofEnvironment: UnknownValue = { kind: 'unknown', ofEnvironment: true };
export const nil: RubyValue = { kind: 'nil' };
export const string = (text: string, content?: Span): StringValue => ({ kind: 'string', text, content });
export const boolean = (value: boolean): RubyValue => ({ kind: 'boolean', value });

/** An integer; unknown where JavaScript's numbers don't reach. */
export const integer = (value: number): RubyValue =>
  Number.isSafeInteger(value) ? { kind: 'integer', value } : unknown;

/** A longer text no Vagrantfile makes. UTF-16 units. */
export const mostCharacters = 1_000_000;

/** What a value adds to the cost of the step that made it, so that what doubles itself ends. */
export function weightOf(value: RubyValue): number {
  switch (value.kind) {
    case 'string':
    case 'symbol':
      return value.text.length / 32;
    case 'array':
      return value.items.length / 8;
    case 'hash':
      return value.entries.length / 8;
    default:
      return 0;
  }
}

/** The value, or unknown when something may have changed it, or the environment may. */
export const settled = (value: RubyValue): Exclude<RubyValue, AssumedValue> =>
  value.kind === 'assumed' || (isChangeable(value) && value.changed) ? unknown : value;

export function assume(value: RubyValue): RubyValue {
  const now = value.kind === 'assumed' ? value.value : settled(value);
  return now.kind === 'unknown' ? now : { kind: 'assumed', value: now };
}

/** What is made of some values; as an assumption where one of them is. */
export function withAssumed(
  values: readonly RubyValue[],
  make: (values: readonly RubyValue[]) => RubyValue | undefined,
): RubyValue | undefined {
  if (!values.some(({ kind }) => kind === 'assumed')) return make(values);
  const made = make(values.map((value) => (value.kind === 'assumed' ? value.value : value)));
  return made && assume(made);
}

export const isChangeable = (value: RubyValue): value is StringValue | ArrayValue | HashValue =>
  value.kind === 'string' || value.kind === 'array' || value.kind === 'hash';

/** The text of a string or symbol; undefined for everything else. */
export function textOf(value: RubyValue | undefined): string | undefined {
  if (!value) return undefined;
  const now = settled(value);
  return now.kind === 'string' || now.kind === 'symbol' ? now.text : undefined;
}

/** Ruby's truth: all but nil and false; undefined when the value is unknown. */
export function truth(value: RubyValue): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'assumed') return undefined;
  return value.kind === 'boolean' ? value.value : value.kind !== 'nil';
}

/** What `to_s` gives, for the values whose text is plain. */
export function toText(value: RubyValue): string | undefined {
  const now = settled(value);
  switch (now.kind) {
    case 'string':
    case 'symbol':
      return now.text;
    case 'integer':
    case 'boolean':
      return String(now.value);
    case 'nil':
      return '';
    default:
      return undefined;
  }
}

/** Whether two values are equal, as `==` and a hash's keys see it; undefined when that can't be told. */
export function equal(a: RubyValue, b: RubyValue): boolean | undefined {
  const [left, right] = [settled(a), settled(b)];
  if (!comparable(left) || !comparable(right)) return undefined;
  return left.kind === right.kind && toText(left) === toText(right);
}

const comparable = ({ kind }: RubyValue): boolean =>
  ['string', 'symbol', 'integer', 'boolean', 'nil'].includes(kind);

/** What stands under a key: nil when nothing does. */
export function lookUp(hash: HashValue, key: RubyValue): RubyValue {
  if (hash.changed) return unknown;
  let found: RubyValue = nil;
  for (const entry of hash.entries) {
    const same = equal(entry.key, key);
    if (same === undefined) return unknown;
    if (same) found = entry.value;
  }
  return found;
}

/** The entry under a symbol or string, for options. */
export const option = (hash: HashValue | undefined, name: string): HashEntry | undefined =>
  hash?.entries.findLast(({ key }) => textOf(key) === name);
