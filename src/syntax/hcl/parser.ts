import type { Span } from '../../text/span';
import { endOfName } from './characters';
import { Scanner } from './scanner';
import { Token } from './tokens';
import type { SyntaxProblem } from '../syntaxProblem';

/** Brackets, blocks and templates may be nested this deep; real files don't come near, hostile ones are cut off. */
const MAX_DEPTH = 200;
/** A chain of operators is as deep a tree as it is long; one that walks the tree must not run out of stack. */
const MAX_HEIGHT = 1000;
/** With more errors a text is something else than HCL, and a second look at it would be wasted. */
const HOPELESS = 500;
/** Of an error that leaves open what follows belongs to. */
export const spreads = { spreads: true } as const;
/** Nobody reads more. */
const MAX_ERRORS = 200;

/** The rules for line ends and indentation outside of a bracket. */
export interface Outside {
  readonly newlines: boolean;
  readonly limit: number;
}

/** What all readers of the grammar share: the scanner, the errors, and how to go on after one. */
export class Parser extends Scanner {
  readonly problems: SyntaxProblem[] = [];
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
  private markerLines: Map<string, number> | undefined;

  /** Notes an error; at most one for each token, since the second would only be an echo of the first. */
  report(message: string, span: Span, more?: Pick<SyntaxProblem, 'spreads'>): void {
    if (this.lastErrorAt === this.start) return;
    this.lastErrorAt = this.start;
    this.add(message, span, more);
  }

  /** Notes an error that is about something other than the current token. */
  add(message: string, span: Span, more?: Pick<SyntaxProblem, 'spreads'>): void {
    this.errorCount++;
    if (this.problems.length < MAX_ERRORS) this.problems.push({ message, span, ...more });
    // Nothing will come of this attempt.
    if (this.byIndentation && this.isHopeless) this.stopped = true;
  }

  get isHopeless(): boolean {
    return this.errorCount > HOPELESS;
  }

  /** Notes an error after which the reading can't simply go on. */
  fail(message: string, span: Span, more?: Pick<SyntaxProblem, 'spreads'>): void {
    this.report(message, span, more);
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

  /** Whether this is the current token. (TypeScript would take a comparison for lasting.) */
  at(token: Token): boolean {
    return this.token === token;
  }

  isWord(word: string): boolean {
    return (
      this.token === Token.Identifier &&
      this.end - this.start === word.length &&
      this.text.startsWith(word, this.start)
    );
  }

  isEnd(): boolean {
    return this.token === Token.EndOfFile || this.token === Token.Dedent;
  }

  /**
   * Goes one level down. Gives what `leave` must get back; or -1, with an error and no level entered, where it is
   * too deep.
   */
  enter(): number {
    if (this.depth >= MAX_DEPTH) {
      this.fail(`This is nested more than ${MAX_DEPTH} levels deep. Use fewer levels.`, this.here());
      return -1;
    }
    const outer = this.deepest;
    this.deepest = ++this.depth;
    return outer;
  }

  leave(outer: number): void {
    this.depth--;
    this.deepest = Math.max(outer, this.deepest);
  }

  /** Counts an operator, below which all before it sinks by a level; false, with an error, in too long a chain. */
  sink(): boolean {
    if (++this.deepest <= MAX_HEIGHT) return true;
    this.fail('There are too many operators in a row. Split the expression.', this.here());
    return false;
  }

  /** Opens a bracket at the current token and reads on; gives what `close` must get back. */
  open(newlines: boolean): Outside {
    const outside = { newlines: this.newlines, limit: this.limit };
    this.newlines = newlines;
    this.limit = Math.max(this.limit, this.indent);
    this.next();
    return outside;
  }

  /** Goes back to the rules outside of a bracket, over the current token when it is the closing one. */
  close(outside: Outside, take: boolean): void {
    this.newlines = outside.newlines;
    this.limit = outside.limit;
    if (take) this.next();
    // For what is outside, this may be an ordinary line (and the line end before it counts again).
    else if (this.token === Token.Dedent) this.continueAt(this.previousEnd);
  }

  /** Fails because a bracket is open where its inside ends. */
  unclosed(open: Span, closer: string): void {
    this.fail(
      `This \`${this.text.slice(open.start, open.end)}\` is not closed. Add \`${closer}\`.`,
      open,
      spreads,
    );
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
    while (!this.isEnd() && !(nested === 0 && endsItem(this.token, commas))) {
      if (opens(this.token)) {
        if (nested++ === 0) this.limit = Math.max(limit, this.indent);
      } else if (closes(this.token)) {
        if (--nested === 0) this.limit = limit;
      } else if (this.token === Token.Quote) {
        this.end = endOfSkippedString(this.text, this.end);
      } else if (this.token === Token.Heredoc) {
        this.end = this.endOfSkippedHeredoc();
      }
      this.next();
    }
    this.close({ newlines, limit }, false);
  }

  /** Where the heredoc at the current token ends, for one that is not read; the end of its first line if nowhere. */
  private endOfSkippedHeredoc(): number {
    const marker = heredocMarker(this.text, this.start, this.end);
    if (!this.hasMarkerLine(marker, this.end)) return this.end - 1;
    let at = this.end;
    for (;;) {
      const end = this.text.indexOf('\n', at);
      if (end < 0) return this.text.length;
      if (this.text.slice(at, end).trim() === marker) return end;
      this.lineStart = at = end + 1;
    }
  }

  /**
   * Whether a line behind an offset could end a heredoc. Looks through the text once for all, since looking for
   * each marker would take quadratic time.
   */
  hasMarkerLine(marker: string, offset: number): boolean {
    if (!this.markerLines) {
      this.markerLines = new Map();
      let start = 0;
      for (let end = this.text.indexOf('\n'); end >= 0; end = this.text.indexOf('\n', start)) {
        let first = start;
        while (this.text.charCodeAt(first) === 32 || this.text.charCodeAt(first) === 9) first++;
        const last = endOfName(this.text, first);
        if (last > first && this.text.slice(last, Math.min(end, last + 100)).trim() === '')
          this.markerLines.set(this.text.slice(first, last), start);
        start = end + 1;
      }
    }
    return (this.markerLines.get(marker) ?? -1) >= offset;
  }
}

/** The name in `<<NAME` or `<<-NAME` with a line's end. */
export function heredocMarker(text: string, start: number, end: number): string {
  const name = start + (text.charCodeAt(start + 2) === 45 ? 3 : 2);
  return text.slice(name, text.charCodeAt(end - 2) === 13 ? end - 2 : end - 1);
}

const opens = (token: Token): boolean =>
  token === Token.OpenBrace || token === Token.OpenBracket || token === Token.OpenParenthesis;

const closes = (token: Token): boolean =>
  token === Token.CloseBrace ||
  token === Token.TrimBrace ||
  token === Token.CloseBracket ||
  token === Token.CloseParenthesis;

const endsItem = (token: Token, commas: boolean): boolean =>
  token === Token.Newline || (commas && token === Token.Comma) || closes(token);

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
      return 'a single quote (strings need double quotes)';
    case '`':
      return 'a backtick (strings need double quotes)';
    case ';':
      return '`;` (items are separated by line breaks)';
    case '&':
      return '`&` (logical and is `&&`)';
    case '|':
      return '`|` (logical or is `||`)';
    case '“':
    case '”':
      return 'a curly quote (strings need straight double quotes)';
    case '/':
      return '`/*` (the comment has no closing `*/`)';
    default:
      return `\`${char}\`, which has no meaning here`;
  }
}
