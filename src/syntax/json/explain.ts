import { ParseErrorCode } from 'jsonc-parser';
import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';

/** What stands around a mistake. */
export interface Surroundings {
  readonly text: string;
  /** What is open there; undefined outside of all. */
  readonly inside: 'object' | 'array' | undefined;
  /** The name, value or bracket before it. */
  readonly last: Span;
  /** Where the comma between the two stands. */
  readonly comma: number | undefined;
  /** Where the object or list begins that is open there, or that the parser has just ended for the end of the text. */
  readonly opening: number;
}

/** What is wrong, as people say it, and where it is put right: a comma is missing behind what stands before it. */
export function explain(code: ParseErrorCode, span: Span, around: Surroundings): SyntaxProblem {
  const { text, inside, last, comma } = around;
  const found = text.charAt(span.start);
  const isClosing = found === '}' || found === ']';
  if (code === ParseErrorCode.CloseBraceExpected)
    return { message: notClosed('{', around), span, spreads: true };
  if (code === ParseErrorCode.CloseBracketExpected)
    return { message: notClosed('[', around), span, spreads: true };
  if (!found && inside)
    return { message: notClosed(inside === 'object' ? '{' : '[', around), span, spreads: true };
  switch (code) {
    case ParseErrorCode.CommaExpected:
      if (isClosing) {
        const missing = inside === 'object' ? '}' : ']';
        return { message: `\`${missing}\` is missing before this \`${found}\`.`, span, spreads: true };
      }
      if (found === ':') return { message: 'A list cannot contain names. Write it in braces.', span };
      return { message: 'A comma is missing after this.', span: { start: last.end - 1, end: last.end } };
    case ParseErrorCode.PropertyNameExpected:
    case ParseErrorCode.ValueExpected:
      if (isClosing && comma !== undefined)
        return {
          message: 'This comma is one too many: nothing follows it.',
          span: { start: comma, end: comma + 1 },
        };
      if (found === ',') return { message: 'Something is missing before this comma.', span };
      if (code === ParseErrorCode.ValueExpected) return { message: 'A value is missing here.', span };
      return { message: 'A name in double quotes is missing here.', span };
    case ParseErrorCode.ColonExpected:
      return { message: 'A colon is missing after this name.', span: last };
    case ParseErrorCode.EndOfFileExpected:
      return {
        message: isClosing
          ? `This \`${found}\` closes nothing.`
          : 'Nothing can follow the end of the JSON value. Perhaps a bracket above is one too many.',
        span,
        spreads: true,
      };
    case ParseErrorCode.UnexpectedEndOfString:
      return { message: 'The closing quote of this string is missing.', span, spreads: true };
    case ParseErrorCode.UnexpectedEndOfComment:
      return { message: 'This comment is not closed: `*/` is missing.', span, spreads: true };
    default:
      return { message: others[code] ?? 'This is not valid JSON.', span };
  }
}

function notClosed(bracket: '{' | '[', { text, opening }: Surroundings): string {
  const line = text.slice(0, opening).split('\n').length;
  const closing = bracket === '{' ? '}' : ']';
  return `\`${closing}\` is missing at the end of the file: the \`${bracket}\` in line ${line} is not closed.`;
}

const others: Partial<Record<ParseErrorCode, string>> = {
  [ParseErrorCode.InvalidSymbol]:
    'This is not a JSON value. Write a string in double quotes, a number, true, false or null.',
  [ParseErrorCode.InvalidNumberFormat]: 'This is not a JSON number.',
  [ParseErrorCode.InvalidCommentToken]: 'JSON does not allow comments.',
  [ParseErrorCode.UnexpectedEndOfNumber]: 'This number is incomplete.',
  [ParseErrorCode.InvalidUnicode]: 'Four hexadecimal digits are missing after \\u.',
  [ParseErrorCode.InvalidEscapeCharacter]: 'This is not a JSON escape. Write \\\\ for a backslash.',
  [ParseErrorCode.InvalidCharacter]: 'This character must be escaped in a JSON string.',
};
