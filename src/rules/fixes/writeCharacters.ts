import { independentProblems, mostProblems } from '../../syntax/independentProblems';
import type { SyntaxProblem } from '../../syntax/syntaxProblem';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import type { Fix } from '../finding';

/** What is written in place of a mistake, where the parser says that there is one way to mend it. */
interface Change {
  readonly title: string;
  readonly span: Span;
  readonly newText: string;
}

/**
 * Writes the few characters that are missing, or too many; none where the text would not be better for it, or wrong in another way.
 * @param parse finds the mistakes of a text
 */
export function writeCharacters(
  source: SourceText,
  problem: SyntaxProblem,
  parse: (text: string) => readonly SyntaxProblem[],
): Fix[] {
  const change = changeOf(source.slice(problem.span), problem);
  if (!change) return [];
  const { title, span, newText } = change;
  const { path, text } = source;
  const mended = text.slice(0, span.start) + newText + text.slice(span.end);
  const before = independentProblems(text, parse);
  // Of very many mistakes only the first are known.
  const after = independentProblems(mended, parse).slice(0, mostProblems - 1);
  const moved = (offset: number): number =>
    offset < span.end ? offset : offset + mended.length - text.length;
  const isOld = ({ message, span: { start } }: SyntaxProblem): boolean =>
    before.some((one) => one.message === message && moved(one.span.start) === start);
  // What is found in its place says that this was not what is wrong.
  if (parse(mended).length >= parse(text).length || !after.every(isOld)) return [];
  return [{ title, applicability: 'safe', edits: [{ path, span, newText }] }];
}

function changeOf(written: string, { message, span, mayPass }: SyntaxProblem): Change | undefined {
  const behind = { start: span.end, end: span.end };
  if (message.startsWith('A comma is missing after this'))
    return { title: 'Add the comma', span: behind, newText: ',' };
  if (message.startsWith('This comma is one too many'))
    return { title: 'Remove the comma', span, newText: '' };
  if (mayPass && !written.trim()) return { title: 'Remove the blanks', span, newText: '' };
  // A lone `&` or `<` in a text of XML means itself.
  const escaped = /^&+$/.test(written)
    ? written.replace(/&/g, '&amp;')
    : written === '<'
      ? '&lt;'
      : undefined;
  return escaped === undefined ? undefined : { title: `Write ${escaped}`, span, newText: escaped };
}
