import * as Char from '../char';
import { isDigit, isLetter } from '../charClass';
import type { Argument, Connector, Redirection } from '../tree';
import { added, none } from '../treeBuilder';
import type { CommandDraft } from '../treeBuilder';
import { plainWord, WordBuilder } from '../wordBuilder';
import { BatchWords, isBlank, isSeparator } from './words';

const redirectionOperator = /\d?(?:>>|>|<)(?:&\d)?/y;
/** cmd reads no longer lines; here it keeps a hostile one from taking time for each of its words. */
const longestLine = 8191;

/** The characters that may end the name of a command of cmd itself: all of them that of `echo`. */
const endsNames = new Uint8Array(128);
for (const c of '.:([]/\\+') endsNames[c.charCodeAt(0)] = 1;

const comparisons = new Set(['equ', 'neq', 'lss', 'leq', 'gtr', 'geq']);

/** Reads the lines of a batch file. */
export class BatchStatements extends BatchWords {
  protected script(): void {
    while (this.at < this.end) {
      this.statements();
      if (this.at < this.end) this.at++;
    }
  }

  /** Reads commands up to `)` of an open parenthesis, or the end. */
  private statements(): void {
    let connector: Connector = 'start';
    for (;;) {
      connector = this.separators(connector);
      const c = this.peek();
      if (c === -1) return;
      if (c === Char.CloseParen) {
        if (this.parens > 0) return;
        // cmd ignores the rest of a line that starts so.
        this.at = this.lineEnd();
        continue;
      }
      const before = this.at;
      this.statement(connector);
      connector = 'newline';
      if (this.at === before) this.at++;
    }
  }

  private separators(connector: Connector): Connector {
    let found: Connector | undefined;
    for (;;) {
      const c = this.peek();
      if (c === Char.LineFeed) {
        found ??= 'newline';
        this.at++;
      } else if (c === Char.Ampersand) {
        found = '&';
        this.at++;
      } else if (c === Char.Return || c === Char.At || isSeparator(c)) {
        this.at++;
      } else {
        const before = this.at;
        this.skipBlanks();
        if (this.at === before) return connector === 'start' ? connector : (found ?? connector);
      }
    }
  }

  /** Passes over what may stand before a command: blanks, separators, `@`. */
  private skipToCommand(): void {
    for (;;) {
      const before = this.at;
      this.skipBlanks();
      if (isSeparator(this.peek()) || this.peek() === Char.At) this.at++;
      if (this.at === before) return;
    }
  }

  /** Reads commands joined by `|`, `&&` and `||`. */
  private statement(connector: Connector): void {
    for (;;) {
      this.pipeline(connector);
      this.skipBlanks();
      const c = this.peek();
      if ((c !== Char.Ampersand && c !== Char.Pipe) || this.peek(1) !== c) return;
      const start = this.at;
      this.at += 2;
      connector = c === Char.Pipe ? '||' : '&&';
      this.skipToCommand();
      if (this.endsCommand(this.peek())) {
        this.error('A command is missing behind this.', { start, end: start + 2 });
        return;
      }
    }
  }

  private pipeline(connector: Connector): void {
    const first = this.commands.length;
    const outer = this.context;
    for (let index = 0; ; index++) {
      this.element(connector, index);
      this.skipBlanks();
      if (this.peek() !== Char.Pipe || this.peek(1) === Char.Pipe) {
        this.endPipeline(first, outer, index + 1);
        return;
      }
      this.at++;
      connector = '|';
      this.skipToCommand();
    }
  }

  private element(connector: Connector, index: number): void {
    const start = this.at;
    const c = this.peek();
    if (c === Char.Colon) this.label();
    else if (c === Char.OpenParen) this.group(start);
    else if (this.isKeyword('rem')) this.remark();
    else if (this.isKeyword('if')) this.ifStatement(start);
    else if (this.isKeyword('for')) this.forLoop(start);
    else this.simpleCommand(connector, index);
  }

  /** Whether this word stands here, in any case. */
  private isKeyword(word: string): boolean {
    const { length } = word;
    for (let i = 0; i < length; i++) if ((this.peek(i) | 32) !== word.charCodeAt(i)) return false;
    const next = this.peek(length);
    return isSeparator(next) || this.endsCommand(next) || next === Char.OpenParen || next === Char.Slash;
  }

  private remark(): void {
    const start = this.at;
    this.at = this.lineEnd();
    this.comment(start, this.at);
  }

  private label(): void {
    const start = this.at;
    if (this.peek(1) === Char.Colon) return this.remark();
    this.at++;
    this.skipBlanks();
    const nameStart = this.at;
    while (!this.endsWord(this.peek()) && this.peek() !== Char.Colon) this.at++;
    const name = this.text.slice(nameStart, this.at);
    if (name) this.labels.push({ name, span: { start, end: this.at } });
    this.at = this.lineEnd();
  }

  private group(start: number): void {
    const context = this.enter('group', start);
    this.block(start);
    this.leave(context);
  }

  /** Reads `(…)` from its parenthesis on, and the redirections behind it. */
  private block(open: number): void {
    this.at++;
    this.parens++;
    this.statements();
    this.parens--;
    if (this.peek() === Char.CloseParen) this.at++;
    else this.unpaired(') is missing for this.', { start: open, end: open + 1 });
    do this.skipBlanks();
    while (this.redirection());
  }

  /** Reads what an `if` or a `for` runs. */
  private body(): void {
    this.skipToCommand();
    if (this.peek() === Char.OpenParen) this.block(this.at);
    else if (!this.endsCommand(this.peek())) this.joined();
  }

  /** Without parentheses everything to the end of the line belongs to the `if`, `&` included. */
  private joined(): void {
    this.statement('start');
    while (this.peek() === Char.Ampersand) {
      this.at++;
      this.skipToCommand();
      if (!this.endsCommand(this.peek())) this.statement('&');
    }
  }

  private ifStatement(start: number): void {
    this.at += 2;
    this.skipBlanks();
    const from = this.at;
    this.condition();
    const condition = { start: from, end: this.at };
    const context = this.enter('branch', start, { keyword: 'if', condition, statement: start });
    const isBlock = this.blockFollows();
    this.body();
    this.leave(context);
    if (!isBlock || !this.isKeywordAhead('else')) return;
    this.skipBlanks();
    const otherwise = this.enter('branch', this.at, { keyword: 'else', statement: start });
    this.at += 4;
    this.body();
    this.leave(otherwise);
  }

  private blockFollows(): boolean {
    this.skipToCommand();
    return this.peek() === Char.OpenParen;
  }

  private isKeywordAhead(word: string): boolean {
    this.skipBlanks();
    return this.isKeyword(word);
  }

  private condition(): void {
    let word = this.conditionWord();
    while (/^(?:\/i|not)$/i.test(word)) word = this.conditionWord();
    if (/^(?:exist|defined|errorlevel|cmdextversion)$/i.test(word)) {
      this.conditionWord();
      return;
    }
    this.skipBlanks();
    if (this.peek() === Char.Equals) {
      while (this.peek() === Char.Equals) this.at++;
      this.skipBlanks();
    } else if (!comparisons.has(this.conditionWord().toLowerCase())) {
      this.error('A comparison is expected here.', { start: this.at, end: Math.min(this.at + 1, this.end) });
      return;
    }
    this.conditionWord();
  }

  private conditionWord(): string {
    this.skipBlanks();
    const start = this.at;
    this.word('=');
    return this.text.slice(start, Math.min(this.at, start + 20));
  }

  private forLoop(start: number): void {
    this.at += 3;
    let isFile = false;
    for (this.skipBlanks(); this.peek() === Char.Slash; this.skipBlanks()) {
      isFile ||= (this.peek(1) | 32) === 102;
      this.word();
    }
    const from = this.at;
    let usesBackquotes = false;
    while (!this.endsCommand(this.peek()) && this.peek() !== Char.OpenParen) {
      const option = this.word('(');
      usesBackquotes ||= /usebackq/i.test(option.value ?? '');
      this.skipBlanks();
      if (this.peek() === Char.Less || this.peek() === Char.Greater) this.at++;
    }
    if (this.peek() !== Char.OpenParen) {
      this.error('( is missing in this for.', { start, end: start + 3 });
      return;
    }
    this.set(isFile ? (usesBackquotes ? Char.Backquote : Char.SingleQuote) : -2);
    const condition = { start: from, end: this.at };
    if (!this.isKeywordAhead('do')) {
      this.error('do is missing in this for.', { start, end: start + 3 });
      return;
    }
    this.at += 2;
    const context = this.enter('loop', start, { keyword: 'for', condition });
    this.body();
    this.leave(context);
  }

  /** Reads `(set)`; between this quote stands a command. */
  private set(quote: number): void {
    const open = this.at++;
    const outerParens = this.parens;
    this.parens = 1;
    while (isBlank(this.peek())) this.at++;
    if (this.peek() === quote) this.quotedCommand(quote);
    while (this.peek() !== -1 && this.peek() !== Char.CloseParen) {
      const before = this.at;
      this.word();
      if (this.at === before) this.at++;
    }
    this.parens = outerParens;
    if (this.peek() === Char.CloseParen) this.at++;
    else this.unpaired(') is missing for this.', { start: open, end: open + 1 });
  }

  private quotedCommand(quote: number): void {
    const start = this.at;
    const lineEnd = Math.min(this.lineEnd(), start + longestLine);
    // The quote that ends it is the last one before the parenthesis that ends the set.
    let close = -1;
    for (let at = start + 1, isQuoted = false; at < lineEnd; at++) {
      const c = this.text.charCodeAt(at);
      if (c === Char.DoubleQuote) isQuoted = !isQuoted;
      if (c !== quote) continue;
      let next = at + 1;
      while (next < lineEnd && isBlank(this.text.charCodeAt(next))) next++;
      if (this.text.charCodeAt(next) === Char.CloseParen) {
        close = at;
        break;
      }
      at = next - 1;
    }
    if (close < 0) return;
    const outerEnd = this.end;
    const context = this.enter('substitution', start);
    this.at = start + 1;
    this.end = close;
    this.parens = 0;
    const wasForCommand = this.isForCommand;
    this.isForCommand = true;
    this.statements();
    this.isForCommand = wasForCommand;
    this.parens = 1;
    this.end = outerEnd;
    this.at = close + 1;
    this.leave(context);
  }

  private simpleCommand(connector: Connector, index: number): void {
    const start = this.at;
    let redirections: Redirection[] = none;
    for (;;) {
      const redirection = this.redirection();
      if (!redirection) break;
      redirections = added(redirections, redirection);
      this.skipToCommand();
    }
    if (this.endsWord(this.peek())) return;
    const name = this.commandName();
    const command = this.leanCommand(name, start, connector, index, redirections);
    const argsStart = this.at;
    this.arguments(command);
    if (name.value?.length === 3 && name.value.toLowerCase() === 'set') this.setVariable(command, argsStart);
  }

  /** Reads a command's name: `shutdown/r`, `echo.` and `cd..` end where no program's name could go on. */
  private commandName(): Argument {
    const start = this.at;
    let length = 0;
    while (length < 20 && isLetter(this.peek(length))) length++;
    const c = this.peek(length);
    if (length === 0 || c < 0 || c > 127 || !endsNames[c]) return this.word(',;=(');
    const written = this.text.slice(start, start + length);
    const letters = written.toLowerCase();
    const isFolder = (letters === 'cd' || letters === 'chdir') && (c === Char.Dot || c === Char.Backslash);
    const isJump = (letters === 'goto' || letters === 'call') && c === Char.Colon;
    if (c !== Char.Slash && letters !== 'echo' && !isFolder && !isJump) return this.word(',;=(');
    this.at += length;
    return plainWord(written, start, this.at);
  }

  private arguments(command: CommandDraft): void {
    for (;;) {
      this.skipBlanks();
      const redirection = this.redirection();
      if (redirection) command.redirections = added(command.redirections, redirection);
      else if (this.isForCommand && this.peek() === Char.Caret && this.isOperator(this.peek(1))) {
        // `^|` in a command of for is the operator itself.
        this.at++;
        return;
      } else if (!this.endsWord(this.peek())) command.args = added(command.args, this.word('', command.name));
      else return;
      command.span.end = this.at;
    }
  }

  private isOperator(c: number): boolean {
    return c === Char.Pipe || c === Char.Ampersand || c === Char.Less || c === Char.Greater;
  }

  /** Reads `set NAME=value`, `set "NAME=value"` and `set /a NAME=value` behind `set`. */
  private setVariable(command: CommandDraft, argsStart: number): void {
    const end = command.args.at(-1)?.span.end ?? argsStart;
    const written = this.text.slice(argsStart, Math.min(end, argsStart + 300));
    const match = /^\s*(?:\/[ap]\s+)?"?([^\s="%!][^="]*)=/i.exec(written);
    const name = match?.[1];
    if (!match || name === undefined) return;
    const isQuoted = match[0].includes('"');
    const from = argsStart + match[0].length;
    const closing = isQuoted ? this.text.lastIndexOf('"', end - 1) : -1;
    this.assignments.push({
      name,
      operator: '=',
      value: this.assignedValue(from, closing >= from ? closing : Math.max(from, end)),
      span: { start: argsStart + match[0].search(/\S/), end: Math.max(from, end) },
      context: this.context,
    });
  }

  private assignedValue(start: number, end: number): Argument {
    const raw = this.text.slice(start, end);
    const first = raw.search(/[%!^]/);
    if (first < 0) return plainWord(raw, start, end);
    const word = new WordBuilder();
    word.verbatim(this.text, start, start + first);
    word.dynamic(start + first, end, /^[%!](\w+)[%!]$/.exec(raw.slice(0, 100))?.[1]);
    return word.finish('word', { start, end });
  }

  private redirection(): Redirection | undefined {
    const c = this.peek();
    if (c > Char.Greater || (c !== Char.Greater && c !== Char.Less && !isDigit(c))) return undefined;
    if (isDigit(c) && this.peek(1) !== Char.Greater && this.peek(1) !== Char.Less) return undefined;
    redirectionOperator.lastIndex = this.at;
    const operator = redirectionOperator.exec(this.text)?.[0];
    if (operator === undefined || this.at + operator.length > this.end) return undefined;
    const start = this.at;
    this.at += operator.length;
    let target: Argument | undefined;
    if (!operator.includes('&')) {
      this.skipBlanks();
      if (this.endsWord(this.peek())) this.error('A file name is missing here.', { start, end: this.at });
      else target = this.word();
    }
    return { operator, target, body: undefined, span: { start, end: this.at } };
  }
}
