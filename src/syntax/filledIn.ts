import type { SyntaxProblem } from './syntaxProblem';

/**
 * What Jinja, Go, ERB and HCL's templatefile put something else in place of, where it stands for a value or a line of its
 * own: in a string it may be Packer's own.
 */
const mark =
  /(<%.*|\{%.*)|^[ \t]*(%\{~? *(?:for|if|else|endif|endfor)\b.*\})[ \t]*$|(?:^|[:=[,(])[ \t]*(\{\{[^\r\n{}]*\}\}|%[qsdv]\b)/gm;

/**
 * Whether a text with mistakes is one that some program fills in before anybody reads it: a mark of a template language
 * is what could not be read.
 * @param own marks that mean nothing else in the language of the text
 */
export function isFilledIn(text: string, problems: readonly SyntaxProblem[], own?: RegExp): boolean {
  if (!problems.length) return false;
  const marks = [mark, ...(own ? [own] : [])].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: written, ...groups }) => {
      const value = groups[1] ?? groups[2] ?? groups[3] ?? written;
      const start = index + written.indexOf(value);
      return [start, start + value.length] as const;
    }),
  );
  return problems.some(({ span }) => marks.some(([start, end]) => start <= span.start && span.start <= end));
}
