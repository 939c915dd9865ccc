import type { Condition, MapValue, Value } from './value';

/** What conditions ask about, by their subjects, each with the value that it is taken to have. */
export type World = ReadonlyMap<string, Assumed>;

/** A value that a condition names, or one that none of them does. */
type Assumed = { readonly value: string } | { readonly not: readonly string[] };

/** Undefined where nothing is taken for decided that tells. */
function holds({ subject, value, negated }: Condition, world: World): boolean | undefined {
  const assumed = world.get(subject);
  if (!assumed) return undefined;
  if ('value' in assumed) return (assumed.value === value) !== negated;
  return assumed.not.includes(value) ? negated : undefined;
}

/** A world in which a condition is decided, too. */
export function decided(world: World, { subject, value, negated }: Condition, isTrue: boolean): World {
  return new Map([...world, [subject, isTrue !== negated ? { value } : { not: [value] }]]);
}

/** A value as it is in a world, with all that it holds. */
export function valueInWorld(value: Value, world: World): Value {
  const { either } = value;
  if (either) {
    const isTrue = holds(either.condition, world);
    if (isTrue !== undefined) return valueInWorld(isTrue ? either.then : either.else, world);
  }
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => valueInWorld(item, world)) };
  return value.kind === 'map' ? mapInWorld(value, world) : value;
}

export const mapInWorld = (map: MapValue, world: World): MapValue => ({
  ...map,
  entries: map.entries.map((entry) => ({ ...entry, value: valueInWorld(entry.value, world) })),
});

/** More worlds than this are not looked at. */
const mostWorlds = 12;

/** All ways in which the conditions can hold that decide on some values; one, where there are none or too many. */
export function worldsOf(values: readonly Value[]): readonly World[] {
  const named = new Map<string, Set<string>>();
  for (const value of values) collect(value, named);
  let worlds: World[] = [new Map()];
  for (const [subject, all] of named) {
    const options: Assumed[] = [...[...all].map((value) => ({ value })), { not: [...all] }];
    if (worlds.length * options.length > mostWorlds) return [new Map()];
    worlds = worlds.flatMap((world) => options.map((option) => new Map([...world, [subject, option]])));
  }
  return worlds;
}

function collect(value: Value, named: Map<string, Set<string>>): void {
  const { either } = value;
  if (either) {
    const { subject, value: wanted } = either.condition;
    named.set(subject, (named.get(subject) ?? new Set()).add(wanted));
    collect(either.then, named);
    collect(either.else, named);
  }
  if (value.kind === 'list') for (const item of value.items) collect(item, named);
  if (value.kind === 'map') for (const entry of value.entries) collect(entry.value, named);
}
