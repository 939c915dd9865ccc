import { listOf, setting, strings, text } from '../../value';
import type { MapValue } from '../../value';
import { Running, selectionsOf } from '../runsIn';
import type { Selecting } from '../runsIn';
import type { Build, BuildNames, PostProcessor, Provisioner, Template } from '../template';
import { blocksOf, settingsOf } from './blocks';
import type { Placed } from './blocks';
import { branchesOf } from './branches';

/**
 * What `source` and `build` blocks make.
 * @param blocks those of all files of a template
 * @param areAll false where others may have been lost by a mistake
 */
export function readBuilds(
  blocks: readonly Placed[],
  areAll = true,
): Pick<Template, 'selections'> & { readonly builds: readonly ReadBuild[] } {
  const machines = blocks.flatMap(readSource);
  const all = blocks
    .filter(({ block }) => block.type === 'build')
    .map((placed) => readBuildBlock(placed, machines, areAll));
  return { builds: all.flatMap(buildsOf), selections: all.flatMap(selectionsIn) };
}

/** A build as it is read. What nobody is shown is known when all is. */
type ReadBuild = Omit<Build, 'shownName'>;

/** A `source "TYPE" "NAME"` block, and what it is called in a build block. */
interface Machine extends Pick<Build, 'type' | 'typeLocation'> {
  readonly name: string;
  readonly settings: MapValue;
}

function readSource(placed: Placed): Machine[] {
  const { block, evaluator } = placed;
  const [type, name] = block.labels;
  if (block.type !== 'source' || !type || !name) return [];
  return [
    {
      type: type.value,
      typeLocation: evaluator.at(type.span),
      name: name.value,
      settings: settingsOf(placed),
    },
  ];
}

/** `TYPE.NAME`: what `only` and `except` compare with, without `source.` and the name of the build block. */
const referenceOf = ({ type, name }: Pick<Machine, 'type' | 'name'>): string => `${type}.${name}`;

/** A `build` block with what runs in it. */
interface BuildBlock {
  readonly settings: MapValue;
  readonly machines: readonly Machine[];
  readonly provisioners: readonly Selecting<Provisioner>[];
  readonly cleanups: readonly Selecting<Provisioner>[];
  readonly postProcessors: readonly Selecting<PostProcessor>[];
  readonly names: BuildNames | undefined;
}

function readBuildBlock(placed: Placed, sources: readonly Machine[], areAll: boolean): BuildBlock {
  const { body } = placed.block;
  const blocks = blocksOf(body, placed.evaluator);
  const ofType = (type: string, among: readonly Placed[] = blocks) =>
    among.filter(({ block }) => block.type === type).flatMap(labelled);
  const settings = settingsOf(placed);
  const uses = usesOf(blocks, settings, sources);
  const made = body.blocks.some(({ type, labels }) => type === 'dynamic' && labels[0]?.value === 'source');
  const isKnown = areAll && !made && uses.every(({ isKnown }) => isKnown) && sources.length > 0;
  const listed = listOf(setting(settings, 'sources'));
  const areListed = listed.length === strings(setting(settings, 'sources')).length;
  const names = new Set(uses.map(({ machine }) => referenceOf(machine)));
  const used = new Set(uses.map(({ source }) => referenceOf(source)));
  const unused = sources.map(referenceOf).filter((name) => !used.has(name) || !areListed);
  return {
    settings,
    machines: uses.map(({ machine }) => machine),
    provisioners: ofType('provisioner'),
    cleanups: ofType('error-cleanup-provisioner'),
    postProcessors: ofType(
      'post-processor',
      blocks.flatMap((one) =>
        one.block.type === 'post-processors' ? blocksOf(one.block.body, one.evaluator) : [one],
      ),
    ),
    names: isKnown
      ? { builds: [...names], renamed: [...used].filter((name) => !names.has(name)), unused }
      : undefined,
  };
}

const selectionsIn = ({ provisioners, cleanups, postProcessors, names }: BuildBlock) =>
  selectionsOf([...provisioners, ...cleanups, ...postProcessors], names);

/** A build block makes one build of each source that it names; its steps are shared among them. */
function buildsOf({ settings, machines, provisioners, cleanups, postProcessors }: BuildBlock): ReadBuild[] {
  const prefix = text(settings, 'name')?.text;
  const ways = {
    provisioners: new Running(provisioners),
    cleanups: new Running(cleanups),
    postProcessors: new Running(postProcessors),
  };
  return machines.map((machine): ReadBuild => {
    const reference = referenceOf(machine);
    // Packer takes the source's bare name here.
    const names = [machine.name, reference, `source.${reference}`];
    const [errorCleanup] = ways.cleanups.in(reference, names);
    return {
      name: prefix ? `${prefix}.${reference}` : reference,
      type: machine.type,
      typeLocation: machine.typeLocation,
      blockLocation: settings.location,
      source: machine.settings,
      provisioners: ways.provisioners.in(reference, names),
      postProcessors: ways.postProcessors.in(reference),
      ...(errorCleanup && { errorCleanup }),
    };
  });
}

/** A source that a build block builds. */
interface Use {
  readonly source: Machine;
  /** With the settings and the name that the block gives it. */
  readonly machine: Machine;
  /** False where its name in the block is not known. */
  readonly isKnown: boolean;
}

/**
 * `sources = ["source.TYPE.NAME"]`, and `source "TYPE.NAME" { … }` blocks that add settings of their own. A `name` in
 * such a block takes the place of the source's. Source: hashicorp/packer hcl2template/types.source.go, String().
 */
function usesOf(blocks: readonly Placed[], settings: MapValue, sources: readonly Machine[]): Use[] {
  // Of two of one name the first.
  const byReference = new Map([...sources].reverse().map((source) => [referenceOf(source), source]));
  const find = (reference: string) => byReference.get(reference.replace(/^source\./, ''));
  const listed = strings(setting(settings, 'sources')).flatMap(({ text: reference }): Use[] => {
    const source = find(reference);
    return source ? [{ source, machine: source, isKnown: true }] : [];
  });
  const inline = blocks
    .filter(({ block }) => block.type === 'source')
    .flatMap((one): Use[] => {
      const source = find(one.block.labels[0]?.value ?? '');
      if (!source) return [];
      const own = settingsOf(one);
      const name = text(own, 'name');
      const entries = [...source.settings.entries, ...own.entries];
      return [
        {
          source,
          machine: {
            ...source,
            name: name?.text || source.name,
            settings: { ...source.settings, entries, ...(own.incomplete && { incomplete: true }) },
          },
          isKnown: name !== undefined || setting(own, 'name') === undefined,
        },
      ];
    });
  return [...listed, ...inline];
}

function labelled(placed: Placed): Selecting<Provisioner>[] {
  const { block, evaluator } = placed;
  const [label] = block.labels;
  if (!label) return [];
  const step = { type: label.value, typeLocation: evaluator.at(label.span), settings: settingsOf(placed) };
  const branches = (name: string) => {
    const attribute = block.body.attributes.findLast((other) => other.name === name);
    return attribute ? branchesOf(attribute.value, evaluator) : [];
  };
  return [{ step, only: branches('only'), except: branches('except') }];
}
