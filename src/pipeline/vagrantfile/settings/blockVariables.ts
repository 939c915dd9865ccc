import { providerSettings, provisionerSettings } from './settings';
import type { SettingTable } from './settingTable';

/** What a variable stands for: `config`, or what the block of a provider or provisioner is given. */
export type BlockVariable = 'config' | SettingTable;

/** The statement that a text ends in, over all its lines: one goes on after a comma, an opening bracket, a backslash. */
export function lastStatement(code: string): string {
  let start = code.lastIndexOf('\n') + 1;
  for (;;) {
    const before = code.slice(0, start).trimEnd();
    if (!before || !',(\\['.includes(before.slice(-1))) break;
    start = before.lastIndexOf('\n') + 1;
  }
  return code.slice(start);
}

/** Like `"shell"` or `:shell`, at the beginning of arguments. */
export const firstName = /^[\s(]*(?:(["'])(\w+)\1|:(\w+))/;

const calledWith = (method: string): RegExp => new RegExp(`\\.vm\\.${method}\\b`);

/** The type of a provisioner by the arguments of its call: `type:`, else the first. */
export function provisionerType(args: string): string | undefined {
  const [, , text, symbol] =
    /\btype(?::|["']?\s*=>)\s*(?:(["'])(\w+)\1|:(\w+))/.exec(args) ?? firstName.exec(args) ?? [];
  return text ?? symbol;
}

/**
 * What the variables of blocks stand for at the end of a text.
 * @param code the text, masked
 * @param text the same text
 * @returns undefined for a variable of something else
 */
export function blockVariables(code: string, text: string): Map<string, BlockVariable | undefined> {
  const known = new Map<string, BlockVariable | undefined>([['config', 'config']]);
  for (const found of code.matchAll(/(?:\bdo|\{)\s*\|([^|\n]*)\|/g)) {
    const statement = lastStatement(code.slice(0, found.index));
    const written = text.slice(found.index - statement.length, found.index);
    const given = givenTo(statement, written);
    const names = (found[1] ?? '').split(',').map((name) => name.trim());
    for (const [index, name] of names.entries()) if (name) known.set(name, given[index]);
  }
  return known;
}

/** What a call gives to its block, in order. */
function givenTo(statement: string, written: string): (BlockVariable | undefined)[] {
  if (/\bVagrant\.configure\b/.test(statement) || calledWith('define').test(statement)) return ['config'];
  for (const method of ['provider', 'provision']) {
    const call = calledWith(method).exec(statement);
    if (!call) continue;
    const args = written.slice(call.index + call[0].length);
    if (method === 'provision') return [provisionerSettings.get(provisionerType(args) ?? '')];
    const [, , text, symbol] = firstName.exec(args) ?? [];
    return [providerSettings.get(text ?? symbol ?? ''), 'config'];
  }
  return [];
}
