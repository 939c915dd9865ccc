import type { Argument, Script, Word } from '../../syntax/script/tree';
import { plainName } from './scriptValues';

/** Variables that stand for variables: deeper than this nobody writes. */
const maximumDepth = 4;

/**
 * What a word of a script says, as far as it can be seen: its text with what is filled in standing as it is written, and
 * for a variable that is set once what it is set to.
 * @param text of the script
 */
export function writtenText(word: Word, script: Script, text: string, depth = 0): string | undefined {
  if (word.value !== undefined) return word.value;
  if (word.variable !== undefined) {
    const value = depth < maximumDepth ? onlyValue(word.variable, script) : undefined;
    const known = value && writtenText(value, script, text, depth + 1);
    if (known !== undefined) return known;
  }
  if (word.content) return text.slice(word.content.start, word.content.end);
  return word.pieces
    ?.map((piece) => (typeof piece === 'string' ? piece : text.slice(piece.start, piece.end)))
    .join('');
}

/** What a variable is set to; undefined where that is done several times, or by a command. */
function onlyValue(variable: string, { assignments }: Script): Argument | undefined {
  const found = assignments.filter(({ name }) => plainName(name) === plainName(variable));
  const [first] = found;
  return found.length === 1 && first?.operator === '=' ? first.value : undefined;
}

/** What a script calls itself: PowerShell's variables, and the modifiers of cmd's `%0`. */
const itself = /\$\{?(?:script:|global:)?(?:myinvocation|pscommandpath)\b|%~?(?:[fdpnx]*)0(?!\d)/i;

/**
 * Whether a text names the script that it stands in, itself or by a variable that is set to it.
 * @param text of the script
 */
export function namesItself(written: string, script: Script, text: string, depth = 0): boolean {
  if (itself.test(written)) return true;
  if (depth >= maximumDepth) return false;
  const variables = [...written.matchAll(/\$\{?(?:\w+:)?(\w+)|%(\w+)%/g)].flatMap(
    ([, powershell, batch]) => powershell ?? batch ?? [],
  );
  return script.assignments.some(
    ({ name, span }) =>
      variables.some((variable) => variable.toLowerCase() === plainName(name)) &&
      namesItself(valueText(text.slice(span.start, span.end)), script, text, depth + 1),
  );
}

const valueText = (assignment: string): string => assignment.slice(assignment.indexOf('=') + 1);
