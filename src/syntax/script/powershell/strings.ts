import * as Char from '../char';
import type { ContextKind } from '../tree';
import type { WordBuilder } from '../wordBuilder';
import {
  escaped,
  isBlank,
  isDoubleQuote,
  isNewline,
  isQuote,
  isSingleQuote,
  isVariableChar,
} from './characters';
import { PowerShellScanner } from './scanner';

const singleQuotes = /['\u2018-\u201b]/g;
const doubleQuotedSpecials = /["\u201c-\u201e`$]/g;
const hereStringSpecials = /[\n\r`$]/g;

/** Reads strings and variables. */
export abstract class PowerShellStrings extends PowerShellScanner {
  /** Reads `(statements)` from its parenthesis on. */
  protected abstract parenthesized(kind: ContextKind, start: number): void;

  /** Reads the string that starts at the position into the word. */
  protected string(word: WordBuilder): void {
    if (isSingleQuote(this.peek())) this.singleQuoted(word);
    else this.doubleQuoted(word);
  }

  /** Whether `@"` or `@'` with nothing after it on its line stands here. */
  protected atHereString(): boolean {
    if (this.peek() !== Char.At || !isQuote(this.peek(1))) return false;
    let ahead = 2;
    while (isBlank(this.peek(ahead))) ahead++;
    return isNewline(this.peek(ahead));
  }

  protected hereString(word: WordBuilder): void {
    const start = this.at;
    const isSame = isSingleQuote(this.peek(1)) ? isSingleQuote : isDoubleQuote;
    const closes = (at: number): boolean =>
      isSame(this.text.charCodeAt(at)) && this.text.charCodeAt(at + 1) === Char.At;
    this.at = this.lineEnd();
    this.skipLineEnd();
    word.emptyAt(this.at);
    if (closes(this.at)) {
      this.at += 2;
      return;
    }
    for (;;) {
      const special = this.next(hereStringSpecials);
      const c = this.text.charCodeAt(special);
      if (special >= this.end) {
        word.verbatim(this.text, this.at, special);
        this.at = this.end;
        this.unpaired('This here-string has no end: a line that starts with its quote and @ is missing.', {
          start,
          end: start + 2,
        });
        return;
      }
      if (isNewline(c)) {
        const isPair = c === Char.Return && this.text.charCodeAt(special + 1) === Char.LineFeed;
        const lineStart = special + (isPair ? 2 : 1);
        if (closes(lineStart)) {
          word.verbatim(this.text, this.at, special);
          this.at = lineStart + 2;
          return;
        }
        word.verbatim(this.text, this.at, lineStart);
        this.at = lineStart;
      } else if (isSame === isSingleQuote) {
        word.verbatim(this.text, this.at, special + 1);
        this.at = special + 1;
      } else {
        word.verbatim(this.text, this.at, special);
        this.at = special;
        this.expandable(word);
      }
    }
  }

  /** Reads what a backquote or a dollar sign starts inside a word or a string. */
  protected expandable(word: WordBuilder): void {
    const start = this.at;
    if (this.peek() === Char.Backquote) {
      this.backquote(word);
    } else if (this.peek(1) === Char.OpenParen) {
      this.at++;
      this.parenthesized('subexpression', start);
      word.dynamic(start, this.at);
    } else {
      const name = this.variable();
      if (name === undefined) word.verbatim(this.text, start, ++this.at);
      else word.dynamic(start, this.at, name);
    }
  }

  /** Reads `$name`, `${name}` or `$$`. Where the dollar sign is only itself, stays and returns undefined. */
  protected variable(): string | undefined {
    const start = this.at;
    const first = this.peek(1);
    if (first === Char.OpenBrace) {
      while (this.at < this.end && this.peek() !== Char.CloseBrace && !isNewline(this.peek())) this.at++;
      const name = this.text.slice(start + 2, this.at);
      if (this.peek() === Char.CloseBrace) this.at++;
      else this.unpaired('This variable has no end: } is missing.', { start, end: start + 2 });
      return name;
    }
    if (first === Char.Dollar || first === Char.Question || first === Char.Caret) {
      this.at += 2;
      return this.text.slice(start + 1, this.at);
    }
    let at = start + 1;
    for (;;) {
      const c = at < this.end ? this.text.charCodeAt(at) : -1;
      if (isVariableChar(c)) at++;
      else if (c === Char.Colon && at > start + 1 && isVariableChar(this.text.charCodeAt(at + 1))) at++;
      else break;
    }
    if (at === start + 1) return undefined;
    this.at = at;
    return this.text.slice(start + 1, at);
  }

  private singleQuoted(word: WordBuilder): void {
    const start = this.at++;
    word.emptyAt(this.at);
    for (;;) {
      const quote = this.next(singleQuotes);
      word.verbatim(this.text, this.at, quote);
      if (this.closed(start, quote)) return;
      if (!isSingleQuote(this.peek())) return;
      word.escape(this.text.charAt(quote));
      this.at++;
    }
  }

  private doubleQuoted(word: WordBuilder): void {
    const start = this.at++;
    word.emptyAt(this.at);
    for (;;) {
      const special = this.next(doubleQuotedSpecials);
      word.verbatim(this.text, this.at, special);
      if (special < this.end && !isDoubleQuote(this.text.charCodeAt(special))) {
        this.at = special;
        this.expandable(word);
        continue;
      }
      if (this.closed(start, special)) return;
      if (!isDoubleQuote(this.peek())) return;
      word.escape(this.text.charAt(special));
      this.at++;
    }
  }

  /** Moves behind the quote at the offset; true when the text ended instead. */
  private closed(start: number, quote: number): boolean {
    this.at = Math.min(quote + 1, this.end);
    if (quote < this.end) return false;
    this.unpaired('This string has no end: its closing quote is missing.', { start, end: start + 1 });
    return true;
  }

  private backquote(word: WordBuilder): void {
    const c = this.peek(1);
    if (c === -1) {
      word.verbatim(this.text, this.at, ++this.at);
      return;
    }
    if (c === 117 && this.peek(2) === Char.OpenBrace) {
      const code = /^[0-9a-f]{1,6}/i.exec(this.text.slice(this.at + 3, this.at + 10))?.[0];
      const value = code === undefined ? NaN : parseInt(code, 16);
      if (code && value <= 0x10ffff && this.peek(3 + code.length) === Char.CloseBrace) {
        this.at += 4 + code.length;
        word.escape(String.fromCodePoint(value));
        return;
      }
    }
    word.escape(escaped(c));
    this.at += 2;
  }

  private next(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.index ?? this.end;
  }

  private skipLineEnd(): void {
    this.at += this.peek() === Char.Return && this.peek(1) === Char.LineFeed ? 2 : 1;
  }
}
