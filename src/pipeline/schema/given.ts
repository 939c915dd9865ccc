import type { Template } from '../template/template';
import { listOf } from '../value';
import type { MapEntry, MapValue, Value } from '../value';
import { optionNamed } from './levels';
import type { Option, Options } from './options';

/**
 * Whether an option says something: `false`, an empty text and an empty list are as good as nothing to the code of plugins.
 * @returns undefined where that is not known
 */
export function isGiven(value: Value | undefined): boolean | undefined {
  switch (value?.kind) {
    case undefined:
    case 'null':
      return false;
    case 'boolean':
      return value.value;
    case 'string':
      // What is put in may be empty, and another value may be given to a variable.
      return value.partial || value.usual ? undefined : value.text !== '';
    case 'list':
      return value.items.length > 0;
    case 'map':
      return value.entries.length > 0 || undefined;
    case 'number':
      return value.value !== 0 || undefined;
    case 'unknown':
      return undefined;
  }
}

/** By options, the entries that set them, of each the last one. All options of a level are asked for. */
function entriesOf(
  settings: MapValue,
  options: Options,
  dialect: Template['dialect'],
): ReadonlyMap<Option, MapEntry> {
  const all = known.get(settings) ?? new Map<Options, ReadonlyMap<Option, MapEntry>>();
  known.set(settings, all);
  const found = all.get(options) ?? read();
  all.set(options, found);
  return found;

  function read(): ReadonlyMap<Option, MapEntry> {
    const entries = new Map<Option, MapEntry>();
    for (const entry of settings.entries) {
      const option = optionNamed(options, entry.name, dialect);
      if (option) entries.set(option, entry);
    }
    return entries;
  }
}

const known = new WeakMap<MapValue, Map<Options, ReadonlyMap<Option, MapEntry>>>();

/** The value of an option; undefined where it is not set, unknown where that can't be told. */
export function valueOf(
  settings: MapValue,
  options: Options,
  name: string,
  dialect: Template['dialect'],
): Value | undefined {
  const wanted = options.get(name);
  const entry = wanted
    ? entriesOf(settings, options, dialect).get(wanted)
    : settings.entries.findLast((one) => one.name === name);
  return entry?.value ?? (settings.incomplete && { kind: 'unknown', location: settings.location });
}

/** {@link isGiven} of a dotted path: whether one of its blocks has it. */
export function isPathGiven(
  settings: MapValue,
  options: Options,
  path: string,
  dialect: Template['dialect'],
): boolean | undefined {
  const [name = '', ...rest] = path.split('.');
  const value = valueOf(settings, options, name, dialect);
  const inner = options.get(name)?.inner;
  if (!rest.length || !inner) return isGiven(value);
  if (value?.kind === 'unknown') return undefined;
  const found = listOf(value).map((one) =>
    one.kind === 'map' ? isPathGiven(one, inner, rest.join('.'), dialect) : undefined,
  );
  if (found.includes(true)) return true;
  return found.includes(undefined) ? undefined : false;
}
