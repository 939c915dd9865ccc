import type { Block, Body } from '../../../syntax/hcl/tree';
import type { MapEntry, MapValue, Value } from '../../value';
import type { Evaluator } from './evaluate';
import { elementsOf, textOf } from './known';
import { map, scalar, string, unknown } from './make';

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
  const entries: MapEntry[] = [];
  for (const item of block.body.items) {
    const location = evaluator.at(item.span);
    if (item.kind === 'attribute') {
      const nameLocation = evaluator.at(item.nameSpan);
      entries.push({ name: item.name, nameLocation, location, value: evaluator.evaluate(item.value) });
      continue;
    }
    const blocks = expanded({ block: item, evaluator });
    if (blocks) for (const one of blocks) addBlock(entries, one, evaluator);
    else {
      // Nobody knows how many there are: the setting is not known, whatever else there is of it.
      const [{ value: name, span } = { value: item.type, span: item.typeSpan }] = item.labels;
      entries.push({ name, nameLocation: evaluator.at(span), location, value: unknown(location) });
    }
  }
  return { kind: 'map', location: evaluator.at(block.span), entries };
}

function addBlock(entries: MapEntry[], placed: Placed, outer: Evaluator): void {
  const { type, typeSpan, span } = placed.block;
  if (structural.has(type)) return;
  const value: Value = settingsOf(placed);
  const at = entries.findLastIndex(({ name }) => name === type);
  const earlier = entries[at];
  if (!earlier) {
    entries.push({ name: type, nameLocation: outer.at(typeSpan), location: outer.at(span), value });
    return;
  }
  if (earlier.value.kind === 'unknown') return;
  const items = earlier.value.kind === 'list' ? earlier.value.items : [earlier.value];
  entries[at] = { ...earlier, value: { kind: 'list', location: earlier.location, items: [...items, value] } };
}
