import type { Span } from '../../../text/span';
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

export interface UnknownValue {
  readonly kind: 'unknown';
  /** Of a text of which only a part is unknown. */
  readonly content?: Span | undefined;
}

export const unknown: UnknownValue = { kind: 'unknown' };
export const nil: RubyValue = { kind: 'nil' };
export const string = (text: string, content?: Span): StringValue => ({ kind: 'string', text, content });
export const boolean = (value: boolean): RubyValue => ({ kind: 'boolean', value });

/** An integer; unknown where JavaScript's numbers don't reach. */
export const integer = (value: number): RubyValue =>
  Number.isSafeInteger(value) ? { kind: 'integer', value } : unknown;

/** The value, or unknown when something may have changed it. */
export const settled = (value: RubyValue): RubyValue =>
  isChangeable(value) && value.changed ? unknown : value;

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
  if (value.kind === 'unknown') return undefined;
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
