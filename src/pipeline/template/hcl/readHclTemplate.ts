import { parseHcl } from '../../../syntax/hcl/parseHcl';
import type { Block } from '../../../syntax/hcl/tree';
import type { SourceText } from '../../../text/sourceText';
import { setting, strings, text } from '../../value';
import type { MapEntry, MapValue, Value } from '../../value';
import type { Build, PostProcessor, Provisioner, Template } from '../template';
import { Evaluator } from './evaluate';
import { Scope } from './scope';
import type { HclSource } from './scope';

/** A block with the file in which it stands. */
interface Placed {
  readonly block: Block;
  readonly evaluator: Evaluator;
}

/**
 * Reads an HCL2 template.
 * @param sources its `*.pkr.hcl` files
 * @param variableFiles its `*.auto.pkrvars.hcl` files, in the order of their names
 * @param folder the folder that holds them
 */
export function readHclTemplate(
  sources: readonly SourceText[],
  variableFiles: readonly SourceText[],
  folder: string,
): Template {
  const parsed = sources.map((source) => ({ source, file: parseHcl(source.text) }));
  const files: HclSource[] = parsed.map(({ source, file }) => ({
    source,
    blocks: file.body.blocks,
    attributes: file.body.attributes,
  }));
  const scope = new Scope(files, variableFiles.map(readVariables), folder);
  const blocks = files.flatMap(({ source, blocks: own }) => {
    const evaluator = new Evaluator(source, scope);
    return own.map((block): Placed => ({ block, evaluator }));
  });
  const machines = blocks.flatMap(readSource);
  return {
    dialect: 'hcl2',
    path: folder,
    folder,
    files: sources,
    builds: blocks
      .filter(({ block }) => block.type === 'build')
      .flatMap((build) => readBuild(build, machines)),
    problems: parsed.flatMap(({ source, file }) =>
      file.errors.map(({ message, span }) => ({ message, location: { path: source.path, span } })),
    ),
  };
}

function readVariables(source: SourceText): HclSource {
  const { body } = parseHcl(source.text);
  return { source, blocks: [], attributes: body.attributes };
}

/** A `source "TYPE" "NAME"` block. */
interface Machine extends Pick<Build, 'type' | 'typeLocation'> {
  readonly name: string;
  readonly settings: MapValue;
}

function readSource({ block, evaluator }: Placed): Machine[] {
  const [type, name] = block.labels;
  if (block.type !== 'source' || !type || !name) return [];
  return [
    {
      type: type.value,
      typeLocation: evaluator.at(type.span),
      name: name.value,
      settings: settingsOf(block, evaluator),
    },
  ];
}

/** A build block makes one build of each source that it names; its steps are shared among them. */
function readBuild({ block, evaluator }: Placed, machines: readonly Machine[]): Build[] {
  const settings = settingsOf(block, evaluator);
  const prefix = text(settings, 'name')?.text;
  const provisioners = block.body.blocks.filter(({ type }) => type === 'provisioner');
  const steps = provisioners.flatMap((one) => labelled(one, evaluator));
  const postProcessors = block.body.blocks
    .flatMap((one) => (one.type === 'post-processors' ? one.body.blocks : [one]))
    .filter(({ type }) => type === 'post-processor')
    .flatMap((one): PostProcessor[] => labelled(one, evaluator));
  return usedSources(block, settings, evaluator, machines).map((machine): Build => {
    // `only` and `except` name the source, without the name of the build block.
    const reference = `${machine.type}.${machine.name}`;
    return {
      name: prefix ? `${prefix}.${reference}` : reference,
      type: machine.type,
      typeLocation: machine.typeLocation,
      source: machine.settings,
      provisioners: steps.filter((step) => runsIn(step.settings, reference)),
      postProcessors: postProcessors.filter((step) => runsIn(step.settings, reference)),
    };
  });
}

/** `sources = ["source.TYPE.NAME"]`, and `source "TYPE.NAME" { … }` blocks that add settings of their own. */
function usedSources(
  block: Block,
  settings: MapValue,
  evaluator: Evaluator,
  machines: readonly Machine[],
): Machine[] {
  const find = (reference: string) =>
    machines.find(({ type, name }) => `${type}.${name}` === reference.replace(/^source\./, ''));
  const listed = strings(setting(settings, 'sources')).flatMap(
    ({ text: reference }) => find(reference) ?? [],
  );
  const inline = block.body.blocks
    .filter(({ type }) => type === 'source')
    .flatMap((one) => {
      const machine = find(one.labels[0]?.value ?? '');
      if (!machine) return [];
      const own = settingsOf(one, evaluator);
      const entries = [...machine.settings.entries, ...own.entries];
      return [
        {
          ...machine,
          name: text(own, 'name')?.text ?? machine.name,
          settings: { ...machine.settings, entries },
        },
      ];
    });
  return [...listed, ...inline];
}

function labelled(block: Block, evaluator: Evaluator): Provisioner[] {
  const [label] = block.labels;
  if (!label) return [];
  return [
    { type: label.value, typeLocation: evaluator.at(label.span), settings: settingsOf(block, evaluator) },
  ];
}

function runsIn(settings: MapValue, reference: string): boolean {
  const only = strings(setting(settings, 'only'));
  const except = strings(setting(settings, 'except'));
  const names = (value: { text: string }) => value.text === reference || value.text === `source.${reference}`;
  return only.length ? only.some(names) : !except.some(names);
}

/** Blocks of steps and sources stand for themselves; all others are settings, and a list where there are several. */
const structural = new Set([
  'provisioner',
  'post-processor',
  'post-processors',
  'source',
  'error-cleanup-provisioner',
  'dynamic',
]);

function settingsOf(block: Block, evaluator: Evaluator): MapValue {
  const entries: MapEntry[] = [];
  for (const item of block.body.items) {
    const location = evaluator.at(item.span);
    if (item.kind === 'attribute')
      entries.push({
        name: item.name,
        nameLocation: evaluator.at(item.nameSpan),
        location,
        value: evaluator.evaluate(item.value),
      });
    else if (!structural.has(item.type)) {
      const value: Value = settingsOf(item, evaluator);
      const same = entries.findIndex(({ name }) => name === item.type);
      const earlier = entries[same];
      const nameLocation = evaluator.at(item.typeSpan);
      if (!earlier) entries.push({ name: item.type, nameLocation, location, value });
      else {
        const items = earlier.value.kind === 'list' ? earlier.value.items : [earlier.value];
        entries[same] = {
          ...earlier,
          value: { kind: 'list', location: earlier.location, items: [...items, value] },
        };
      }
    }
  }
  return { kind: 'map', location: evaluator.at(block.span), entries };
}
