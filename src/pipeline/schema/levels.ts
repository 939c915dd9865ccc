import { memoizeByObject } from '../../text/memoizeByObject';
import { listOf } from '../value';
import type { MapEntry, MapValue } from '../value';
import type { Template } from '../template/template';
import type { KnownComponent, MissingComponent, PackerFacts } from './component';
import { componentOf } from './component';
import type { LanguageMeta } from './meta';
import { metaOf } from './meta';
import type { Option, Options } from './options';
import { usedComponents } from './used';
import type { UsedComponent } from './used';

/** A component that a template uses, with what is known of it. */
export interface Judged {
  readonly used: UsedComponent;
  readonly of: KnownComponent;
  /** All that stands in it: itself first, then its blocks. */
  readonly levels: readonly Level[];
}

/** Settings that stand together, with the options that they can be. */
export interface Level {
  readonly options: Options;
  readonly settings: MapValue;
  /** The option that it is a block of; undefined for the component itself. */
  readonly block?: Option;
  /** The entry of that block. */
  readonly entry?: MapEntry;
  /** What Packer itself takes here. */
  readonly meta: LanguageMeta;
}

interface Known {
  readonly judged: readonly Judged[];
  readonly missing: readonly { readonly used: UsedComponent; readonly of: MissingComponent }[];
}

const known = new WeakMap<Template, Map<string, Known>>();

/** The components of a template, of which something is known. @param packer the one that builds, where it is known */
export function judgedOf(template: Template, packer: PackerFacts | undefined): Known {
  const all = known.get(template) ?? new Map<string, Known>();
  known.set(template, all);
  const key = JSON.stringify(packer ?? null);
  const result = all.get(key) ?? judge(template, packer);
  all.set(key, result);
  return result;
}

function judge(template: Template, packer: PackerFacts | undefined): Known {
  const judged: Judged[] = [];
  const missing: Known['missing'][number][] = [];
  for (const used of usedComponents(template)) {
    const of = componentOf(template, used.kind, used.type, packer);
    if (!of) continue;
    if (of.known) judged.push({ used, of, levels: levelsOf(template, used, of) });
    else missing.push({ used, of });
  }
  return { judged, missing };
}

function levelsOf(
  { dialect }: Template,
  { kind, settings }: UsedComponent,
  { options }: KnownComponent,
): Level[] {
  const found: Level[] = [{ options, settings, meta: metaOf(kind, dialect) }];
  // It grows while it is read: blocks stand in blocks.
  for (const level of found)
    for (const entry of level.settings.entries) {
      const block = optionNamed(level.options, entry.name, dialect);
      if (!block?.inner) continue;
      for (const one of listOf(entry.value))
        if (one.kind === 'map')
          found.push({ options: block.inner, settings: one, block, entry, meta: noMeta });
    }
  return found;
}

const noMeta: LanguageMeta = { options: new Map(), isInternal: () => false, isFree: () => false };

/** The option that a name stands for: the decoder of JSON templates does not mind capitals. */
export function optionNamed(
  options: Options,
  name: string,
  dialect: Template['dialect'],
): Option | undefined {
  const exact = options.get(name);
  return exact || dialect !== 'json' ? exact : inAnyCase(options).get(name.toLowerCase());
}

/** By names in lower case; of several the first. */
const inAnyCase = memoizeByObject(
  (options: Options) => new Map([...options].reverse().map(([name, option]) => [name.toLowerCase(), option])),
);
