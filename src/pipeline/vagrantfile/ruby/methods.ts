import type { Span } from '../../../text/span';
import { format } from './format';
import {
  type ArrayValue,
  boolean,
  equal,
  type HashValue,
  integer,
  type Item,
  lookUp,
  mostCharacters,
  nil,
  type RubyValue,
  settled,
  string,
  type StringValue,
  toText,
  truth,
  unknown,
  withAssumed,
} from './rubyValue';

/**
 * Calls a method of a plain value, without a block. Undefined for a method that isn't known here: it may do anything,
 * to the value as well.
 * @param span of the call, for the items of a new array
 */
export function callMethod(
  self: RubyValue,
  name: string,
  args: readonly Item[],
  span: Span,
): RubyValue | undefined {
  return withAssumed([self, ...args.map(({ value }) => value)], ([of = self, ...values]) =>
    callKnown(
      of,
      name,
      args.map((item, index) => ({ ...item, value: values[index] ?? item.value })),
      span,
    ),
  );
}

function callKnown(self: RubyValue, name: string, args: readonly Item[], span: Span): RubyValue | undefined {
  const value = settled(self);
  const first = args[0]?.value;
  switch (name) {
    case 'freeze':
    case 'dup':
    case 'clone':
    case 'itself':
      return self;
    case '==':
    case '!=': {
      const same = first && equal(value, first);
      return same === undefined ? unknown : boolean(same === (name === '=='));
    }
    case '!': {
      const now = truth(value);
      return now === undefined ? unknown : boolean(!now);
    }
    case 'nil?':
      return value.kind === 'unknown' ? unknown : boolean(value.kind === 'nil');
    case 'to_s': {
      if (value.kind === 'string') return value;
      const text = toText(value);
      return text === undefined ? unknown : string(text);
    }
  }
  switch (value.kind) {
    case 'integer':
    case 'float':
      return callNumber(value, name, first);
    case 'string':
      return callString(value, name, first);
    case 'symbol':
      return name === 'to_sym' ? value : callString(string(value.text), name, first);
    case 'nil':
      return name === 'to_i' ? integer(0) : name === 'to_a' ? { kind: 'array', items: [] } : undefined;
    case 'array':
      return callArray(value, name, first, span);
    case 'range':
      return callArray({ kind: 'array', items: rangeItems(value, span) }, name, first, span);
    case 'hash':
      return callHash(value, name, args);
    default:
      return undefined;
  }
}

/** More turns of a loop than this are not followed one by one. */
export const maximumTurns = 200;

/** The numbers of a range; it ends early where nobody would follow it. */
export function rangeItems({ first, last }: { first: number; last: number }, span: Span): Item[] {
  const length = Math.min(Math.max(0, last - first + 1), maximumTurns + 1);
  return Array.from({ length }, (_, i) => ({ value: integer(first + i), span }));
}

function callNumber(
  self: { kind: 'integer' | 'float'; value: number },
  name: string,
  other: RubyValue | undefined,
): RubyValue | undefined {
  const whole = self.kind === 'integer' && (!other || other.kind === 'integer');
  const make = (value: number): RubyValue => (whole ? integer(value) : { kind: 'float', value });
  if (!other) {
    if (name === 'to_i' || name === 'floor')
      return integer(name === 'floor' ? Math.floor(self.value) : Math.trunc(self.value));
    return name === '-@' ? make(-self.value) : undefined;
  }
  if (other.kind !== 'integer' && other.kind !== 'float') return unknown;
  const [a, b] = [self.value, other.value];
  switch (name) {
    case '+':
      return make(a + b);
    case '-':
      return make(a - b);
    case '*':
      return make(a * b);
    case '**':
      return b < 0 ? unknown : make(a ** b);
    case '/':
      return b === 0 ? unknown : make(whole ? Math.floor(a / b) : a / b);
    case '%':
      return b === 0 ? unknown : make(a - b * Math.floor(a / b));
    case '<':
      return boolean(a < b);
    case '<=':
      return boolean(a <= b);
    case '>':
      return boolean(a > b);
    case '>=':
      return boolean(a >= b);
    default:
      return undefined;
  }
}

function callString(self: StringValue, name: string, other: RubyValue | undefined): RubyValue | undefined {
  const { text, content } = self;
  const argument = other && toText(other);
  switch (name) {
    case 'to_str':
      return self;
    case 'to_sym':
    case 'intern':
      return { kind: 'symbol', text };
    case 'to_i':
      return other ? unknown : integer(Number(/^\s*([+-]?\d+)/.exec(text.replace(/_/g, ''))?.[1] ?? 0));
    case 'upcase':
      return string(text.toUpperCase(), content);
    case 'downcase':
      return string(text.toLowerCase(), content);
    case 'capitalize':
      return string(text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(), content);
    case 'strip':
      return string(text.trim(), content);
    case 'lstrip':
      return string(text.trimStart(), content);
    case 'rstrip':
      return string(text.trimEnd(), content);
    case 'chomp':
      return other ? unknown : string(text.replace(/\r?\n$|\r$/, ''), content);
    case 'empty?':
      return boolean(text === '');
    case 'length':
    case 'size':
      return integer([...text].length);
    case '+':
      return argument === undefined || text.length + argument.length > mostCharacters
        ? unknown
        : string(text + argument);
    case '*':
      return other?.kind === 'integer' && other.value >= 0 && text.length * other.value < 10_000
        ? string(text.repeat(other.value))
        : unknown;
    case 'start_with?':
    case 'end_with?':
    case 'include?': {
      if (argument === undefined) return unknown;
      if (name === 'include?') return boolean(text.includes(argument));
      return boolean(name === 'start_with?' ? text.startsWith(argument) : text.endsWith(argument));
    }
    case '%': {
      const values = other && settled(other);
      return format(text, values?.kind === 'array' ? values.items : other ? [{ value: other }] : []);
    }
    case '=~':
    case '[]':
    case 'gsub':
    case 'sub':
    case 'tr':
    case 'split':
    case 'lines':
    case 'match':
    case 'match?':
    case 'rjust':
    case 'ljust':
      // Changes nothing, and what it gives is not worth the code.
      return unknown;
    default:
      return undefined;
  }
}

function callArray(
  self: ArrayValue,
  name: string,
  other: RubyValue | undefined,
  span: Span,
): RubyValue | undefined {
  const { items } = self;
  switch (name) {
    case 'to_a':
    case 'entries':
      return self;
    case 'first':
    case 'last':
      return other ? unknown : (items.at(name === 'first' ? 0 : -1)?.value ?? nil);
    case 'min':
    case 'max':
    case 'sum':
    case 'sort':
    case 'uniq':
    case 'flatten':
    case 'compact':
    case 'any?':
    case 'zip':
    case '-':
      return unknown;
    case 'length':
    case 'size':
    case 'count':
      return other ? unknown : integer(items.length);
    case 'empty?':
      return boolean(items.length === 0);
    case 'reverse':
      return { kind: 'array', items: items.toReversed() };
    case 'at':
    case '[]':
      return other?.kind === 'integer' ? (items.at(other.value)?.value ?? nil) : unknown;
    case '+': {
      const added = other && settled(other);
      return added?.kind === 'array' ? { kind: 'array', items: [...items, ...added.items] } : unknown;
    }
    case 'include?': {
      const found = items.map(({ value }) => (other ? equal(value, other) : undefined));
      return found.includes(true) ? boolean(true) : found.includes(undefined) ? unknown : boolean(false);
    }
    case 'join': {
      const texts = items.map(({ value }) => toText(value));
      const between = other ? toText(other) : '';
      const length = texts.reduce((sum, text) => sum + (text?.length ?? 0) + (between?.length ?? 0), 0);
      return between === undefined || texts.includes(undefined) || length > mostCharacters
        ? unknown
        : string(texts.join(between));
    }
    case 'each_with_index':
      return {
        kind: 'array',
        items: items.map((item, i) => ({
          span: item.span,
          value: { kind: 'array', items: [item, { value: integer(i), span }] },
        })),
      };
    default:
      return undefined;
  }
}

function callHash(self: HashValue, name: string, args: readonly Item[]): RubyValue | undefined {
  const first = args[0]?.value;
  switch (name) {
    case '[]':
    case 'dig': {
      if (!first || args.length !== 1) return unknown;
      return lookUp(self, first);
    }
    case 'fetch': {
      const found = first ? lookUp(self, first) : unknown;
      return found.kind === 'nil' ? (args[1]?.value ?? unknown) : found;
    }
    case 'key?':
    case 'has_key?':
    case 'include?': {
      const found = self.entries.map(({ key }) => (first ? equal(key, first) : undefined));
      return found.includes(true) ? boolean(true) : found.includes(undefined) ? unknown : boolean(false);
    }
    case 'keys':
      return {
        kind: 'array',
        items: self.entries.map(({ key, keySpan }) => ({ value: key, span: keySpan })),
      };
    case 'values':
      return { kind: 'array', items: self.entries };
    case 'length':
    case 'size':
    case 'count':
      return integer(self.entries.length);
    case 'empty?':
      return boolean(self.entries.length === 0);
    case 'merge': {
      const other = first && settled(first);
      if (other?.kind !== 'hash' || args.length !== 1) return unknown;
      return { kind: 'hash', entries: [...self.entries, ...other.entries] };
    }
    case 'to_h':
      return self;
    case 'to_a':
      return {
        kind: 'array',
        items: self.entries.map((entry) => ({
          span: entry.span,
          value: { kind: 'array', items: [{ value: entry.key, span: entry.keySpan }, entry] },
        })),
      };
    default:
      return undefined;
  }
}
