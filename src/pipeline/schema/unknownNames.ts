import { removedKeyOf } from '../template/removedKeys';
import type { RemovedKey } from '../template/removedKeys';
import type { Template } from '../template/template';
import type { MapEntry } from '../value';
import type { ComponentKind } from '../packer/pluginTable';
import { optionNamed } from './levels';
import type { Judged, Level } from './levels';
import { similarName } from './similarName';

/** A name that is no option where it stands. */
export interface UnknownName {
  readonly level: Level;
  readonly entry: MapEntry;
  /** The option that is meant, most likely; none is given yet where it stands. */
  readonly meant?: string;
  /** Blocks of the component that have an option of this name; empty for the top, where it is one of that. */
  readonly elsewhere?: string;
  /** The last release that took it. */
  readonly removed?: string;
  /** JSON templates have it, HCL2 does not. */
  readonly jsonOnly?: true;
}

/** Of more nobody is told what may be meant: to look for it takes time. */
const mostGuesses = 50;

/**
 * What Packer does not take in a component, by its name. Old names, of which removed-key speaks, are not among them. Several
 * rules ask for it, and what may be meant takes time to find.
 */
export function unknownNames({ dialect }: Template, judged: Judged): readonly UnknownName[] {
  const names = known.get(judged) ?? [...read(dialect, judged)];
  known.set(judged, names);
  return names;
}

const known = new WeakMap<Judged, readonly UnknownName[]>();

function* read(dialect: Template['dialect'], judged: Judged): Generator<UnknownName> {
  const { used, of, levels } = judged;
  const [top] = levels;
  let guesses = mostGuesses;
  for (const level of levels) {
    const { options, meta } = level;
    // What stands behind a missing brace may belong elsewhere.
    if (level.settings.incomplete) continue;
    for (const entry of level.settings.entries) {
      const { name } = entry;
      const option = optionNamed(options, name, dialect);
      if (option && !(option.jsonOnly && dialect === 'hcl2')) continue;
      const isTop = level === top;
      if (meta.options.has(name) || meta.isInternal(name) || meta.isFree(name)) continue;
      if (isTop && removedKeyOf(parts[used.kind], used.type, name)) continue;
      const path = level.block ? `${level.block.path}.${name}` : name;
      const removed = of.component.removed?.[path];
      const meant = guesses-- > 0 && !option ? similarName(name, freeNames(level)) : undefined;
      const elsewhere = meant === undefined ? placeOf(judged, level, name) : undefined;
      yield {
        level,
        entry,
        ...(meant !== undefined && { meant }),
        ...(elsewhere !== undefined && { elsewhere }),
        ...(removed !== undefined && { removed }),
        ...(option && { jsonOnly: true as const }),
      };
    }
  }
}

const parts: Readonly<Record<ComponentKind, RemovedKey['part'] | undefined>> = {
  builder: 'builder',
  provisioner: 'provisioner',
  postProcessor: 'post-processor',
  dataSource: undefined,
};

/** Names that can be written here, and are not. */
function freeNames({ options, settings, meta }: Level): string[] {
  const given = new Set(settings.entries.flatMap(({ name, misspelt }) => (misspelt ? [] : [name])));
  return [...options.values(), ...meta.options.values()]
    .filter(({ name, hidden, type }) => !hidden && (!given.has(name) || type === 'list(block)'))
    .map(({ name }) => name);
}

/** The block that has an option of this name; empty for the top; undefined where none or several have it. */
function placeOf({ levels: [top] }: Judged, level: Level, name: string): string | undefined {
  if (!top) return undefined;
  if (level !== top && (top.options.has(name) || top.meta.options.has(name))) return '';
  const blocks = [...top.options.values()].filter(
    (option) => option !== level.block && option.inner?.has(name),
  );
  return blocks.length === 1 ? blocks[0]?.name : undefined;
}
