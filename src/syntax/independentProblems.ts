import { isFilledIn } from './filledIn';
import { mergeConflictIn } from './mergeConflict';
import type { SyntaxProblem } from './syntaxProblem';

/** Nobody mends more at once. */
export const mostProblems = 5;

/**
 * Of the mistakes in a text the first, and those that are no consequence of it: they are still found, at the same place
 * and in the same words, when the lines of those before them are blank. Of halves without the other one the first counts.
 * A merge conflict is one mistake. None of a text that is filled in first: see {@link isFilledIn}.
 * @param parse finds the mistakes of a text, in the order of their places
 * @param ownMarks of template languages, which mean nothing else in the language of the text
 */
export function independentProblems(
  text: string,
  parse: (text: string) => readonly SyntaxProblem[],
  ownMarks?: RegExp,
): SyntaxProblem[] {
  const found: SyntaxProblem[] = [];
  let rest = text;
  let left = parse(text);
  const conflict = left.length ? mergeConflictIn(text) : undefined;
  if (conflict && left.some(({ span: { start } }) => conflict.mark.start <= start && start <= conflict.end))
    return [{ message: inConflict, span: conflict.mark, spreads: true }];
  if (isFilledIn(text, left.slice(0, mostProblems), ownMarks)) return [];
  while (left[0] && found.length < mostProblems) {
    const [next] = left;
    found.push(next);
    rest = blankLines(rest, next.span);
    const now = new Set(parse(rest).map(keyOf));
    left = left.slice(1).filter((one) => !(next.spreads && one.spreads) && now.has(keyOf(one)));
  }
  return found;
}

const inConflict =
  'A merge conflict is left in this file. Keep one of the versions, and remove the lines with <<<<<<<, ======= and >>>>>>>.';

const keyOf = ({ message, span }: SyntaxProblem): string => `${span.start} ${message}`;

/** A text with spaces in place of all lines that a stretch touches, so that every offset stays. */
function blankLines(text: string, { start, end }: SyntaxProblem['span']): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', Math.max(start, end - 1));
  const to = lineEnd < 0 ? text.length : lineEnd;
  return text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, ' ') + text.slice(to);
}
