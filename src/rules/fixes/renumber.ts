import type { AnswerCommand } from '../../pipeline/answerFile/answerFile';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';
import type { Fix } from '../finding';
import { insertFirst } from './answerFileWriter';

/**
 * Gives the commands of one list numbers that rise, and changes no more of them than it has to. None where it isn't
 * clear in which order they should run.
 * @param commands in the order of the file
 */
export function renumber(commands: readonly AnswerCommand[], source: SourceText, highest: number): Fix[] {
  const sorted = inOrder(commands);
  const numbers = sorted && (rising(sorted, highest) ?? sorted.map((_, index) => index + 1));
  if (!numbers || (numbers.at(-1) ?? 0) > highest) return [];
  const edits: TextEdit[] = [];
  for (const [index, command] of sorted.entries()) {
    const number = numbers[index];
    if (number === undefined || command.order?.value === number) continue;
    const edit = write(command, number, source);
    if (!edit) return [];
    edits.push(edit);
  }
  return [{ title: 'Renumber the commands of this list', applicability: 'safe', edits }];
}

/** By their numbers, or as they stand in the file where some have none and the others rise. */
function inOrder(commands: readonly AnswerCommand[]): readonly AnswerCommand[] | undefined {
  const known = commands.flatMap(({ order }) => order?.value ?? []);
  if (known.length === commands.length)
    return [...commands].sort((a, b) => (a.order?.value ?? 0) - (b.order?.value ?? 0));
  return known.every((value, index) => value >= (known[index - 1] ?? value)) ? commands : undefined;
}

/** Each its own number, or the next one that is free; undefined where that leads beyond the highest. */
function rising(commands: readonly AnswerCommand[], highest: number): number[] | undefined {
  const numbers: number[] = [];
  for (const { order } of commands) {
    const least = (numbers.at(-1) ?? 0) + 1;
    const number = Math.max(order?.value ?? least, least);
    if (number > highest) return undefined;
    numbers.push(number);
  }
  return numbers;
}

function write({ order, location }: AnswerCommand, number: number, source: SourceText): TextEdit | undefined {
  const element = `<Order>${number}</Order>`;
  if (!order) return insertFirst(source, location, element);
  if (order.text) return { ...order.location, newText: String(number) };
  // An empty one is replaced as a whole, unless its name has a prefix.
  return source.slice(order.location.span).startsWith('<Order')
    ? { ...order.location, newText: element }
    : undefined;
}
