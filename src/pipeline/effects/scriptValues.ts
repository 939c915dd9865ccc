import type { Argument, Script, Word } from '../../syntax/script/tree';
import { groupBy } from '../../text/groupBy';
import { memoizeByObject } from '../../text/memoizeByObject';

/**
 * What a word stands for as far as the script alone tells: its own text, `$true` and `$false` as `true` and
 * `false`, and the text of a variable that is only ever set to one.
 */
export function knownText(word: Word, script: Script): string | undefined {
  const { value, variable } = word;
  if (value !== undefined || variable === undefined) return value;
  const name = plainName(variable);
  if (name === 'true' || name === 'false') return name;
  return constantsOf(script).get(name);
}

/**
 * The word behind a command's name where that is a variable: what the variable is set to, if that is always the same, and
 * cmd for `%ComSpec%`.
 */
export function knownName(word: Word, script: Script): Word {
  const { value, variable } = word;
  if (value !== undefined || variable === undefined) return word;
  if (/^(?:env:)?comspec$/i.test(variable)) return { ...word, value: 'cmd.exe', variable: undefined };
  const [first, ...others] = assignmentsOf(script).get(plainName(variable)) ?? [];
  const set = first?.operator === '=' && !others.length ? first.value : undefined;
  return set && (set.value !== undefined || set.literalSuffix) ? set : word;
}

/** The assignments to each variable, by its plain name. */
const assignmentsOf = memoizeByObject(({ assignments }: Script) =>
  groupBy(assignments, ({ name }) => plainName(name)),
);

/** The texts of the variables that are only ever set to one. */
const constantsOf = memoizeByObject(({ assignments }: Script): ReadonlyMap<string, string | undefined> => {
  const texts = new Map<string, string | undefined>();
  for (const { name, operator, value } of assignments) {
    const key = plainName(name);
    const text = operator === '=' ? value?.value : undefined;
    texts.set(key, !texts.has(key) || texts.get(key) === text ? text : undefined);
  }
  return texts;
});

/** The known parts of `a, b` or of one word, in order. */
export const knownList = (argument: Argument, script: Script): string[] =>
  (argument.elements ?? [argument]).flatMap((element) => {
    const text = knownText(element, script);
    return text === undefined ? [] : [text];
  });

/** A variable without its dollar sign and scope, in lower case. */
export function plainName(name: string): string {
  const lower = name.toLowerCase();
  return withoutScope(lower.startsWith('$') ? lower.slice(1) : lower);
}

/** @param name in lower case */
export const withoutScope = (name: string): string =>
  name.includes(':') ? name.replace(/^(?:global|script|local|private):/, '') : name;
