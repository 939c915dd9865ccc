import type { Span } from '../../../text/span';
import * as Char from '../char';
import { isDigit, isLetter, othersThan } from '../charClass';
import type { Argument } from '../tree';
import { TreeBuilder } from '../treeBuilder';
import { plainWord, WordBuilder } from '../wordBuilder';

export const isBlank = (c: number): boolean => c === Char.Space || c === Char.Tab || c === Char.Return;

/** Whether an unquoted word ends before this character; -1 is the end of the text. */
export const endsWord = (c: number): boolean => c < 128 && (c < 0 || inWords[c] === 0);

const inWords = othersThan(' \t\n\r;&|<>()');
const plain = othersThan(' \t\n\r;&|<>()\\\'"$`');
const plainInQuotes = othersThan('"\\$`');

/** Whether a word runs through this character without a look. */
const isPlain = (c: number): boolean => c > 127 || plain[c] === 1;

export const isName = (c: number): boolean => isLetter(c) || isDigit(c) || c === Char.Underscore;

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Reads the words of sh and bash, with the commands inside them. */
export abstract class ShellWords extends TreeBuilder {
  /** Reads commands up to the closing character (not over it) or the end. */
  protected abstract list(closer: number): void;

  /** The offset of the next character from here on that ends a word or means something in it. */
  protected plainEnd(): number {
    const { text, end } = this;
    let at = this.at;
    while (at < end && isPlain(text.charCodeAt(at))) at++;
    return at;
  }

  /** Reads a word without quotes and the like, if one starts here. */
  protected simpleWord(): Argument | undefined {
    const start = this.at;
    const end = this.plainEnd();
    if (end === start) return undefined;
    if (end < this.end) {
      const c = this.text.charCodeAt(end);
      if (!endsWord(c) || c === Char.OpenParen || c === Char.Less || c === Char.Greater) return undefined;
    }
    this.at = end;
    return plainWord(this.text.slice(start, end), start, end);
  }

  /** Reads a word; empty, without moving, where none starts. */
  protected word(): Argument {
    return this.simpleWord() ?? this.composedWord();
  }

  private composedWord(): Argument {
    const start = this.at;
    const word = new WordBuilder();
    let plainFrom = start;
    let quotes = 0;
    for (;;) {
      this.at = this.plainEnd();
      const c = this.peek();
      if (endsWord(c)) {
        // `a=(b c)`, `@(a|b)` and `f<(command)` go on behind what ends other words.
        const before = this.text.charCodeAt(this.at - 1);
        const isSubstitution = (c === Char.Less || c === Char.Greater) && this.peek(1) === Char.OpenParen;
        const opens =
          c === Char.OpenParen &&
          (before === Char.Equals ||
            (this.at > start && (before === Char.At || before === Char.Exclamation || before === Char.Plus)));
        if (!opens && !(isSubstitution && this.at > start)) break;
        word.verbatim(this.text, plainFrom, this.at);
        this.nest(word, opens);
      } else {
        word.verbatim(this.text, plainFrom, this.at);
        if (c === Char.SingleQuote || c === Char.DoubleQuote) quotes++;
        this.special(c, word, false);
      }
      plainFrom = this.at;
    }
    word.verbatim(this.text, plainFrom, this.at);
    const isString = quotes === 1 && this.isWholeString(start);
    return word.finish(isString ? 'string' : 'word', { start, end: this.at });
  }

  private isWholeString(start: number): boolean {
    const first = this.text.charCodeAt(start);
    const last = this.text.charCodeAt(this.at - 1);
    return (first === Char.DoubleQuote || first === Char.SingleQuote) && first === last;
  }

  private isSpecial(c: number): boolean {
    return (
      c === Char.Backslash ||
      c === Char.SingleQuote ||
      c === Char.DoubleQuote ||
      c === Char.Dollar ||
      c === Char.Backquote
    );
  }

  /** Reads `(…)` of an array, `@(…)` or `<(…)`, which stand inside a word. */
  private nest(word: WordBuilder, isArray: boolean): void {
    const start = this.at;
    if (!isArray) this.at++;
    const open = this.at++;
    if (isArray) {
      this.deeper();
      this.items();
      this.shallower();
    } else {
      const context = this.enter('substitution', start);
      this.list(Char.CloseParen);
      this.leave(context);
    }
    this.close(Char.CloseParen, open);
    word.dynamic(start, this.at);
  }

  private items(): void {
    for (;;) {
      const c = this.peek();
      if (c === -1 || c === Char.CloseParen) return;
      if (c === Char.Hash && isBlank(this.text.charCodeAt(this.at - 1))) this.at = this.lineEnd();
      else if (endsWord(c)) this.at++;
      else this.word();
    }
  }

  /** Reads what a quote, a backslash, a dollar sign or a backquote starts. */
  private special(c: number, word: WordBuilder, isQuoted: boolean): void {
    const start = this.at;
    switch (c) {
      case Char.Backslash:
        this.backslash(word, isQuoted);
        break;
      case Char.SingleQuote:
        this.singleQuoted(word);
        break;
      case Char.DoubleQuote:
        this.doubleQuoted(word);
        break;
      case Char.Backquote:
        this.backquoted();
        word.dynamic(start, this.at);
        break;
      default:
        this.dollar(word, isQuoted);
    }
  }

  private backslash(word: WordBuilder, isQuoted: boolean): void {
    const next = this.peek(1);
    if (next === -1) {
      word.verbatim(this.text, this.at, ++this.at);
    } else if (next === Char.LineFeed || (next === Char.Return && this.peek(2) === Char.LineFeed)) {
      word.escape('');
      this.at += next === Char.Return ? 3 : 2;
    } else if (isQuoted && next !== Char.DoubleQuote && next !== Char.Backslash && !this.isExpansion(next)) {
      word.verbatim(this.text, this.at, this.at + 2);
      this.at += 2;
    } else {
      word.escape(String.fromCharCode(next));
      this.at += 2;
    }
  }

  private isExpansion(c: number): boolean {
    return c === Char.Dollar || c === Char.Backquote;
  }

  private singleQuoted(word: WordBuilder): void {
    const start = this.at++;
    word.emptyAt(this.at);
    const found = this.text.indexOf("'", this.at);
    const close = found < 0 || found >= this.end ? this.end : found;
    word.verbatim(this.text, this.at, close);
    if (close === this.end) this.unclosed(start);
    this.at = Math.min(close + 1, this.end);
  }

  private doubleQuoted(word: WordBuilder): void {
    const start = this.at++;
    word.emptyAt(this.at);
    for (;;) {
      const { text, end } = this;
      let special = this.at;
      while (special < end) {
        const c = text.charCodeAt(special);
        if (c < 128 && plainInQuotes[c] === 0) break;
        special++;
      }
      word.verbatim(text, this.at, special);
      this.at = special;
      const c = this.peek();
      if (c === -1) return this.unclosed(start);
      if (c === Char.DoubleQuote) {
        this.at++;
        return;
      }
      this.special(c, word, true);
    }
  }

  private unclosed(start: number): void {
    this.unpaired('This string has no end: its closing quote is missing.', { start, end: start + 1 });
  }

  /** Reads `$'…'`, `$(…)`, `$((…))`, `${…}` or `$name`; a lone dollar sign is itself. */
  protected dollar(word: WordBuilder, isQuoted: boolean): void {
    const start = this.at;
    const next = this.peek(1);
    if (next === Char.SingleQuote && !isQuoted) {
      this.ansiQuoted(word);
    } else if (next === Char.DoubleQuote && !isQuoted) {
      this.at++;
      this.doubleQuoted(word);
    } else if (next === Char.OpenParen) {
      if (this.peek(2) === Char.OpenParen) this.arithmetic(3);
      else this.substitution();
      word.dynamic(start, this.at);
    } else if (next === Char.OpenBrace) {
      word.dynamic(start, this.at, this.braced());
    } else {
      this.at++;
      if (isLetter(next) || next === Char.Underscore) while (isName(this.peek())) this.at++;
      else if (isDigit(next) || (next > 32 && '@*#?$!-'.includes(String.fromCharCode(next)))) this.at++;
      else return word.verbatim(this.text, start, this.at);
      word.dynamic(start, this.at, this.text.slice(start + 1, this.at));
    }
  }

  private ansiQuoted(word: WordBuilder): void {
    const start = this.at;
    this.at += 2;
    for (;;) {
      const c = this.peek();
      if (c === -1) return this.unclosed(start);
      if (c === Char.SingleQuote) break;
      if (c !== Char.Backslash) {
        word.escape(this.text.charAt(this.at++));
        continue;
      }
      const code = /^(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([0-7]{1,3}))/.exec(
        this.text.slice(this.at + 1, this.at + 6),
      );
      const digits = code?.[1] ?? code?.[2] ?? code?.[3];
      const escape = this.text.charAt(this.at + 1);
      if (code && digits !== undefined) word.escape(String.fromCharCode(parseInt(digits, code[3] ? 8 : 16)));
      else word.escape(simpleEscapes[escape] ?? escape);
      this.at = Math.min(this.end, this.at + 1 + (code ? code[0].length : 1));
    }
    this.at++;
  }

  private substitution(): void {
    const context = this.enter('substitution', this.at);
    const open = ++this.at;
    this.at++;
    this.list(Char.CloseParen);
    this.close(Char.CloseParen, open);
    this.leave(context);
  }

  /** Reads the commands between backquotes; a backslash keeps an inner backquote from ending them. */
  private backquoted(): void {
    const start = this.at;
    let close = start + 1;
    while (close < this.end && this.text.charCodeAt(close) !== Char.Backquote)
      close += this.text.charCodeAt(close) === Char.Backslash ? 2 : 1;
    const outerEnd = this.end;
    const isClosed = close < outerEnd;
    this.end = Math.min(close, outerEnd);
    const context = this.enter('substitution', start);
    this.at = start + 1;
    this.list(-1);
    this.at = this.end;
    this.end = outerEnd;
    if (isClosed) this.at++;
    else this.error('` is missing for this.', { start, end: start + 1 });
    this.leave(context);
  }

  /** Reads `((…))` whose content starts `skip` characters on: numbers, with the commands inside them. */
  protected arithmetic(skip: number): void {
    const start = this.at;
    this.at = Math.min(this.at + skip, this.end);
    let depth = 2;
    const ignored = new WordBuilder();
    this.deeper();
    while (depth > 0) {
      const c = this.peek();
      if (c === -1) {
        this.unpaired(')) is missing for this.', { start, end: start + skip });
        break;
      }
      if (c === Char.OpenParen) depth++;
      else if (c === Char.CloseParen) depth--;
      if (c === Char.Dollar || c === Char.Backquote || c === Char.Backslash || c === Char.DoubleQuote)
        this.special(c, ignored, false);
      else this.at++;
    }
    this.shallower();
  }

  /** Reads `${…}`; gives the name where nothing else is in it. */
  private braced(): string | undefined {
    const open = this.at;
    this.at += 2;
    const ignored = new WordBuilder();
    this.deeper();
    for (;;) {
      const c = this.peek();
      if (c === -1) {
        this.unpaired('} is missing for this.', { start: open, end: open + 2 });
        break;
      }
      if (c === Char.CloseBrace) break;
      if (this.isSpecial(c) && c !== Char.SingleQuote) this.special(c, ignored, false);
      else this.at++;
    }
    const close = this.at;
    if (this.peek() === Char.CloseBrace) this.at++;
    this.shallower();
    let at = open + 2;
    while (at < close && at < open + 102 && isName(this.text.charCodeAt(at))) at++;
    const isOnlyName = at > open + 2 && (at === close || at === open + 102);
    return isOnlyName ? this.text.slice(open + 2, close) : undefined;
  }

  protected close(closer: number, open: number): void {
    if (this.peek() === closer) this.at++;
    else this.unpaired(`${String.fromCharCode(closer)} is missing for this.`, { start: open, end: open + 1 });
  }

  protected lineEnd(): number {
    // Not indexOf: that would look far beyond the end of a part in backquotes, once for each of them.
    let at = this.at;
    while (at < this.end && this.text.charCodeAt(at) !== Char.LineFeed) at++;
    return at;
  }

  /** Reads the substitutions in a here-document's lines. */
  protected expand({ start, end }: Span): void {
    const outerEnd = this.end;
    const ignored = new WordBuilder();
    this.at = start;
    this.end = end;
    while (this.at < this.end) {
      const c = this.peek();
      if (c === Char.Backslash || c === Char.Dollar || c === Char.Backquote) this.special(c, ignored, true);
      else this.at++;
    }
    this.at = end;
    this.end = outerEnd;
  }
}
