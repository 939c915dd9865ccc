import { parseDuration } from '../template/duration';
import { booleanOf, numericOf, textOf } from '../template/hcl/known';
import type { Template } from '../template/template';
import { hasPackerAction } from '../template/packerActions';
import { isEmptyText } from '../value';
import type { Value } from '../value';
import type { OptionFacts } from './facts';

/** What is wrong with a value. */
export interface Mismatch {
  /** What the option takes: `a list of strings`. */
  readonly wanted: string;
  /** The value that is wrong: the one of the setting, or one in it. */
  readonly value: Value;
  /** It is a text where a list of texts is wanted. */
  readonly wantsList?: true;
  /** Of closed lists, all that is taken. */
  readonly values?: readonly string[];
}

/** By which rules values are converted: `json` is the decoder of plugins, which takes what is meant. */
export type Decoder = Template['dialect'];

/**
 * What Packer refuses of a value. HCL2 converts numbers, booleans and texts into each other where nothing is lost
 * (go-cty convert); plugins decode weakly: a text may be a number, one value a list (mapstructure WeaklyTypedInput).
 * @returns undefined where it takes the value, or where that is not known
 */
export function mismatch(option: OptionFacts, value: Value, decoder: Decoder): Mismatch | undefined {
  return mismatchOf(option.type, value, decoder);
}

function mismatchOf(type: string, value: Value, decoder: Decoder): Mismatch | undefined {
  if (value.kind === 'unknown' || value.kind === 'null') return undefined;
  const wrong = (): Mismatch => ({ wanted: nameOf(type), value });
  switch (type) {
    case 'string':
      return isScalar(value) ? undefined : wrong();
    case 'number':
      return isNumber(value, decoder) ? undefined : wrong();
    case 'bool':
      return isBoolean(value, decoder) ? undefined : wrong();
    case 'duration':
      return isDuration(value, decoder) ? undefined : wrong();
    case 'block':
    case 'list(block)':
    case 'attrs':
      return isScalar(value) && !isEmptyText(value) ? wrong() : undefined;
  }
  const [, outer, inner] = /^(list|map)\((.+)\)$/.exec(type) ?? [];
  if (outer === undefined || inner === undefined) return undefined;
  return outer === 'list'
    ? listMismatch(type, inner, value, decoder)
    : mapMismatch(type, inner, value, decoder);
}

function listMismatch(type: string, inner: string, value: Value, decoder: Decoder): Mismatch | undefined {
  if (value.kind === 'list') return firstOf(value.items, inner, decoder);
  // One value stands for a list of it; a text is split at its commas.
  if (decoder === 'json')
    return isScalar(value) && inner !== 'string' && inner !== 'list(string)'
      ? value.kind === 'string'
        ? undefined
        : mismatchOf(inner, value, decoder)
      : undefined;
  if (value.kind === 'map') return { wanted: nameOf(type), value };
  return { wanted: nameOf(type), value, ...(inner === 'string' && { wantsList: true as const }) };
}

function mapMismatch(type: string, inner: string, value: Value, decoder: Decoder): Mismatch | undefined {
  if (value.kind === 'map')
    // To the decoder it may be a map of anything, which HCL2's specifications know as one of texts.
    return decoder === 'json'
      ? undefined
      : firstOf(
          value.entries.map((entry) => entry.value),
          inner,
          decoder,
        );
  // Lists of maps are merged, and an empty one is an empty map.
  if (
    decoder === 'json' &&
    value.kind === 'list' &&
    value.items.every(({ kind }) => kind === 'map' || kind === 'unknown')
  )
    return undefined;
  return { wanted: nameOf(type), value };
}

function firstOf(values: readonly Value[], inner: string, decoder: Decoder): Mismatch | undefined {
  for (const value of values) {
    const found = mismatchOf(inner, value, decoder);
    // An item that should be a list cannot be made one without its neighbours.
    if (found?.wantsList) return { wanted: nameOf(`list(${inner})`), value };
    if (found) return found;
  }
  return undefined;
}

const isScalar = ({ kind }: Value): boolean => kind === 'string' || kind === 'number' || kind === 'boolean';

/** Texts that are put together later may be anything. */
const isOpen = (value: Value): boolean =>
  value.kind === 'string' && (value.partial || value.text === '' || hasPackerAction(value.text));

/** Go's strconv.ParseInt with base 0, and ParseFloat. */
const numeral =
  /^[+-]?(?:0x[\da-f_]+|0o?[0-7_]+|0b[01_]+|_*(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d+)?)$/i;

function isNumber(value: Value, decoder: Decoder): boolean {
  if (value.kind === 'number' || isOpen(value)) return true;
  if (decoder === 'json')
    return value.kind === 'boolean' || (value.kind === 'string' && numeral.test(value.text));
  return value.kind === 'string' && numericOf(value) !== undefined;
}

function isBoolean(value: Value, decoder: Decoder): boolean {
  if (value.kind === 'boolean' || isOpen(value)) return true;
  if (decoder === 'json')
    return (
      value.kind === 'number' || (value.kind === 'string' && /^(?:1|0|t|f|true|false)$/i.test(value.text))
    );
  return value.kind === 'string' && (booleanOf(value) !== undefined || /^[01]$/.test(value.text));
}

/** A number in JSON is one of nanoseconds; HCL2 makes a text of it, in which a unit is missing. */
function isDuration(value: Value, decoder: Decoder): boolean {
  if (isOpen(value)) return true;
  if (value.kind === 'number') return decoder === 'json' || value.value === 0;
  if (value.kind === 'string') return parseDuration(value.text) !== undefined;
  return false;
}

/**
 * What a closed list of values does not have.
 * @returns undefined where the option takes the value, or where that is not known
 */
export function notAmong(
  { values, fold, type }: OptionFacts,
  value: Value,
  dialect: Template['dialect'],
): Mismatch | undefined {
  if (!values) return undefined;
  if (value.kind === 'list')
    return type.startsWith('list')
      ? value.items
          .map((item) => notAmong({ values, type, ...(fold && { fold }) }, item, 'hcl2'))
          .find(Boolean)
      : undefined;
  const text = isScalar(value) && !isOpen(value) ? textOf(value) : undefined;
  if (text === undefined) return undefined;
  const words = values.map(String);
  const plain = fold ? (word: string) => word.toLowerCase() : (word: string) => word;
  const known = new Set(words.map(plain));
  // The decoder of JSON templates makes a list of a text.
  const given = dialect === 'json' && type.startsWith('list') ? text.split(',') : [text];
  return given.every((one) => known.has(plain(one)))
    ? undefined
    : { wanted: 'one of its values', value, values: words };
}

const names: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  bool: 'true or false',
  duration: 'a duration with a unit, such as "5m"',
  block: 'a block',
  'list(block)': 'blocks',
  attrs: 'a block',
  'list(string)': 'a list of strings',
  'list(number)': 'a list of numbers',
  'list(bool)': 'a list of booleans',
  'list(list(string))': 'a list of lists of strings',
  'map(string)': 'a map of names to strings',
};

const nameOf = (type: string): string =>
  names[type] ?? (type.startsWith('list') ? 'a list' : type.startsWith('map') ? 'a map' : type);
