import type { Call } from './calls';
import type { Interpreter } from './interpreter';
import { loop } from './iteration';
import { callMethod } from './methods';
import { integer, type Item, nil, type RubyValue, settled, unknown } from './rubyValue';

/** Calls the methods that run a block for every item; undefined for any other call. */
export function iterate(ruby: Interpreter, self: RubyValue, call: Call): RubyValue | undefined {
  const { name, block, span, positional } = call;
  if (!block) return name === 'each' || name === 'each_entry' || name === 'map' ? self : undefined;
  const results: Item[] = [];
  const run = (collection: RubyValue, values: (value: RubyValue, index: number) => RubyValue[]): boolean =>
    loop(ruby, collection, span, (value, index) => {
      const turn = block.turn(values(value, index));
      results.push({ value: turn.value, span });
      return turn.frame;
    });
  const [first] = positional;
  const collection = settled(self);
  switch (name) {
    case 'each':
    case 'each_entry':
    case 'each_pair':
    case 'reverse_each':
      run(name === 'reverse_each' ? (callMethod(self, 'reverse', [], span) ?? unknown) : self, (value) => [
        value,
      ]);
      return self;
    case 'each_key':
    case 'each_value':
      run(callMethod(self, name === 'each_key' ? 'keys' : 'values', [], span) ?? unknown, (value) => [value]);
      return self;
    case 'each_with_index':
    case 'with_index': {
      const offset = first ? settled(first.value) : integer(0);
      run(self, (value, index) => [
        value,
        offset.kind === 'integer' && index >= 0 ? integer(offset.value + index) : unknown,
      ]);
      // Of `with_index` the result depends on what is before it.
      return name === 'with_index' ? unknown : self;
    }
    case 'map':
    case 'collect':
      return run(self, (value) => [value]) ? { kind: 'array', items: results } : unknown;
    case 'times':
      if (collection.kind === 'nil') return nil;
      run(
        collection.kind === 'integer' ? { kind: 'range', first: 0, last: collection.value - 1 } : unknown,
        (value) => [value],
      );
      return self;
    case 'upto': {
      const last = first && settled(first.value);
      const known = collection.kind === 'integer' && last?.kind === 'integer';
      run(known ? { kind: 'range', first: collection.value, last: last.value } : unknown, (value) => [value]);
      return self;
    }
    default:
      return undefined;
  }
}
