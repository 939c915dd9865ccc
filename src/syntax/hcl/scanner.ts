import type { Span } from '../../text/span';
import { endOfName, isDigit } from './characters';
import { Token } from './tokens';
import type { Comment } from './tree';

/**
 * Reads one token at a time, from where the last one ended. The inside of strings is not its business: their
 * reader takes over behind a Quote or Heredoc token and sets `end` when it is done.
 */
export class Scanner {
  token: Token = Token.Newline;
  start = 0;
  end = 0;
  /** Where the token before this one ended. */
  previousEnd = 0;
  /** Whether the end of a line is a token. Inside most brackets it is a blank. */
  newlines = true;
  /**
   * Used when the text is known to have errors: what is open ends before a line that is indented no deeper than
   * this and starts like something new. -1 is no limit.
   */
  limit = -1;
  readonly comments: Comment[] = [];
  /** Tokens read: tests use it to see that the work is linear. */
  steps = 0;
  private checkedLine = -1;
  private checkedIndent = 0;

  constructor(
    readonly text: string,
    /** Whether `limit` counts. */
    readonly byIndentation: boolean,
  ) {
    if (text.charCodeAt(0) === 0xfeff) this.end = 1;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  next(): void {
    this.previousEnd = this.end;
    this.steps++;
    const { text } = this;
    let at = this.end;
    for (;;) {
      const c = text.charCodeAt(at);
      if (c === 32 || c === 9) {
        at++;
      } else if (c === 10 || (c === 13 && text.charCodeAt(at + 1) === 10)) {
        const end = at + (c === 10 ? 1 : 2);
        if (this.newlines) return this.found(Token.Newline, at, end);
        at = end;
      } else if (c === 35 || (c === 47 && text.charCodeAt(at + 1) === 47)) {
        let end = text.indexOf('\n', at);
        if (end < 0) end = text.length;
        const last = text.charCodeAt(end - 1) === 13 && end < text.length ? end - 1 : end;
        this.comment(c === 35 ? '#' : '//', at, last);
        at = last;
      } else if (c === 47 && text.charCodeAt(at + 1) === 42) {
        const end = text.indexOf('*/', at + 2);
        if (end < 0) {
          // No token that may stand alone: to the end of the text, so that it is not searched again.
          return this.found(Token.Invalid, at, text.length);
        }
        this.comment('/*', at, end + 2);
        at = end + 2;
      } else {
        break;
      }
    }
    this.start = at;
    if (at >= text.length) return this.found(Token.EndOfFile, text.length, text.length);
    if (this.limit >= 0 && this.byIndentation && this.endsHere(at)) return this.found(Token.Dedent, at, at);
    this.scan(text.charCodeAt(at), at);
  }

  /** Goes on reading at an offset: behind a string, or again from a Dedent after its limit is gone. */
  continueAt(offset: number): void {
    this.end = offset;
    this.next();
  }

  /** How far the line is indented on which an offset stands, in characters. Offsets must not fall back far. */
  indentAt(offset: number): number {
    const lineStart = this.text.lastIndexOf('\n', offset - 1) + 1;
    if (lineStart === this.checkedLine) return this.checkedIndent;
    let at = lineStart;
    while (isBlank(this.text.charCodeAt(at))) at++;
    this.checkedLine = lineStart;
    return (this.checkedIndent = at - lineStart);
  }

  /** Whether only blanks stand before an offset on its line. */
  isFirstOnLine(offset: number): boolean {
    let at = offset - 1;
    while (isBlank(this.text.charCodeAt(at))) at--;
    return at < 0 || this.text.charCodeAt(at) === 10;
  }

  private endsHere(at: number): boolean {
    const c = this.text.charCodeAt(at);
    const closes = c === 125 || c === 93 || c === 41;
    if (!closes && endOfName(this.text, at) === at) return false;
    if (!this.isFirstOnLine(at)) return false;
    const indent = this.indentAt(at);
    return closes ? indent < this.limit : indent <= this.limit;
  }

  private comment(style: Comment['style'], start: number, end: number): void {
    const last = this.comments.at(-1);
    if (!last || last.span.start < start) this.comments.push({ style, span: { start, end } });
  }

  private found(token: Token, start: number, end: number): void {
    this.token = token;
    this.start = start;
    this.end = end;
  }

  private scan(c: number, at: number): void {
    const { text } = this;
    const nameEnd = endOfName(text, at);
    if (nameEnd > at) return this.found(Token.Identifier, at, nameEnd);
    if (isDigit(c)) return this.found(Token.Number, at, endOfNumber(text, at));
    const second = text.charCodeAt(at + 1);
    const one = (token: Token) => this.found(token, at, at + 1);
    const two = (token: Token) => this.found(token, at, at + 2);
    switch (c) {
      case 34:
        return one(Token.Quote);
      case 123:
        return one(Token.OpenBrace);
      case 125:
        return one(Token.CloseBrace);
      case 91:
        return one(Token.OpenBracket);
      case 93:
        return one(Token.CloseBracket);
      case 40:
        return one(Token.OpenParenthesis);
      case 41:
        return one(Token.CloseParenthesis);
      case 44:
        return one(Token.Comma);
      case 46:
        if (second === 46 && text.charCodeAt(at + 2) === 46) return this.found(Token.Ellipsis, at, at + 3);
        return one(Token.Dot);
      case 61:
        return second === 61 ? two(Token.EqualEqual) : second === 62 ? two(Token.FatArrow) : one(Token.Equal);
      case 58:
        return second === 58 ? two(Token.DoubleColon) : one(Token.Colon);
      case 63:
        return one(Token.Question);
      case 33:
        return second === 61 ? two(Token.NotEqual) : one(Token.Bang);
      case 43:
        return one(Token.Plus);
      case 45:
        return one(Token.Minus);
      case 42:
        return one(Token.Star);
      case 47:
        return one(Token.Slash);
      case 37:
        return one(Token.Percent);
      case 60:
        if (second === 61) return two(Token.LessEqual);
        if (second === 60) {
          const end = this.endOfHeredocStart(at);
          if (end >= 0) return this.found(Token.Heredoc, at, end);
        }
        return one(Token.Less);
      case 62:
        return second === 61 ? two(Token.GreaterEqual) : one(Token.Greater);
      case 38:
        return second === 38 ? two(Token.And) : one(Token.Invalid);
      case 124:
        return second === 124 ? two(Token.Or) : one(Token.Invalid);
      case 126:
        return second === 125 ? two(Token.TrimBrace) : one(Token.Invalid);
      default:
        return this.found(Token.Invalid, at, at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
    }
  }

  /** The offset behind `<<NAME` and its line's end, or -1: with anything else behind the name it is no heredoc. */
  private endOfHeredocStart(at: number): number {
    const name = at + (this.text.charCodeAt(at + 2) === 45 ? 3 : 2);
    let end = endOfName(this.text, name);
    if (end === name) return -1;
    if (this.text.charCodeAt(end) === 13) end++;
    return this.text.charCodeAt(end) === 10 ? end + 1 : -1;
  }
}

const isBlank = (c: number): boolean => c === 32 || c === 9;

/** As HashiCorp's scanner: digits, dots and exponents in any mixture; numberValue sees whether it is a number. */
function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  let end = at;
  for (;;) {
    const c = text.charCodeAt(at);
    if (isDigit(c)) {
      end = ++at;
    } else if (c === 46) {
      at++;
    } else if (c === 101 || c === 69) {
      const sign = text.charCodeAt(at + 1);
      const digit = at + (sign === 43 || sign === 45 ? 2 : 1);
      if (!isDigit(text.charCodeAt(digit))) return end;
      end = at = digit + 1;
    } else {
      return end;
    }
  }
}
