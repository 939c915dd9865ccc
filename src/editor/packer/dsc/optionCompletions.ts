import path from 'node:path';
import * as vscode from 'vscode';
import type { OptionInfo } from '../../../pipeline/dsc/dscOptions';
import type { OptionPlace } from '../../../pipeline/dsc/optionPlace';
import { editorFiles } from '../../editorFiles';
import { describeSetting, settingFacts } from '../../vagrant/vagrantfile/describeSetting';
import { mentionsDsc } from './mentionsDsc';

/** Offers the options of dsc steps that are not there yet, and their values. */
export class OptionCompletions implements vscode.CompletionItemProvider {
  static readonly triggers = ['"'];

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    if (!mentionsDsc(document)) return [];
    const text = document.getText();
    const { uri } = document;
    const { optionPlace } = await import('../../../pipeline/dsc/optionPlaceAt');
    const place = optionPlace(uri.fsPath, text, document.offsetAt(position));
    if (!place) return [];
    const start = document.positionAt(place.word.start);
    const range = {
      inserting: new vscode.Range(start, position),
      replacing: new vscode.Range(start, document.positionAt(place.word.end)),
    };
    const json = /\.json$/i.test(uri.fsPath);
    const rest = text.slice(place.word.end);
    const items =
      place.kind === 'name'
        ? await nameItems(place, json, rest, !/\.pkr\.json$/i.test(uri.fsPath) && json)
        : await valueItems(place, uri);
    for (const item of items) {
      item.range = range;
      // What is compared with what stands there: in JSON that has a quote.
      if (text[place.word.start] === '"') item.filterText = `"${labelOf(item).replace(/"/g, '')}"`;
    }
    return items;
  }
}

const labelOf = ({ label }: vscode.CompletionItem): string =>
  typeof label === 'string' ? label : label.label;

/** @param legacy whether it is a template in JSON, not HCL2 written as JSON */
async function nameItems(
  { present }: OptionPlace,
  json: boolean,
  rest: string,
  legacy: boolean,
): Promise<vscode.CompletionItem[]> {
  const { dscOptions, stepOptions } = await import('../../../pipeline/dsc/dscOptions');
  const options = [dscOptions, stepOptions].flatMap((table) =>
    Object.entries(table.settings)
      .filter(([name, { hcl2Only }]) => !present.includes(name) && !(legacy && hcl2Only))
      .map(([name, option]) => ({ name, option, table })),
  );
  const hasValue = json ? /^\s*:/.test(rest) : /^[ \t]*[={]/.test(rest);
  // Another one follows, so JSON needs a comma between them.
  const comma = json && /^\s*"/.test(rest) ? ',' : '';
  return options.map(({ name, option, table }, index) => {
    const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Property);
    item.detail = settingFacts(option);
    item.documentation = describeSetting(option, table);
    item.sortText = inOrder(index);
    item.insertText = hasValue
      ? json
        ? `"${name}"`
        : name
      : new vscode.SnippetString(
          json ? `"${name}": ${jsonSnippet(option)}${comma}` : hclSnippet(name, option),
        );
    return item;
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

async function valueItems(
  { present, manifest }: OptionPlace,
  uri: vscode.Uri,
): Promise<vscode.CompletionItem[]> {
  const name = present.at(-1) ?? '';
  const { optionNamed } = await import('../../../pipeline/dsc/dscOptions');
  const kind = optionNamed(name)?.option.kind;
  if (kind === 'boolean')
    return ['true', 'false'].map(
      (value) => new vscode.CompletionItem(value, vscode.CompletionItemKind.Keyword),
    );
  if (name !== 'configuration_name' || manifest === undefined) return [];
  return (await configurationsOf(uri, manifest)).map((configuration) => {
    const item = new vscode.CompletionItem(configuration, vscode.CompletionItemKind.Class);
    item.insertText = JSON.stringify(configuration);
    item.detail = vscode.l10n.t('configuration of {0}', path.posix.basename(manifest));
    return item;
  });
}

async function configurationsOf({ fsPath }: vscode.Uri, manifest: string): Promise<readonly string[]> {
  const [{ readDscManifest }, { candidateFolders }, { hostFile }] = await Promise.all([
    import('../../../pipeline/dscManifest'),
    import('../../../pipeline/paths/baseFolder'),
    import('../../../pipeline/timeline/provisionSteps'),
  ]);
  const files = editorFiles();
  const file = hostFile(manifest, candidateFolders({ folder: path.dirname(fsPath) }, files), files);
  const text = file === undefined ? undefined : files.read(file);
  return text === undefined ? [] : readDscManifest(text).configurations;
}

/** The list keeps the order of the table, which says what is usual first. */
const inOrder = (index: number): string => String(index).padStart(3, '0');
