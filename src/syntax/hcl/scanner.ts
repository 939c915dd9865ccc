import type { Span } from '../../text/span';
import { endOfName, isAsciiNameStart, isDigit } from './characters';
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
   * this and starts like something new (a name, or a bracket that closes more). -1 is no limit.
   */
  limit = -1;
  /** Makes the rest of the text be an end. */
  stopped = false;
  readonly comments: Comment[] = [];
  /** Tokens read: tests use it to see that the work is linear. */
  steps = 0;
  /** Where the line of the current token starts. */
  lineStart = 0;
  private measuredLine = -1;
  private measuredIndent = 0;

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
        this.lineStart = end;
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
        const newline = text.slice(at, end).lastIndexOf('\n');
        if (newline >= 0) this.lineStart = at + newline + 1;
        at = end + 2;
      } else {
        break;
      }
    }
    this.start = at;
    if (at >= text.length || this.stopped) return this.found(Token.EndOfFile, text.length, text.length);
    if (this.limit >= 0 && this.byIndentation && this.endsHere(at)) return this.found(Token.Dedent, at, at);
    this.scan(text.charCodeAt(at), at);
  }

  /** Goes on reading at an offset, behind a string. */
  continueAt(offset: number): void {
    this.end = offset;
    this.next();
  }

  /** How far the line of the current token is indented, in characters. */
  get indent(): number {
    if (this.lineStart !== this.measuredLine) {
      let at = this.lineStart;
      while (isBlank(this.text.charCodeAt(at))) at++;
      this.measuredLine = this.lineStart;
      this.measuredIndent = at - this.lineStart;
    }
    return this.measuredIndent;
  }

  /** Whether nothing stands before the current token on its line. */
  get isFirstOnLine(): boolean {
    return this.lineStart + this.indent === this.start;
  }

  private endsHere(at: number): boolean {
    if (!this.isFirstOnLine) return false;
    const c = this.text.charCodeAt(at);
    if (c === 125 || c === 93 || c === 41) return this.indent < this.limit;
    return this.indent <= this.limit && endOfName(this.text, at) > at;
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
    if (c >= 128 || isAsciiNameStart(c)) {
      const nameEnd = endOfName(text, at);
      if (nameEnd > at) return this.found(Token.Identifier, at, nameEnd);
    }
    const second = text.charCodeAt(at + 1);
    switch (c) {
      case 34:
        return this.found(Token.Quote, at, at + 1);
      case 123:
        return this.found(Token.OpenBrace, at, at + 1);
      case 125:
        return this.found(Token.CloseBrace, at, at + 1);
      case 91:
        return this.found(Token.OpenBracket, at, at + 1);
      case 93:
        return this.found(Token.CloseBracket, at, at + 1);
      case 40:
        return this.found(Token.OpenParenthesis, at, at + 1);
      case 41:
        return this.found(Token.CloseParenthesis, at, at + 1);
      case 44:
        return this.found(Token.Comma, at, at + 1);
      case 46:
        if (second === 46 && text.charCodeAt(at + 2) === 46) return this.found(Token.Ellipsis, at, at + 3);
        return this.found(Token.Dot, at, at + 1);
      case 61:
        return second === 61
          ? this.found(Token.EqualEqual, at, at + 2)
          : second === 62
            ? this.found(Token.FatArrow, at, at + 2)
            : this.found(Token.Equal, at, at + 1);
      case 58:
        return second === 58
          ? this.found(Token.DoubleColon, at, at + 2)
          : this.found(Token.Colon, at, at + 1);
      case 63:
        return this.found(Token.Question, at, at + 1);
      case 33:
        return second === 61 ? this.found(Token.NotEqual, at, at + 2) : this.found(Token.Bang, at, at + 1);
      case 43:
        return this.found(Token.Plus, at, at + 1);
      case 45:
        return this.found(Token.Minus, at, at + 1);
      case 42:
        return this.found(Token.Star, at, at + 1);
      case 47:
        return this.found(Token.Slash, at, at + 1);
      case 37:
        return this.found(Token.Percent, at, at + 1);
      case 60:
        if (second === 61) return this.found(Token.LessEqual, at, at + 2);
        if (second === 60) {
          const end = this.endOfHeredocStart(at);
          if (end >= 0) return this.found(Token.Heredoc, at, end);
        }
        return this.found(Token.Less, at, at + 1);
      case 62:
        return second === 61
          ? this.found(Token.GreaterEqual, at, at + 2)
          : this.found(Token.Greater, at, at + 1);
      case 38:
        return second === 38 ? this.found(Token.And, at, at + 2) : this.found(Token.Invalid, at, at + 1);
      case 124:
        return second === 124 ? this.found(Token.Or, at, at + 2) : this.found(Token.Invalid, at, at + 1);
      case 126:
        return second === 125
          ? this.found(Token.TrimBrace, at, at + 2)
          : this.found(Token.Invalid, at, at + 1);
      default:
        if (isDigit(c)) return this.found(Token.Number, at, endOfNumber(text, at));
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
