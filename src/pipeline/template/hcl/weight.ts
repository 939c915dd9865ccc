import type { ListValue, MapEntry, Value } from '../../value';
import { memoizeByObject } from '../../../text/memoizeByObject';

/** How large a value is when all that it holds is written out, however often it holds the same. */
interface Weight {
  /** Nodes, and characters in units of {@link charactersPerStep}. */
  readonly size: number;
  /** Values inside one another. */
  readonly depth: number;
}

/** A text of so many UTF-16 units weighs as much as one node. */
export const charactersPerStep = 4;

/** Values are walked by recursion. */
const mostDepth = 100;

/** What one value weighs at most; more than that no template of people holds in one setting. */
const mostSize = 500_000;

/** Beyond this a function's result is unknown. UTF-16 units. */
export const mostCharacters = 1_000_000;
const mostItems = 10_000;

/** What a value costs whoever walks it. */
export function weightOf(value: Value): Weight {
  const own = ownWeight(value);
  if (!value.either) return own;
  const both = [weightOf(value.either.then), weightOf(value.either.else)];
  return {
    size: both.reduce((all, { size }) => all + size, own.size),
    depth: Math.max(own.depth, ...both.map(({ depth }) => depth + 1)),
  };
}

function ownWeight(value: Value): Weight {
  if (value.kind === 'string') return { size: 1 + value.text.length / charactersPerStep, depth: 1 };
  if (value.kind === 'list') return weightOfItems(value.items);
  return value.kind === 'map' ? weightOfEntries(value.entries) : scalarWeight;
}

/** Whether a value is more than anybody should have to walk. */
export const isTooHeavy = ({ size, depth }: Weight): boolean => size > mostSize || depth > mostDepth;

/** Whether the result of a function is more than an honest template makes. */
export const isTooLarge = (value: Value): boolean =>
  value.kind === 'string'
    ? value.text.length > mostCharacters
    : value.kind === 'list'
      ? value.items.length > mostItems
      : value.kind === 'map' && value.entries.length > mostItems;

const scalarWeight: Weight = { size: 1, depth: 1 };

/** Copies of a value share what it holds. */
const weightOfItems = memoizeByObject((items: ListValue['items']): Weight => sum(items));
const weightOfEntries = memoizeByObject((entries: readonly MapEntry[]): Weight =>
  sum(entries.map(({ value }) => value)),
);

function sum(values: readonly Value[]): Weight {
  let size = 1;
  let depth = 0;
  for (const value of values) {
    const weight = weightOf(value);
    size += weight.size;
    depth = Math.max(depth, weight.depth);
  }
  return { size, depth: depth + 1 };
}
