import type { AnswerCommand } from '../../pipeline/answerFile/answerFile';
import type { SourceText } from '../../text/sourceText';
import type { TextEdit } from '../../text/textEdit';
import { withLeading } from './answerFileWriter';

/**
 * Moves a command of an answer file behind another one of its list: its text, and its Order, so that each command that it
 * passes takes the number before its own.
 * @param list in the order in which they run, with both of them
 * @returns undefined where an Order is not a number, or two are the same
 */
export function moveCommandBehind(
  moved: AnswerCommand,
  target: AnswerCommand,
  list: readonly AnswerCommand[],
  source: SourceText,
): TextEdit[] | undefined {
  const passed = list.slice(list.indexOf(moved), list.indexOf(target) + 1);
  const orders = passed.map(({ order }) => order?.value);
  if (!orders.every((value, index) => value !== undefined && value > (orders[index - 1] ?? -Infinity)))
    return undefined;
  const numbers = passed.slice(1).map(({ order }, index) => ({ order, number: orders[index] }));
  const { path } = source;
  const block = withLeading(source.text, moved.element.span);
  const { end } = target.element.span;
  return [
    { path, span: block, newText: '' },
    ...numbers.flatMap(({ order, number }) =>
      order ? [{ ...order.location, newText: String(number) }] : [],
    ),
    { path, span: { start: end, end }, newText: renumbered(moved, orders.at(-1) ?? 0, block.start, source) },
  ];
}

/** The text of a command from a place on, with another Order. */
function renumbered({ order, element }: AnswerCommand, number: number, start: number, { text }: SourceText) {
  const { span } = order?.location ?? element;
  return text.slice(start, span.start) + String(number) + text.slice(span.end, element.span.end);
}
