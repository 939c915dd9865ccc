import type { SyntaxProblem } from '../../syntax/syntaxProblem';
import { contains, type Span } from '../../text/span';

/** `${…}`, `%{…}` and `{{…}}` on one line: what a template language puts something else in place of. */
const mark = /[$%]\{[^{}\r\n]*\}|\{\{[^{}\r\n]*\}\}/g;

/** Leaves out the problems that stand in template marks: what becomes of them is not known here. */
export function withoutTemplateMarks(problems: readonly SyntaxProblem[], text: string): SyntaxProblem[] {
  if (!problems.length) return [];
  const marks = [...text.matchAll(mark)].map(({ index, 0: written }): Span => ({
    start: index,
    end: index + written.length,
  }));
  return problems.filter(({ span }) => {
    const written = text.slice(span.start, span.end);
    const rest = written.replace(mark, '');
    // Directives stand around the root element, too.
    const holdsOnlyMarks = rest !== written && rest.trim() === '';
    return !holdsOnlyMarks && !marks.some((found) => contains(found, span));
  });
}
