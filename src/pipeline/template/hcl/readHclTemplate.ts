import { parseHcl } from '../../../syntax/hcl/parseHcl';
import type { Body } from '../../../syntax/hcl/tree';
import type { SyntaxProblem } from '../../../syntax/syntaxProblem';
import type { FileSource } from '../../../text/fileSource';
import type { Location } from '../../../text/location';
import type { SourceText } from '../../../text/sourceText';
import { hide } from '../../hiddenValues';
import { listOf, setting, text } from '../../value';
import type { DataSource, RequiredPacker, RequiredPlugin, Template } from '../template';
import { blocksOf, settingsOf } from './blocks';
import type { Placed } from './blocks';
import { Evaluator } from './evaluate';
import { readJsonBody } from './jsonBody';
import { readBuilds } from './readBuilds';
import { Scope } from './scope';
import type { HclSource, VariableValues } from './scope';
import { memoizeByText } from '../../../text/memoizeByText';

/** Of a folder's files one is edited, and the others stay the same. */
export const parsedHcl = memoizeByText(parseHcl);

/** What an HCL2 template is read from. */
export interface HclTemplateText extends Pick<Template, 'path' | 'folder' | 'separatedBy'> {
  /** Its `*.pkr.hcl` and `*.pkr.json` files. */
  readonly sources: readonly SourceText[];
  readonly values: VariableValues;
}

/** Reads an HCL2 template. @param files where functions of the template read */
export function readHclTemplate(given: HclTemplateText, files: FileSource): Template {
  const { path, folder, separatedBy, sources, values } = given;
  const parsed = sources.map((source) => ({ source, ...readBody(source) }));
  const own = parsed.map(({ source, ...file }) => hclSource(source, file));
  const scope = new Scope(own, values, folder, files);
  const blocks = parsed.flatMap(({ source, body }) => blocksOf(body, new Evaluator(source, scope)));
  const requiredPlugins = readRequiredPlugins(blocks);
  const requiredPacker = readRequiredPacker(blocks);
  const registry = registryOf(blocks);
  const { builds, selections } = readBuilds(
    blocks,
    parsed.every(({ problems }) => !problems.length),
  );
  // What functions have read is known when all is evaluated.
  const hidden = scope.hiddenTexts(({ expression, source }) =>
    new Evaluator(source, scope).evaluate(expression),
  );
  return {
    dialect: 'hcl2',
    path,
    folder,
    ...(separatedBy && { separatedBy }),
    files: sources,
    variableFiles: values.files.map(({ source }) => source),
    builds: builds.map((build) => ({ ...build, shownName: hide(build.name, hidden) })),
    selections,
    hidden,
    ...(requiredPlugins && { requiredPlugins }),
    ...(requiredPacker && { requiredPacker }),
    ...(registry && { registry }),
    dataSources: blocks.flatMap(dataSourceOf),
    problems: [...own, ...values.files].flatMap(({ source: { path }, problems }) =>
      problems.map(({ span, ...problem }) => ({ ...problem, location: { path, span } })),
    ),
  };
}

function dataSourceOf(placed: Placed): DataSource[] {
  const { block, evaluator } = placed;
  const [type] = block.labels;
  if (block.type !== 'data' || !type) return [];
  return [{ type: type.value, typeLocation: evaluator.at(type.span), settings: settingsOf(placed) }];
}

/** @param variables whether the file only sets variables */
export function readBody(
  source: SourceText,
  variables = false,
): { body: Body; problems: readonly SyntaxProblem[] } {
  if (/\.json$/i.test(source.path)) return readJsonBody(source, variables);
  const { body, problems } = parsedHcl(source.text);
  return { body, problems };
}

export function hclSource(source: SourceText, { body, problems } = readBody(source)): HclSource {
  const { blocks, attributes } = body;
  return { source, blocks, attributes, problems };
}

/** A file that sets variables. */
export const variableSource = (source: SourceText): HclSource => hclSource(source, readBody(source, true));

/** `hcp_packer_registry`, in a build block, or since Packer 1.12 beside them. */
function registryOf(blocks: readonly Placed[]): Location | undefined {
  const inBuilds = blocks
    .filter(({ block }) => block.type === 'build')
    .flatMap(({ block, evaluator }) => blocksOf(block.body, evaluator));
  const found = [...blocks, ...inBuilds].find(({ block }) => block.type === 'hcp_packer_registry');
  return found?.evaluator.at(found.block.typeSpan);
}

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

/** Of several blocks Packer asks all. */
function readRequiredPacker(blocks: readonly Placed[]): RequiredPacker | undefined {
  const given = blocks
    .filter(({ block }) => block.type === 'packer')
    .flatMap((block) => text(settingsOf(block), 'required_version') ?? []);
  const [first] = given;
  return first && { version: given.map((one) => one.text).join(', '), location: first.location };
}
