import * as vscode from 'vscode';
import type { SettingPlace } from '../../../pipeline/vagrantfile/settings/settingPlace';
import type { SettingInfo, SettingTable } from '../../../pipeline/vagrantfile/settings/settingTable';
import { describeSetting, inMarkdown, settingFacts } from './describeSetting';

/** Offers the settings that Vagrant knows at a place of a Vagrantfile, however much of the line is there. */
export class SettingCompletions implements vscode.CompletionItemProvider {
  static readonly triggers = ['.', '"', "'", ':'];

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const text = document.getText();
    const offset = document.offsetAt(position);
    const { settingPlace } = await import('../../../pipeline/vagrantfile/settings/lookUp');
    const place = settingPlace(text, offset);
    if (!place) return [];
    const [after = ''] = /^\w*/.exec(text.slice(offset)) ?? [];
    const [rest = ''] = /^[^\n]*/.exec(text.slice(offset + after.length)) ?? [];
    const start = document.positionAt(place.word.start);
    const range = {
      inserting: new vscode.Range(start, position),
      replacing: new vscode.Range(start, document.positionAt(offset + after.length)),
    };
    const items = itemsOf(place, /^\s*(#.*)?$/.test(rest));
    for (const item of items) item.range = range;
    return items;
  }
}

/** @param alone nothing stands behind: what follows a name can be offered with it */
function itemsOf(place: SettingPlace, alone: boolean): vscode.CompletionItem[] {
  switch (place.kind) {
    case 'member':
      return settingsOf(place.tables).map(([name, setting, table]) => member(name, setting, table, alone));
    case 'option':
      return settingsOf(place.tables).map(([name, setting, table]) => {
        const item = settingItem(name, setting, table, vscode.CompletionItemKind.Field);
        item.insertText = alone ? new vscode.SnippetString(`${name}: ${valueSnippet(setting)}`) : `${name}: `;
        return item;
      });
    case 'value':
      return valuesOf(place.setting)
        .filter((value) => !place.inString || value.startsWith('"'))
        .map((value, index) => valueItem(value, index, place));
    case 'name':
      return Object.entries(place.names).map(([name, meaning], index) => {
        const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Value);
        item.documentation = new vscode.MarkdownString(inMarkdown(meaning));
        item.sortText = inOrder(index);
        return item;
      });
  }
}

const settingsOf = (tables: readonly SettingTable[]): [string, SettingInfo, SettingTable][] =>
  tables.flatMap((table) =>
    Object.entries(table.settings).map(([name, setting]): [string, SettingInfo, SettingTable] => [
      name,
      setting,
      table,
    ]),
  );

function member(
  name: string,
  setting: SettingInfo,
  table: SettingTable,
  alone: boolean,
): vscode.CompletionItem {
  const { type, call } = setting;
  if (type === 'part') {
    const item = settingItem(name, setting, table, vscode.CompletionItemKind.Module);
    item.commitCharacters = ['.'];
    return item;
  }
  const kind = call === undefined ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.Method;
  const item = settingItem(name, setting, table, kind);
  if (alone)
    item.insertText = new vscode.SnippetString(
      call === undefined ? `${name} = ${valueSnippet(setting)}` : `${name}${call}`,
    );
  return item;
}

function settingItem(
  name: string,
  setting: SettingInfo,
  table: SettingTable,
  kind: vscode.CompletionItemKind,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(name, kind);
  item.detail = settingFacts(setting);
  item.documentation = describeSetting(setting, table);
  if (setting.instead) {
    item.tags = [vscode.CompletionItemTag.Deprecated];
    item.sortText = `~${name}`;
  }
  return item;
}

const valuesOf = ({ values, type }: SettingInfo): readonly string[] =>
  values ?? (type === 'boolean' ? ['true', 'false'] : []);

/** A choice where the values are known, else quotes around a text, else nothing. */
function valueSnippet(setting: SettingInfo): string {
  const values = valuesOf(setting);
  if (values.length) return `\${1|${values.join(',')}|}`;
  return /^string/.test(setting.type) ? '"$1"' : '$1';
}

function valueItem(
  value: string,
  index: number,
  { setting, inString }: Extract<SettingPlace, { kind: 'value' }>,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(value, vscode.CompletionItemKind.EnumMember);
  const written = inString ? value.slice(1, -1) : value;
  item.insertText = written;
  item.filterText = written;
  if (value === setting.default) item.detail = vscode.l10n.t('default');
  item.sortText = inOrder(index);
  return item;
}

/** The list keeps the order of the table, which says what is usual first. */
const inOrder = (index: number): string => String(index).padStart(3, '0');
