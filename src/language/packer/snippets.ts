import type { BodySetting } from './bodySettings';
import { shown } from './describeSetting';

/** A text in a snippet, in the syntax that VS Code and the Language Server Protocol share. */
export const inSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** Numbers the places to fill in, from 1. */
export const places = (): (() => number) => {
  let last = 0;
  return () => ++last;
};

/** A setting that is written anew, with places for what has to be filled in. @param width of its name, with blanks behind it */
export function settingSnippet(setting: BodySetting, next = places(), width = 0): string {
  const { name, isBlock, labels } = setting;
  if (!isBlock) return `${name.padEnd(width)} = ${valueSnippet(setting, next)}`;
  const head = [name, ...labels.map((label) => `"\${${next()}:${inSnippet(label)}}"`)].join(' ');
  return `${head} {\n\t$0\n}`;
}

function valueSnippet({ type, values }: BodySetting, next: () => number): string {
  const at = next();
  if (values?.length) {
    const isText = values.every((value) => typeof value === 'string');
    const choice = choiceOf(at, isText ? values : values.map(shown));
    const one = isText ? `"${choice}"` : choice;
    return type.startsWith('list') ? `[${one}]` : one;
  }
  switch (type) {
    case 'bool':
      return choiceOf(at, ['true', 'false']);
    case 'number':
    case 'any':
    case 'identifier':
      return `$${at}`;
    case 'type':
      return choiceOf(at, ['string', 'number', 'bool', 'list(string)', 'map(string)', 'any']);
    case 'list(string)':
      return `["$${at}"]`;
    default:
      if (type.startsWith('list')) return `[$${at}]`;
      return type.startsWith('map') ? `{\n\t$${at}\n}` : `"$${at}"`;
  }
}

const choiceOf = (at: number, values: readonly string[]): string =>
  `\${${at}|${values.map((value) => value.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
