import * as Char from '../char';
import { isDigit, isLetter, othersThan } from '../charClass';
import type { Argument, Word } from '../tree';
import { TreeBuilder } from '../treeBuilder';
import { plainWord, WordBuilder } from '../wordBuilder';

export const isBlank = (c: number): boolean => c === Char.Space || c === Char.Tab || c === 11 || c === 12;

/** What neither ends a word nor means anything in it. */
const plain = othersThan(' \t\v\f\r\n,;=&|<>()"\\^%!');

/** cmd separates the words of a line by these as well; programs get them as part of a word. */
export const isSeparator = (c: number): boolean =>
  isBlank(c) || c === Char.Comma || c === Char.Semicolon || c === Char.Equals;

/** Commands of cmd itself, which read `\"` as a backslash and a quote; programs read it as a quote. */
const builtins = new Set(
  'cd chdir md mkdir rd rmdir del erase copy move ren rename type dir if pushd set echo call start title'.split(
    ' ',
  ),
);

/** The head of a `for` as it is typed, not as it stands in a file. */
const loopOnLine = /\bfor\s{1,9}(?:\/[a-z]\s{1,9}(?:"[^"\n]{0,200}"\s{1,9})?)?%([a-z])\s{1,9}in\b/gi;

const readsBackslashQuotes = (command: string | undefined): boolean =>
  command === undefined || !builtins.has(command.toLowerCase());

/** Reads the words of a cmd line. */
export abstract class BatchWords extends TreeBuilder {
  /** Parentheses that are open: only inside one does `)` end a command. */
  protected parens = 0;
  /** Inside `for /f … ('command')`: operators are escaped once more than elsewhere. */
  protected isForCommand = false;
  private delayedExpansion: boolean | undefined;
  private loopLetters: string | undefined;

  protected isLineEnd(c: number): boolean {
    return c === -1 || c === Char.LineFeed || (c === Char.Return && this.peek(1) === Char.LineFeed);
  }

  /** The offset of the next line end from here on. */
  protected lineEnd(): number {
    let at = this.at;
    while (at < this.end && this.text.charCodeAt(at) !== Char.LineFeed) at++;
    return at > this.at && this.text.charCodeAt(at - 1) === Char.Return ? at - 1 : at;
  }

  /** Whether an unquoted word ends before this character. */
  protected endsWord(c: number): boolean {
    return isBlank(c) || this.endsCommand(c) || c === Char.Less || c === Char.Greater;
  }

  protected endsCommand(c: number): boolean {
    if (c === Char.CloseParen) return this.parens > 0;
    return c === Char.Ampersand || c === Char.Pipe || this.isLineEnd(c);
  }

  /** Passes over blanks and continued line ends. */
  protected skipBlanks(): void {
    for (;;) {
      const c = this.peek();
      if (isBlank(c) || (c === Char.Return && !this.isLineEnd(c))) this.at++;
      else if (!this.skipContinuation()) return;
    }
  }

  /** Passes over a caret and the line end that it takes away. */
  private skipContinuation(): boolean {
    if (this.peek() !== Char.Caret) return false;
    const length =
      this.peek(1) === Char.LineFeed
        ? 2
        : this.peek(1) === Char.Return && this.peek(2) === Char.LineFeed
          ? 3
          : 0;
    this.at += length;
    return length > 0;
  }

  /**
   * Reads a word up to a blank or an operator.
   * @param stops more characters that end it outside quotes
   * @param command the name of the command that gets it: programs read `\"` as a quote of the text
   */
  protected word(stops = '', command?: Word): Argument {
    const start = this.at;
    const { text, end } = this;
    // Most words need none.
    let word: WordBuilder | undefined;
    let plainFrom = start;
    // cmd's own idea of what is quoted, and that of the program that gets the word.
    let isQuoted = false;
    let isArgumentQuoted = false;
    let quotes = 0;
    for (;;) {
      let { at } = this;
      let c = -1;
      while (at < end) {
        c = text.charCodeAt(at);
        if (c < 128 && plain[c] === 0) break;
        at++;
      }
      this.at = at;
      if (at >= end) break;
      if (this.isLineEnd(c)) break;
      if (!isQuoted && this.endsWord(c) && !(isArgumentQuoted && isBlank(c))) break;
      if (isQuoted && !isArgumentQuoted && isBlank(c)) break;
      if (!isQuoted && stops !== '' && this.at > start && stops.includes(String.fromCharCode(c))) break;
      if (c === Char.DoubleQuote) {
        word ??= new WordBuilder();
        word.verbatim(text, plainFrom, this.at);
        isQuoted = !isQuoted;
        isArgumentQuoted = !isArgumentQuoted;
        quotes++;
        word.emptyAt(++this.at);
      } else if (
        c === Char.Backslash &&
        this.peek(1) === Char.DoubleQuote &&
        command &&
        readsBackslashQuotes(command.value)
      ) {
        word ??= new WordBuilder();
        word.verbatim(text, plainFrom, this.at);
        isQuoted = !isQuoted;
        this.at += 2;
        word.escape('"');
      } else if (c === Char.Caret && !isQuoted) {
        word ??= new WordBuilder();
        word.verbatim(text, plainFrom, this.at);
        this.caret(word);
      } else if (c === Char.Percent || (c === Char.Exclamation && this.hasDelayedExpansion())) {
        word ??= new WordBuilder();
        word.verbatim(text, plainFrom, this.at);
        this.variable(c, word);
      } else {
        this.at++;
        continue;
      }
      plainFrom = this.at;
    }
    if (!word) {
      if (this.at > start) return plainWord(text.slice(start, this.at), start, this.at);
      word = new WordBuilder();
    }
    word.verbatim(text, plainFrom, this.at);
    const isString = quotes > 0 && quotes <= 2 && this.text.charCodeAt(start) === Char.DoubleQuote;
    const isWhole = isString && (quotes === 1 || this.text.charCodeAt(this.at - 1) === Char.DoubleQuote);
    return word.finish(isWhole ? 'string' : 'word', { start, end: this.at });
  }

  /** Whether `!X!` is a variable. Looked up at the first such sign: most files have none. */
  private hasDelayedExpansion(): boolean {
    return (this.delayedExpansion ??= /enabledelayedexpansion|\/v:on/i.test(this.text));
  }

  private caret(word: WordBuilder): void {
    if (this.skipContinuation()) return word.escape('');
    const next = this.peek(1);
    this.at += next === -1 ? 1 : 2;
    word.escape(next === -1 ? '' : String.fromCharCode(next));
  }

  /** Reads `%NAME%`, `%1`, `%~dp0`, `%%i`, `!NAME!`; a sign that starts none of them disappears. */
  private variable(sign: number, word: WordBuilder): void {
    const start = this.at;
    const length = this.variableLength(sign);
    if (length === 0) {
      this.at += sign === Char.Percent && this.peek(1) === sign ? 2 : 1;
      word.escape(sign === Char.Exclamation ? '!' : this.at - start === 2 ? '%' : '');
      return;
    }
    this.at += length;
    const written = this.text.slice(start, this.at);
    const name = /^[%!]([^%!:~]+)[%!]$/.exec(written.slice(0, 200))?.[1] ?? written.replace(/^%+/, '');
    word.dynamic(start, this.at, name);
  }

  private variableLength(sign: number): number {
    const next = this.peek(1);
    if (sign === Char.Percent) {
      if (isDigit(next) || next === Char.Asterisk) return 2;
      if (next === Char.Tilde) return this.modifiedLength(2);
      if (this.isLoopVariable(next)) return 2;
      if (next === Char.Percent) {
        if (this.peek(2) === Char.Tilde) return this.modifiedLength(3);
        return isLetter(this.peek(2)) && !isLetter(this.peek(3)) ? 3 : 0;
      }
    }
    // Bounded, so that a line of lone percent signs can't make it long.
    for (let length = 1; length < 300; length++) {
      const c = this.peek(length);
      if (this.isLineEnd(c) || c === Char.LineFeed) return 0;
      if (c === sign) return length > 1 ? length + 1 : 0;
      if (c === Char.Space && sign === Char.Exclamation) return 0;
    }
    return 0;
  }

  /**
   * Whether this is the variable of a `for` on a command line, where it has one sign: `cmd /c for %i in (d e) do …`. cmd
   * leaves what stands between two signs as it is where no variable has that name.
   */
  private isLoopVariable(letter: number): boolean {
    if (!isLetter(letter) || isLetter(this.peek(2)) || isDigit(this.peek(2))) return false;
    if (this.peek(2) === Char.Percent || this.peek(2) === Char.Underscore) return false;
    this.loopLetters ??= [...this.text.matchAll(loopOnLine)].map(([, found = '']) => found).join('');
    return this.loopLetters.includes(String.fromCharCode(letter));
  }

  /** The length of `%~dp0` or `%%~fi`, whose letters start `from` characters on. */
  private modifiedLength(from: number): number {
    let length = from;
    while (length < from + 12 && (isLetter(this.peek(length)) || this.peek(length) === Char.Dollar)) length++;
    if (isDigit(this.peek(length))) return length + 1;
    return length > from ? length : 0;
  }
}
