import type { Span } from '../../../text/span';
import { type Frame, Leave } from './frame';
import type { Interpreter } from './interpreter';
import { maximumTurns, rangeItems } from './methods';
import { type HashEntry, type Item, type RubyValue, settled, unknown } from './rubyValue';

/**
 * Runs a body for every item of a collection; once, as something that may happen, for one that isn't known.
 * @param body gives back the frame in which it ran
 * @returns whether every item had its turn for certain
 */
export function loop(
  ruby: Interpreter,
  collection: RubyValue,
  span: Span,
  body: (value: RubyValue, index: number) => Frame,
): boolean {
  const items = itemsOf(collection, span);
  if (!items || items.length > maximumTurns) {
    ruby.branch(() => body(unknown, -1));
    return false;
  }
  let certain = true;
  for (const [index, { value }] of items.entries()) {
    const turn = (): void => {
      const { mayHaveBroken, mayHaveReturned } = body(value, index);
      if (mayHaveBroken || mayHaveReturned) certain = false;
    };
    try {
      if (certain) turn();
      else ruby.branch(turn);
    } catch (error) {
      if (!(error instanceof Leave) || error.how === 'return') throw error;
      if (error.how === 'break') return false;
    }
  }
  return certain;
}

/** What a collection hands out; undefined when it isn't known. */
function itemsOf(collection: RubyValue, span: Span): readonly Item[] | undefined {
  const now = settled(collection);
  if (now.kind === 'array') return now.items;
  if (now.kind === 'range') return rangeItems(now, span);
  return now.kind === 'hash' ? now.entries.map(pair) : undefined;
}

const pair = (entry: HashEntry): Item => ({
  span: entry.span,
  value: { kind: 'array', items: [{ value: entry.key, span: entry.keySpan }, entry] },
});
