import { parseHcl } from '../../../syntax/hcl/parseHcl';
import type { Body } from '../../../syntax/hcl/tree';
import type { SyntaxProblem } from '../../../syntax/syntaxProblem';
import type { FileSource } from '../../../text/fileSource';
import type { SourceText } from '../../../text/sourceText';
import { listOf, setting, strings, text } from '../../value';
import type { MapValue } from '../../value';
import { overridden, runsIn, selectionsOf } from '../runsIn';
import type { Build, PostProcessor, Provisioner, RequiredPlugin, Template } from '../template';
import { blocksOf, settingsOf } from './blocks';
import type { Placed } from './blocks';
import { Evaluator } from './evaluate';
import { readJsonBody } from './jsonBody';
import { Scope } from './scope';
import type { HclSource } from './scope';
import { memoizeByText } from '../../../text/memoizeByText';

/** Of a folder's files one is edited, and the others stay the same. */
const parse = memoizeByText(parseHcl);

/**
 * Reads an HCL2 template.
 * @param sources its `*.pkr.hcl` and `*.pkr.json` files
 * @param variableFiles files in either syntax that set its variables; of two the later wins
 * @param folder the folder that holds them
 * @param files where functions of the template read
 */
export function readHclTemplate(
  sources: readonly SourceText[],
  variableFiles: readonly SourceText[],
  folder: string,
  files: FileSource,
): Template {
  const parsed = sources.map((source) => ({ source, ...readBody(source) }));
  const own = parsed.map(({ source, body }) => hclSource(source, body));
  const variables = variableFiles.map((source) => hclSource(source, readBody(source, true).body));
  const scope = new Scope(own, variables, folder, files);
  const blocks = parsed.flatMap(({ source, body }) => blocksOf(body, new Evaluator(source, scope)));
  const machines = blocks.flatMap(readSource);
  const builds = blocks.filter(({ block }) => block.type === 'build').map(stepsOf);
  const names = sourceNames(builds, machines);
  const requiredPlugins = readRequiredPlugins(blocks);
  return {
    dialect: 'hcl2',
    path: folder,
    folder,
    files: sources,
    builds: builds.flatMap((build) => readBuild(build, machines)),
    selections: builds.flatMap(({ provisioners, cleanups, postProcessors }) =>
      selectionsOf([...provisioners, ...cleanups, ...postProcessors], names),
    ),
    ...(requiredPlugins && { requiredPlugins }),
    dataSources: blocks.flatMap(({ block: { type, labels } }) =>
      type === 'data' && labels[0] ? [labels[0].value] : [],
    ),
    problems: parsed.flatMap(({ source, problems }) =>
      problems.map(({ message, span }) => ({ message, location: { path: source.path, span } })),
    ),
  };
}

/** @param variables whether the file only sets variables */
export function readBody(
  source: SourceText,
  variables = false,
): { body: Body; problems: readonly SyntaxProblem[] } {
  if (/\.json$/i.test(source.path)) return readJsonBody(source, variables);
  const { body, problems } = parse(source.text);
  return { body, problems };
}

export const hclSource = (source: SourceText, { blocks, attributes }: Body): HclSource => ({
  source,
  blocks,
  attributes,
});

/** `packer { required_plugins { NAME = { source = … } } }`, in any number of blocks. */
function readRequiredPlugins(blocks: readonly Placed[]): RequiredPlugin[] | undefined {
  const lists = blocks
    .filter(({ block }) => block.type === 'packer')
    .flatMap((block) => listOf(setting(settingsOf(block), 'required_plugins')));
  if (!lists.length || lists.some(({ kind }) => kind !== 'map')) return undefined;
  return lists.flatMap((list) =>
    list.kind === 'map'
      ? list.entries.map(({ name, value, location }) => {
          const given = (what: string) => (value.kind === 'map' ? text(value, what)?.text : undefined);
          const version = given('version');
          return { name, source: given('source'), ...(version !== undefined && { version }), location };
        })
      : [],
  );
}

/** A `source "TYPE" "NAME"` block. */
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

/** A `build` block with what runs in it. */
interface BuildBlock {
  readonly placed: Placed;
  readonly blocks: readonly Placed[];
  readonly provisioners: readonly Provisioner[];
  readonly cleanups: readonly Provisioner[];
  readonly postProcessors: readonly PostProcessor[];
}

function stepsOf(placed: Placed): BuildBlock {
  const blocks = blocksOf(placed.block.body, placed.evaluator);
  const ofType = (type: string, among: readonly Placed[] = blocks) =>
    among.filter(({ block }) => block.type === type).flatMap(labelled);
  return {
    placed,
    blocks,
    provisioners: ofType('provisioner'),
    cleanups: ofType('error-cleanup-provisioner'),
    postProcessors: ofType(
      'post-processor',
      blocks.flatMap((one) =>
        one.block.type === 'post-processors' ? blocksOf(one.block.body, one.evaluator) : [one],
      ),
    ),
  };
}

/** The names that `only` and `except` know: `TYPE.NAME` of each source, and as builds rename it. */
function sourceNames(builds: readonly BuildBlock[], machines: readonly Machine[]): string[] | undefined {
  const made = builds.some(({ placed }) =>
    placed.block.body.blocks.some(({ type, labels }) => type === 'dynamic' && labels[0]?.value === 'source'),
  );
  const uses = builds.flatMap(({ blocks }) => blocks.filter(({ block }) => block.type === 'source'));
  const renamed = uses.flatMap((use) => {
    const type = use.block.labels[0]?.value.replace(/^source\./, '').replace(/\..*/, '') ?? '';
    const name = setting(settingsOf(use), 'name');
    return name ? [{ type, name }] : [];
  });
  const known = renamed.flatMap(({ type, name }) =>
    name.kind === 'string' && !name.partial ? [`${type}.${name.text}`] : [],
  );
  if (made || known.length < renamed.length || !machines.length) return undefined;
  return [...machines.map(({ type, name }) => `${type}.${name}`), ...known];
}

/** A build block makes one build of each source that it names; its steps are shared among them. */
function readBuild(build: BuildBlock, machines: readonly Machine[]): Build[] {
  const { blocks, provisioners, cleanups, postProcessors } = build;
  const settings = settingsOf(build.placed);
  const prefix = text(settings, 'name')?.text;
  return usedSources(blocks, settings, machines).map((machine): Build => {
    // `only` and `except` name the source like this, without `source.` and the name of the build block.
    const reference = `${machine.type}.${machine.name}`;
    const running = (steps: readonly Provisioner[]) =>
      steps
        .filter((step) => runsIn(step.settings, [reference]))
        // Packer takes the source's bare name here.
        .map((step) => overridden(step, [machine.name, reference, `source.${reference}`]));
    const [errorCleanup] = running(cleanups);
    return {
      name: prefix ? `${prefix}.${reference}` : reference,
      type: machine.type,
      typeLocation: machine.typeLocation,
      source: machine.settings,
      provisioners: running(provisioners),
      postProcessors: postProcessors.filter((step) => runsIn(step.settings, [reference])),
      ...(errorCleanup && { errorCleanup }),
    };
  });
}

/** `sources = ["source.TYPE.NAME"]`, and `source "TYPE.NAME" { … }` blocks that add settings of their own. */
function usedSources(blocks: readonly Placed[], settings: MapValue, machines: readonly Machine[]): Machine[] {
  const find = (reference: string) =>
    machines.find(({ type, name }) => `${type}.${name}` === reference.replace(/^source\./, ''));
  const listed = strings(setting(settings, 'sources')).flatMap(
    ({ text: reference }) => find(reference) ?? [],
  );
  const inline = blocks
    .filter(({ block }) => block.type === 'source')
    .flatMap((one) => {
      const machine = find(one.block.labels[0]?.value ?? '');
      if (!machine) return [];
      const own = settingsOf(one);
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

function labelled(placed: Placed): Provisioner[] {
  const [label] = placed.block.labels;
  if (!label) return [];
  const { evaluator } = placed;
  return [{ type: label.value, typeLocation: evaluator.at(label.span), settings: settingsOf(placed) }];
}
