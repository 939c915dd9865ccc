import { messages } from './messages';
import type { ProblemList } from './problemList';

/** Also one that is not closed: nothing else begins so. */
const beginning = /^\uFEFF?<\?xml[\t\n\r ][^<>]*>?/;

const blanks = '[\\t\\n\\r ]+';
const equals = '[\\t\\n\\r ]*=[\\t\\n\\r ]*';
const quoted = (value: string): string => `(?:"${value}"|'${value}')`;
const wellFormed = new RegExp(
  `^\\uFEFF?<\\?xml${blanks}version${equals}${quoted('1\\.[0-9]+')}` +
    `(?:${blanks}encoding${equals}${quoted('[A-Za-z][\\w.-]*')})?` +
    `(?:${blanks}standalone${equals}${quoted('(?:yes|no)')})?[\\t\\n\\r ]*\\?>$`,
);

/** The end of the XML declaration that a text begins with, or of its byte order mark; 0 when there is neither. */
export function readXmlDeclaration(text: string, problems: ProblemList): number {
  const written = beginning.exec(text)?.[0];
  if (written === undefined) return text.startsWith('\uFEFF') ? 1 : 0;
  const span = { start: 0, end: written.length };
  if (!written.endsWith('?>')) problems.add(messages.declarationNotClosed, span);
  else if (!wellFormed.test(written)) problems.add(messages.declaration, span);
  return written.length;
}
