import type { Span } from '../../../text/span';
import { blockVariables, firstName, lastStatement, provisionerType } from './blockVariables';
import { maskRuby } from './maskRuby';
import {
  callOptions,
  networkKinds,
  objectSettings,
  providerNames,
  provisionerSettings,
  provisionerTypes,
  provisionOptions,
} from './settings';
import type { SettingInfo, SettingTable } from './settingTable';

/** What can stand at a place of a Vagrantfile. */
export type SettingPlace = {
  /** What is typed of it so far. */
  readonly word: Span;
} & (
  | { readonly kind: 'member'; readonly tables: readonly SettingTable[] }
  | { readonly kind: 'option'; readonly tables: readonly SettingTable[] }
  | { readonly kind: 'value'; readonly setting: SettingInfo; readonly inString: boolean }
  /** The name of a provider or the like, as a string or symbol that has begun. */
  | { readonly kind: 'name'; readonly names: Readonly<Record<string, string>> }
);

/** In the order in which they are asked for; each is given the statement up to the cursor. */
const receiver = String.raw`(?<![\w.@$:])([a-z_]\w*(?:\.[a-z_]\w*)*)`;
const memberAt = new RegExp(String.raw`${receiver}\.(\w*)$`);
const valueAt = new RegExp(String.raw`${receiver}\.(\w+)\s*=\s*(["']\0*|:?\w*)$`);
const callAt = /\.vm\.(\w+)\b(?=[\s(])(?!\s*=)/;
const optionAt = /,\s*:?(\w*)$/;
const optionValueAt = /,\s*(?::(\w+)\s*=>|(\w+):)\s*(["']\0*|:?\w*)$/;
const nameAt = /^[\s(]*(?:["']\0*|:\w*)$/;

const networkNames = Object.fromEntries([...networkKinds].map(([name, { of }]) => [name, `${of}.`]));

/** Behind the last semicolon, or the last pipe that is no half of an `||`. */
function startOfStatement(code: string): number {
  for (let at = code.length; at > 0;) {
    let pipes = at;
    while (code.charAt(pipes - 1) === '|') pipes--;
    if ((at - pipes) % 2) return pipes + 1;
    if (code.charAt(pipes - 1) === ';') return pipes;
    at = pipes - 1;
  }
  return 0;
}

/** What can be written at an offset. Works on half-typed text, which no parser reads. */
export function settingPlace(text: string, offset: number): SettingPlace | undefined {
  const before = text.slice(0, offset);
  const { code, ends } = maskRuby(before);
  if (ends === 'elsewhere') return undefined;
  const whole = lastStatement(code);
  // What stands before a block's variables or a semicolon is another statement.
  const statement = whole.slice(startOfStatement(whole));
  const written = before.slice(before.length - statement.length);
  const word = (typed: string): Span => ({
    start: offset - typed.replace(/^["':]/, '').length,
    end: offset,
  });
  const inString = ends === 'string';

  const value = valueAt.exec(statement);
  if (value) {
    const [, path = '', name = '', typed = ''] = value;
    return valuePlace(settingOf(tableOf(path, code, before), name), typed, word(typed));
  }
  const member = inString ? null : memberAt.exec(statement);
  if (member) {
    const [, path = '', typed = ''] = member;
    const table = tableOf(path, code, before);
    return table && { kind: 'member', tables: [table], word: word(typed) };
  }
  const call = callAt.exec(statement);
  if (!call) return undefined;
  const from = call.index + call[0].length;
  const [method = '', args] = [call[1], statement.slice(from)];
  if (nameAt.test(args)) {
    const names = Object.hasOwn(namesOf, method) ? namesOf[method] : undefined;
    return names && { kind: 'name', names, word: word(args.replace(/^[\s(]*/, '')) };
  }
  // What comes after the cursor on its line says more of the call.
  const [rest = ''] = /^[^\n]*/.exec(text.slice(offset)) ?? [];
  const tables = optionTables(method, written.slice(from), rest);
  const given = optionValueAt.exec(args);
  if (given) {
    const [, arrow, colon, typed = ''] = given;
    const name = arrow ?? colon ?? '';
    if (method === 'provision' && name === 'type')
      return /^["':]/.test(typed) ? { kind: 'name', names: provisionerTypes, word: word(typed) } : undefined;
    return valuePlace(
      settingOf(
        tables.find(({ settings }) => Object.hasOwn(settings, name)),
        name,
      ),
      typed,
      word(typed),
    );
  }
  const option = inString ? null : optionAt.exec(args);
  return option && tables.length ? { kind: 'option', tables, word: word(option[1] ?? '') } : undefined;
}

const namesOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  provider: providerNames,
  provision: provisionerTypes,
  network: networkNames,
};

const settingOf = (table: SettingTable | undefined, name: string): SettingInfo | undefined =>
  table && Object.hasOwn(table.settings, name) ? table.settings[name] : undefined;

function valuePlace(setting: SettingInfo | undefined, typed: string, word: Span): SettingPlace | undefined {
  if (!setting || setting.call !== undefined) return undefined;
  const inString = /^["']/.test(typed);
  return {
    kind: 'value',
    setting,
    inString,
    word: typed.startsWith(':') ? { ...word, start: word.start - 1 } : word,
  };
}

function tableOf(path: string, code: string, text: string): SettingTable | undefined {
  const [first = '', ...rest] = path.split('.');
  const variable = blockVariables(code, text).get(first);
  if (variable === 'config') return objectSettings.get(['config', ...rest].join('.'));
  return rest.length ? undefined : variable;
}

function optionTables(method: string, args: string, rest: string): SettingTable[] {
  if (method === 'provision') {
    const own = provisionerSettings.get(provisionerType(`${args} ${rest}`) ?? '');
    return own ? [own, provisionOptions] : [provisionOptions];
  }
  const [, , text, symbol] = firstName.exec(args) ?? [];
  const table = method === 'network' ? networkKinds.get(text ?? symbol ?? '') : callOptions.get(method);
  return table ? [table] : [];
}
