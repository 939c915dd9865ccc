import type { Argument, Script, Word } from '../../syntax/script/tree';

/**
 * What a word stands for as far as the script alone tells: its own text, `$true` and `$false` as `true` and
 * `false`, and the text of a variable that is only ever set to one.
 */
export function knownText(word: Word, script: Script): string | undefined {
  const { value, variable } = word;
  if (value !== undefined || variable === undefined) return value;
  const name = plainName(variable);
  if (name === 'true' || name === 'false') return name;
  const values = script.assignments
    .filter((assignment) => plainName(assignment.name) === name)
    .map((assignment) => (assignment.operator === '=' ? assignment.value?.value : undefined));
  const [first] = values;
  return values.every((other) => other === first) ? first : undefined;
}

/** The known parts of `a, b` or of one word, in order. */
export const knownList = (argument: Argument, script: Script): string[] =>
  (argument.elements ?? [argument]).flatMap((element) => {
    const text = knownText(element, script);
    return text === undefined ? [] : [text];
  });

/** A variable without its dollar sign and scope, in lower case. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^\$/, '')
    .replace(/^(?:global|script|local|private):/, '');
