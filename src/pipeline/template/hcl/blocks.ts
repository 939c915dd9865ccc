import type { Block, Body } from '../../../syntax/hcl/tree';
import type { Location } from '../../../text/location';
import type { MapEntry, MapValue, Value } from '../../value';
import type { Evaluator } from './evaluate';
import { elementsOf, textOf } from './known';
import { map, scalar, string, unknown } from './make';
import { charactersPerStep } from './weight';

/** A block with what the names in it mean. */
export interface Placed {
  readonly block: Block;
  readonly evaluator: Evaluator;
}

/** Blocks of steps and sources stand for themselves; all others are settings. */
const structural = new Set([
  'provisioner',
  'post-processor',
  'post-processors',
  'source',
  'error-cleanup-provisioner',
]);

/** The blocks of a body; a `dynamic` one stands for those that it makes, none where that is not known. */
export const blocksOf = (body: Body, evaluator: Evaluator): Placed[] =>
  body.blocks.flatMap((block) => expanded({ block, evaluator }) ?? []);

/**
 * The blocks that a `dynamic` block makes of each element of its collection.
 * @returns undefined where the collection is not known
 */
function expanded(placed: Placed): Placed[] | undefined {
  const { block, evaluator } = placed;
  const [label] = block.labels;
  if (block.type !== 'dynamic' || !label) return [placed];
  const attribute = (name: string) => block.body.attributes.find((other) => other.name === name)?.value;
  const [forEach, iterator, labels] = ['for_each', 'iterator', 'labels'].map(attribute);
  const content = block.body.blocks.find(({ type }) => type === 'content');
  const elements = forEach && elementsOf(evaluator.evaluate(forEach));
  if (!elements || !content) return undefined;
  // Each element is one more reading of what stands in the content.
  const { start, end } = content.span;
  if (!evaluator.scope.budget.spend((elements.length * (end - start)) / charactersPerStep)) return undefined;
  const name = iterator?.kind === 'variable' ? iterator.name : label.value;
  return elements.map(([key, value]) => {
    const { location } = value;
    const keyValue = typeof key === 'number' ? scalar(key, location) : string(key, location);
    const inner = evaluator.with([
      [
        name,
        map(
          [
            ['key', keyValue ?? unknown(location)],
            ['value', value],
          ],
          location,
        ),
      ],
    ]);
    const named = labels?.kind === 'tuple' ? labels.items : [];
    return {
      block: {
        ...content,
        type: label.value,
        typeSpan: label.span,
        labels: named.flatMap((one) => {
          const text = textOf(inner.evaluate(one));
          return text === undefined ? [] : [{ value: text, span: one.span, quoted: true }];
        }),
      },
      evaluator: inner,
    };
  });
}

/** The settings of a block: its attributes, and nested blocks, as a list where there are several of a type. */
export function settingsOf({ block, evaluator }: Placed): MapValue {
  const location = evaluator.at(block.span);
  const isIncomplete = evaluator.scope.losesPart(location);
  const entries = entriesOf(block.body, evaluator);
  return { kind: 'map', location, entries, ...(isIncomplete && { incomplete: true }) };
}

/** A setting while the blocks of its type are collected. */
interface Collected {
  readonly entry: Omit<MapEntry, 'value'>;
  /** What its attributes and blocks say. */
  readonly values: Value[];
}

function entriesOf(body: Body, evaluator: Evaluator): MapEntry[] {
  const collected: Collected[] = [];
  const ofBlocks = new Map<string, Collected>();
  const add = (entry: Collected['entry'], value: Value): Collected => {
    const one = { entry, values: [value] };
    collected.push(one);
    return one;
  };
  const as = (written: 'attribute' | 'block') => (isJson(evaluator) ? {} : { written });
  for (const item of body.items) {
    const location = evaluator.at(item.span);
    if (item.kind === 'attribute') {
      const nameLocation = evaluator.at(item.nameSpan);
      const value = evaluator.evaluate(item.value);
      ofBlocks.set(item.name, add({ name: item.name, nameLocation, location, ...as('attribute') }, value));
      continue;
    }
    const blocks = expanded({ block: item, evaluator });
    if (!blocks) {
      // Nobody knows how many there are: the setting is not known, whatever else there is of it.
      const [{ value: name, span } = { value: item.type, span: item.typeSpan }] = item.labels;
      const entry = { name, nameLocation: evaluator.at(span), location, ...as('block') };
      ofBlocks.set(name, add(entry, unknown(location)));
      continue;
    }
    for (const one of blocks) {
      const { type, typeSpan, span } = one.block;
      if (structural.has(type)) continue;
      const value = settingsOf(one);
      const earlier = ofBlocks.get(type);
      if (earlier) earlier.values.push(value);
      else {
        const entry = {
          name: type,
          nameLocation: evaluator.at(typeSpan),
          location: evaluator.at(span),
          ...as('block'),
        };
        ofBlocks.set(type, add(entry, value));
      }
    }
  }
  return collected.map(({ entry, values }) => ({ ...entry, value: joined(entry.location, values) }));
}

/** JSON itself does not tell a block from an attribute. */
const isJson = ({ source }: Evaluator): boolean => /\.json$/i.test(source.path);

/** One value is itself, and what is not known stays so; several are a list, to which the first may bring some. */
function joined(location: Location, [first, ...others]: readonly Value[]): Value {
  if (!first) return unknown(location);
  if (!others.length || first.kind === 'unknown') return first;
  const items = first.kind === 'list' ? first.items : [first];
  return { kind: 'list', location, items: [...items, ...others] };
}
