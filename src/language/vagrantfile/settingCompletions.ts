import { settingPlace } from '../../pipeline/vagrantfile/settings/settingPlace';
import type { SettingPlace } from '../../pipeline/vagrantfile/settings/settingPlace';
import type { SettingInfo, SettingTable } from '../../pipeline/vagrantfile/settings/settingTable';
import { inOrder } from '../completion';
import type { Completion, CompletionKind, Completions } from '../completion';
import { describeSetting, inMarkdown, settingFacts } from '../describeSetting';
import type { Messages } from '../messages';

/**
 * The settings that Vagrant knows at an offset of a Vagrantfile, however much of the line is there.
 * @returns undefined where none can stand
 */
export function settingCompletions(
  text: string,
  offset: number,
  messages: Messages,
): Completions | undefined {
  const place = settingPlace(text, offset);
  if (!place) return undefined;
  const [after = ''] = /^\w*/.exec(text.slice(offset)) ?? [];
  const [rest = ''] = /^[^\n]*/.exec(text.slice(offset + after.length)) ?? [];
  return {
    word: { start: place.word.start, end: offset + after.length },
    items: itemsOf(place, /^\s*(#.*)?$/.test(rest), messages),
  };
}

/** @param alone nothing stands behind: what follows a name can be offered with it */
function itemsOf(place: SettingPlace, alone: boolean, messages: Messages): Completion[] {
  switch (place.kind) {
    case 'member':
      return settingsOf(place.tables).map((setting) => member(setting, alone, messages));
    case 'option':
      return settingsOf(place.tables).map((setting) => ({
        ...settingItem(setting, 'field', messages),
        insert: `${setting.name}: ${alone ? valueSnippet(setting.info) : ''}`,
        isSnippet: alone,
      }));
    case 'value':
      return valuesOf(place.setting)
        .filter((value) => !place.inString || value.startsWith('"'))
        .map((value, index) => valueItem(value, index, place, messages));
    case 'name':
      return Object.entries(place.names).map(([name, meaning], index) => ({
        label: name,
        kind: 'value',
        insert: name,
        documentation: inMarkdown(meaning),
        sort: inOrder(index),
      }));
  }
}

interface Setting {
  readonly name: string;
  readonly info: SettingInfo;
  readonly table: SettingTable;
}

const settingsOf = (tables: readonly SettingTable[]): Setting[] =>
  tables.flatMap((table) => Object.entries(table.settings).map(([name, info]) => ({ name, info, table })));

function member(setting: Setting, alone: boolean, messages: Messages): Completion {
  const { name, info } = setting;
  const { type, call } = info;
  if (type === 'part') return { ...settingItem(setting, 'module', messages), commitCharacters: ['.'] };
  const item = settingItem(setting, call === undefined ? 'property' : 'method', messages);
  if (!alone) return item;
  const insert = call === undefined ? `${name} = ${valueSnippet(info)}` : `${name}${call}`;
  return { ...item, insert, isSnippet: true };
}

const settingItem = (
  { name, info, table }: Setting,
  kind: CompletionKind,
  messages: Messages,
): Completion => ({
  label: name,
  kind,
  insert: name,
  detail: settingFacts(info, messages),
  documentation: describeSetting(info, table, messages),
  ...(info.instead && { deprecated: true, sort: `~${name}` }),
});

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
  messages: Messages,
): Completion {
  const written = inString ? value.slice(1, -1) : value;
  return {
    label: value,
    kind: 'enumMember',
    insert: written,
    filter: written,
    ...(value === setting.default && { detail: messages.default }),
    sort: inOrder(index),
  };
}
