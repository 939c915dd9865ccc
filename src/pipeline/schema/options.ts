import type { ComponentFacts, OptionFacts, PluginFacts, StructFacts } from './facts';
import { schemaFile } from './schemaFiles';

/** An option of a component, with those of the block that it is. */
export interface Option extends OptionFacts {
  readonly name: string;
  /** From the top of the component: `storage.disk_size`. */
  readonly path: string;
  /** Undefined for what is no block. */
  readonly inner?: Options;
}

/** By their names. */
export type Options = ReadonlyMap<string, Option>;

/** Blocks in blocks: real ones are three deep; structs that hold themselves end here. */
const deepest = 6;

const shared = 'sdk:';

/** The options of a component. Asked again for the same one, they are the same object. */
export function optionsOf({ facts, component }: Described): Options {
  const options = known.get(component) ?? readOptions(facts, component);
  known.set(component, options);
  return options;
}

const known = new WeakMap<ComponentFacts, Options>();

function readOptions(facts: PluginFacts, component: ComponentFacts): Options {
  const { without = [], set = {} } = component;
  const left = new Set(without);
  return collect({ facts, id: component.struct }, '', deepest);

  function collect(struct: StructPlace, prefix: string, depth: number): Map<string, Option> {
    const found = new Map<string, Option>();
    add(struct, prefix, depth, found);
    return found;
  }

  /** A struct's own option hides one of a struct that it includes. */
  function add(place: StructPlace, prefix: string, depth: number, into: Map<string, Option>): void {
    const { struct, facts: own } = structAt(place);
    for (const [name, option] of Object.entries(struct.options)) {
      const path = prefix + name;
      if (into.has(name) || left.has(path)) continue;
      const { block } = option;
      const inner =
        block !== undefined && depth > 0
          ? collect({ facts: own, id: block }, `${path}.`, depth - 1)
          : undefined;
      into.set(name, { ...changed(option, set[path]), name, path, ...(inner && { inner }) });
    }
    for (const id of struct.include ?? []) add({ facts: own, id }, prefix, depth, into);
  }
}

/** A component with the file that tells of it. */
export interface Described {
  readonly facts: PluginFacts;
  readonly component: ComponentFacts;
}

interface StructPlace {
  readonly facts: PluginFacts;
  readonly id: string;
}

const none: StructFacts = { options: {} };

function structAt({ facts, id }: StructPlace): { struct: StructFacts; facts: PluginFacts } {
  if (!id.startsWith(shared)) return { struct: facts.structs[id] ?? none, facts };
  const sdk = schemaFile<PluginFacts>('sdk');
  return { struct: sdk.structs[id.slice(shared.length)] ?? none, facts: sdk };
}

function changed(option: OptionFacts, changes: Readonly<Record<string, unknown>> | undefined): OptionFacts {
  if (!changes) return option;
  const all = Object.entries({ ...option, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(all) as unknown as OptionFacts;
}
