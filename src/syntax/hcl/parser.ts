import type { Span } from '../../text/span';
import { Scanner } from './scanner';
import { Token } from './tokens';
import type { HclError } from './tree';

/** Brackets, blocks and templates may be nested this deep; real files don't come near, hostile ones are cut off. */
const MAX_DEPTH = 200;
/** A chain of operators is as deep a tree as it is long; one that walks the tree must not run out of stack. */
const MAX_HEIGHT = 1000;
/** Nobody reads more. */
const MAX_ERRORS = 200;

/** What all readers of the grammar share: the scanner, the errors, and how to go on after one. */
export class Parser extends Scanner {
  readonly errors: HclError[] = [];
  errorCount = 0;
  /** Attributes, blocks and items read: what an attempt is worth. */
  facts = 0;
  /**
   * Set by an error that leaves the scanner in the middle of something. Everybody returns then, until somebody
   * that knows where the next thing starts skips to it and clears the mark.
   */
  failed = false;
  private depth = 0;
  private deepest = 0;
  private lastErrorAt = -1;

  /** Notes an error; at most one for each token, since the second would only be an echo of the first. */
  report(message: string, span: Span): void {
    if (this.lastErrorAt === this.start) return;
    this.lastErrorAt = this.start;
    this.errorCount++;
    if (this.errors.length < MAX_ERRORS) this.errors.push({ message, span });
  }

  /** Notes an error after which the reading can't simply go on. */
  fail(message: string, span: Span): void {
    this.report(message, span);
    this.failed = true;
  }

  /** Fails at the current token. `expected` continues "Expected ". */
  unexpected(expected: string): void {
    this.fail(`Expected ${expected}, but found ${this.describe()}.`, this.here());
  }

  /** The current token, or at an end the stretch before it: a marker needs something to stand under. */
  here(): Span {
    return this.token === Token.Newline || this.token === Token.Dedent
      ? { start: this.previousEnd, end: this.previousEnd }
      : this.span;
  }

  /** The current token in words. */
  describe(): string {
    switch (this.token) {
      case Token.EndOfFile:
        return 'the end of the file';
      case Token.Dedent:
      case Token.Newline:
        return 'the end of the line';
      case Token.Quote:
        return 'a string';
      case Token.Heredoc:
        return 'a heredoc';
      case Token.Invalid:
        return describeInvalid(this.text, this.start);
      default:
        return '`' + this.text.slice(this.start, Math.min(this.end, this.start + 40)) + '`';
    }
  }

  isWord(word: string): boolean {
    return (
      this.token === Token.Identifier && this.end - this.start === word.length && this.text.startsWith(word, this.start)
    );
  }

  isEnd(): boolean {
    return this.token === Token.EndOfFile || this.token === Token.Dedent;
  }

  /** Goes one level down; false, with an error, where it is too deep. Each call needs its `leave`. */
  enter(): boolean {
    if (++this.depth > this.deepest) this.deepest = this.depth;
    if (this.depth <= MAX_DEPTH) return true;
    this.fail(`This is nested more than ${MAX_DEPTH} levels deep. Use fewer levels.`, this.here());
    return false;
  }

  leave(): void {
    if (--this.depth === 0) this.deepest = 0;
  }

  /** The left side of an operator sinks one level below it; false, with an error, when the chain is too long. */
  sink(): boolean {
    if (++this.deepest <= MAX_HEIGHT) return true;
    this.fail(`There are more than ${MAX_HEIGHT - MAX_DEPTH} operators in a row. Split the expression.`, this.here());
    return false;
  }

  /** Marks off the chains inside one item from those in the next: call with the result of the call before it. */
  get height(): number {
    return this.deepest;
  }
  set height(height: number) {
    this.deepest = height;
  }

  /** Fails because a bracket is open where its inside ends. */
  unclosed(open: Span, closer: string): void {
    this.fail(`This \`${this.text.slice(open.start, open.end)}\` is not closed. Add \`${closer}\`.`, open);
  }

  /**
   * After a failure inside brackets or a body: goes over balanced brackets to where the next item can start (a
   * comma or the end of a line) or the inside ends, and clears the mark. The token found is not taken.
   */
  skipItem(commas: boolean): void {
    this.failed = false;
    const { newlines, limit } = this;
    this.newlines = true;
    let nested = 0;
    for (;;) {
      switch (this.token) {
        case Token.EndOfFile:
          this.newlines = newlines;
          return;
        case Token.Dedent:
          this.newlines = newlines;
          this.limit = limit;
          // Outside the brackets that the skip went into, this may be an ordinary line.
          if (nested > 0) this.continueAt(this.start);
          return;
        case Token.Newline:
        case Token.Comma:
          if (nested === 0 && (this.token === Token.Newline || commas)) {
            this.newlines = newlines;
            return;
          }
          break;
        case Token.OpenBrace:
        case Token.OpenBracket:
        case Token.OpenParenthesis:
          if (nested++ === 0) this.limit = Math.max(limit, this.indentAt(this.start));
          break;
        case Token.CloseBrace:
        case Token.TrimBrace:
        case Token.CloseBracket:
        case Token.CloseParenthesis:
          if (nested === 0) {
            this.newlines = newlines;
            return;
          }
          if (--nested === 0) this.limit = limit;
          break;
        case Token.Quote:
          this.end = endOfSkippedString(this.text, this.end);
          break;
        default:
      }
      this.next();
    }
  }
}

/** Behind the closing quote, or at the line's end where none comes. Interpolations are not looked into. */
function endOfSkippedString(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 92) at++;
    else if (c === 34) return at + 1;
    if (text.charCodeAt(at) === 10) return text.charCodeAt(at - 1) === 13 ? at - 1 : at;
  }
  return text.length;
}

function describeInvalid(text: string, at: number): string {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  switch (char) {
    case "'":
      return 'a single quote (strings are written in double quotes)';
    case '`':
      return 'a backtick (strings are written in double quotes)';
    case ';':
      return '`;` (things are separated by line ends)';
    case '&':
      return '`&` (logical and is `&&`)';
    case '|':
      return '`|` (logical or is `||`)';
    case '“':
    case '”':
      return 'a curly quote (strings are written in straight double quotes)';
    case '/':
      return '`/*` (the comment has no closing `*/`)';
    default:
      return `\`${char}\`, which has no meaning here`;
  }
}
