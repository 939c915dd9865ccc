import { posix as path } from 'node:path';
import { readDscManifest } from '../../pipeline/dscManifest';
import { dscOptions, optionNamed, stepOptions } from '../../pipeline/dsc/dscOptions';
import type { OptionInfo } from '../../pipeline/dsc/dscOptions';
import type { OptionPlace } from '../../pipeline/dsc/optionPlace';
import { optionPlace } from '../../pipeline/dsc/optionPlaceAt';
import { candidateFolders } from '../../pipeline/paths/baseFolder';
import { hostFile } from '../../pipeline/timeline/provisionSteps';
import type { FileSource } from '../../text/fileSource';
import type { SourceText } from '../../text/sourceText';
import { inOrder } from '../completion';
import type { Completion, Completions } from '../completion';
import { describeSetting, settingFacts } from '../describeSetting';
import { fill } from '../messages';
import type { Messages } from '../messages';

/**
 * The options of a dsc step that are not there yet, or the values of one, at an offset of a template.
 * @param files in which the manifest of the step is looked for
 * @returns undefined where none can stand
 */
export function optionCompletions(
  source: Pick<SourceText, 'path' | 'text'>,
  offset: number,
  files: FileSource,
  messages: Messages,
): Completions | undefined {
  const { path: file, text } = source;
  const place = optionPlace(file, text, offset);
  if (!place) return undefined;
  const { word } = place;
  const items =
    place.kind === 'name'
      ? nameItems(place, file, text.slice(word.end), messages)
      : valueItems(place, file, files, messages);
  // What is compared with what stands there: in JSON that has a quote.
  const quoted = text[word.start] === '"';
  return {
    word,
    items: quoted ? items.map((item) => ({ ...item, filter: `"${item.label.replace(/"/g, '')}"` })) : items,
  };
}

/** @param rest what stands behind the place */
function nameItems({ present }: OptionPlace, file: string, rest: string, messages: Messages): Completion[] {
  const json = /\.json$/i.test(file);
  // A template in JSON, not HCL2 that is written as JSON.
  const legacy = json && !/\.pkr\.json$/i.test(file);
  const options = [dscOptions, stepOptions].flatMap((table) =>
    Object.entries(table.settings)
      .filter(([name, { hcl2Only }]) => !present.includes(name) && !(legacy && hcl2Only))
      .map(([name, option]) => ({ name, option, table })),
  );
  const hasValue = json ? /^\s*:/.test(rest) : /^[ \t]*[={]/.test(rest);
  // Another one follows, so JSON needs a comma between them.
  const comma = json && /^\s*"/.test(rest) ? ',' : '';
  return options.map(({ name, option, table }, index) => {
    const written = json ? `"${name}"` : name;
    const snippet = json ? `${written}: ${jsonSnippet(option)}${comma}` : hclSnippet(name, option);
    return {
      label: name,
      kind: 'property',
      insert: hasValue ? written : snippet,
      isSnippet: !hasValue,
      detail: settingFacts(option, messages),
      documentation: describeSetting(option, table, messages),
      sort: inOrder(index),
    };
  });
}

function jsonSnippet({ kind }: OptionInfo): string {
  switch (kind) {
    case 'string':
      return '"$1"';
    case 'number':
      return '$1';
    case 'boolean':
      return '${1|true,false|}';
    case 'list':
      return '["$1"]';
    case 'map':
      return '{ "$1": "$2" }';
  }
}

function hclSnippet(name: string, option: OptionInfo): string {
  // Only those of packer-dsc are blocks.
  if (option.kind === 'map') return name === 'override' ? `${name} = {\n\t$1\n}` : `${name} {\n\t$1\n}`;
  return `${name} = ${jsonSnippet(option)}`;
}

function valueItems(
  { present, manifest }: OptionPlace,
  file: string,
  files: FileSource,
  messages: Messages,
): Completion[] {
  const name = present.at(-1) ?? '';
  if (optionNamed(name)?.option.kind === 'boolean')
    return ['true', 'false'].map((value) => ({ label: value, kind: 'keyword', insert: value }));
  if (name !== 'configuration_name' || manifest === undefined) return [];
  return configurationsOf(file, manifest, files).map((configuration) => ({
    label: configuration,
    kind: 'class',
    insert: JSON.stringify(configuration),
    detail: fill(messages.configurationOf, path.basename(manifest)),
  }));
}

function configurationsOf(template: string, manifest: string, files: FileSource): readonly string[] {
  const folders = candidateFolders({ folder: files.paths.dirname(template) }, files);
  const file = hostFile(manifest, folders, files);
  const text = file === undefined ? undefined : files.read(file);
  return text === undefined ? [] : readDscManifest(text).configurations;
}
