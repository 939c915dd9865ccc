import { parseHcl } from '../../../syntax/hcl/parseHcl';
import type { Body } from '../../../syntax/hcl/tree';
import type { SyntaxProblem } from '../../../syntax/syntaxProblem';
import type { FileSource } from '../../../text/fileSource';
import type { SourceText } from '../../../text/sourceText';
import { setting, strings, text } from '../../value';
import type { MapValue } from '../../value';
import { overridden, runsIn } from '../runsIn';
import type { Build, PostProcessor, Provisioner, Template } from '../template';
import { blocksOf, settingsOf } from './blocks';
import type { Placed } from './blocks';
import { Evaluator } from './evaluate';
import { readJsonBody } from './jsonBody';
import { Scope } from './scope';
import type { HclSource } from './scope';
import { remember } from '../../../text/remember';

/** Of a folder's files one is edited, and the others stay the same. */
const parse = remember(parseHcl);

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
  return {
    dialect: 'hcl2',
    path: folder,
    folder,
    files: sources,
    builds: blocks
      .filter(({ block }) => block.type === 'build')
      .flatMap((build) => readBuild(build, machines)),
    problems: parsed.flatMap(({ source, problems }) =>
      problems.map(({ message, span }) => ({ message, location: { path: source.path, span } })),
    ),
  };
}

function readBody(source: SourceText, variables = false): { body: Body; problems: readonly SyntaxProblem[] } {
  if (/\.json$/i.test(source.path)) return readJsonBody(source, variables);
  const { body, errors } = parse(source.text);
  return { body, problems: errors };
}

const hclSource = (source: SourceText, { blocks, attributes }: Body): HclSource => ({
  source,
  blocks,
  attributes,
});

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

/** A build block makes one build of each source that it names; its steps are shared among them. */
function readBuild(placed: Placed, machines: readonly Machine[]): Build[] {
  const settings = settingsOf(placed);
  const prefix = text(settings, 'name')?.text;
  const blocks = blocksOf(placed.block.body, placed.evaluator);
  const ofType = (type: string, among: readonly Placed[] = blocks) =>
    among.filter(({ block }) => block.type === type).flatMap(labelled);
  const provisioners = ofType('provisioner');
  const cleanups = ofType('error-cleanup-provisioner');
  const postProcessors: PostProcessor[] = ofType(
    'post-processor',
    blocks.flatMap((one) =>
      one.block.type === 'post-processors' ? blocksOf(one.block.body, one.evaluator) : [one],
    ),
  );
  return usedSources(blocks, settings, machines).map((machine): Build => {
    // `only` and `except` name the source, without the name of the build block.
    const reference = `${machine.type}.${machine.name}`;
    const names = [reference, `source.${reference}`];
    const running = (steps: readonly Provisioner[]) =>
      steps
        .filter((step) => runsIn(step.settings, names))
        // Packer takes the source's bare name here.
        .map((step) => overridden(step, [machine.name, ...names]));
    const [errorCleanup] = running(cleanups);
    return {
      name: prefix ? `${prefix}.${reference}` : reference,
      type: machine.type,
      typeLocation: machine.typeLocation,
      source: machine.settings,
      provisioners: running(provisioners),
      postProcessors: postProcessors.filter((step) => runsIn(step.settings, names)),
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
