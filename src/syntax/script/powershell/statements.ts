import type { Span } from '../../../text/span';
import * as Char from '../char';
import { isLetter, isNameChar } from '../charClass';
import type { Argument, Connector } from '../tree';
import type { CommandDraft, ContextDraft } from '../treeBuilder';
import { plainWord } from '../wordBuilder';
import { endsWord, isBlank, isDash, isNewline, isQuote } from './characters';
import { PowerShellCommands } from './commands';

type Keyword = (parser: PowerShellStatements, start: number, word: string, connector: Connector) => boolean;

const assignmentOperator = /(?:\?\?|[-+*/%\u2013-\u2015])?=/y;

/** Reads statements: pipelines, and everything that a keyword starts. */
export class PowerShellStatements extends PowerShellCommands {
  private braceDepth = 0;

  protected script(): void {
    while (this.at < this.end) this.statements(-1);
  }

  protected statements(closer: number): void {
    if (closer === Char.CloseBrace) this.braceDepth++;
    let connector: Connector = 'start';
    for (;;) {
      connector = this.separators(connector);
      const c = this.peek();
      if (c === -1 || c === closer) break;
      if (c === Char.CloseParen || c === Char.CloseBrace) {
        // A brace that an outer block waits for ends this parenthesis too.
        if (c === Char.CloseBrace && closer === Char.CloseParen && this.braceDepth > 0) break;
        this.unpaired('Nothing is open that this could close.', { start: this.at, end: ++this.at });
        continue;
      }
      const before = this.at;
      this.statement(connector);
      connector = 'newline';
      if (this.at === before) {
        this.error('This is not understood.', { start: before, end: before + 1 });
        this.at++;
      }
    }
    if (closer === Char.CloseBrace) this.braceDepth--;
  }

  protected value(): Argument | undefined {
    this.deeper();
    const value = this.statement('start');
    this.shallower();
    return value;
  }

  /** Passes over what separates statements, and says how the next one is joined on. */
  private separators(connector: Connector): Connector {
    let found: Connector | undefined;
    for (;;) {
      this.skipBlanks();
      const c = this.peek();
      if (isNewline(c)) found ??= 'newline';
      else if (c === Char.Semicolon) found = ';';
      else return connector === 'start' ? connector : (found ?? connector);
      this.at++;
    }
  }

  private statement(connector: Connector): Argument | undefined {
    const start = this.at;
    const c = this.peek();
    if (isLetter(c)) {
      if (this.configurations > 0 && this.property()) return undefined;
      const word = this.keywordHere();
      const keyword = word === undefined ? undefined : keywords.get(word);
      if (keyword && word !== undefined) {
        this.at += word.length;
        if (keyword(this, start, word, connector)) return undefined;
        this.at = start;
      }
    } else if (c === Char.Colon && isNameChar(this.peek(1))) {
      this.at++;
      while (isNameChar(this.peek())) this.at++;
      this.skipSpace();
      return undefined;
    }
    return this.pipeline(connector);
  }

  /** The word here in lower case, if it could be a keyword. */
  private keywordHere(): string | undefined {
    let length = 0;
    while (isLetter(this.peek(length))) if (++length > 13) return undefined;
    const next = this.peek(length);
    if (length < 2 || !(endsWord(next) || next === Char.OpenBracket || next === Char.Dollar || isQuote(next)))
      return undefined;
    return this.text.slice(this.at, this.at + length).toLowerCase();
  }

  /** Reads a pipeline; gives its value when it is one expression and nothing else. */
  private pipeline(connector: Connector): Argument | undefined {
    let members: CommandDraft[] = [];
    let index = 0;
    let isChain = false;
    for (;;) {
      const before = this.at;
      const position = this.commands.length;
      const isCommand = !this.startsExpression();
      const value = isCommand ? this.invoke(connector, index) : this.expressionElement(index);
      const command = isCommand ? this.commands[position] : undefined;
      if (command) members.push(command);
      this.skipBlanks();
      if (isNewline(this.peek())) this.joinNextLine();
      const c = this.peek();
      const next = this.peek(1);
      const isChained = c === next && (c === Char.Pipe || c === Char.Ampersand);
      if (c !== Char.Pipe && !isChained) {
        setLength(members, index + 1);
        if (c === Char.Ampersand && value === undefined) this.at++;
        else this.expectEnd(c);
        return index === 0 && !isChain ? value : undefined;
      }
      this.at += isChained ? 2 : 1;
      this.skipSpace();
      if (isChained) {
        setLength(members, index + 1);
        isChain = true;
        members = [];
        index = 0;
        connector = c === Char.Pipe ? '||' : '&&';
      } else {
        index++;
        connector = '|';
      }
      if (this.at >= this.end) {
        setLength(members, index);
        this.error('A command is missing at the end.', { start: before, end: this.at });
        return undefined;
      }
      if (isChained && this.atKeyword()) {
        this.deeper();
        this.statement(connector);
        this.shallower();
        return undefined;
      }
    }
  }

  /** `Command || exit 1`: the words that may stand in a chain instead of a command. */
  private atKeyword(): boolean {
    const word = isLetter(this.peek()) ? this.keywordHere() : undefined;
    return word !== undefined && keywords.has(word);
  }

  private expectEnd(c: number): void {
    if (endsWord(c) && c !== Char.OpenParen && c !== Char.OpenBrace && c !== Char.Comma) return;
    // `[CmdletBinding()]param(` is two statements.
    if (isLetter(c) && this.text.charCodeAt(this.at - 1) === Char.CloseBracket) return;
    this.error('This cannot follow here.', { start: this.at, end: Math.min(this.at + 1, this.end) });
  }

  /** PowerShell 7 lets a line start with the pipe that continues the line before. */
  private joinNextLine(): void {
    const before = this.at;
    this.skipSpace();
    if (this.peek() !== Char.Pipe) this.at = before;
  }

  /** Reads an expression or an assignment; gives the value of a lone expression. */
  private expressionElement(index: number): Argument | undefined {
    const start = this.at;
    const target = this.expression();
    this.skipBlanks();
    assignmentOperator.lastIndex = this.at;
    const operator = index === 0 ? assignmentOperator.exec(this.text)?.[0] : undefined;
    if (operator === undefined) {
      this.skipRedirections();
      return target;
    }
    const name = withoutType(this.text.slice(start, target.span.end));
    this.at += operator.length;
    this.assign(name, operator, start);
    return undefined;
  }

  private assign(name: string, operator: string, start: number): void {
    this.skipSpace();
    const context = this.context;
    const position = this.assignments.length;
    const value = this.at < this.end && !this.atCloser() ? this.value() : undefined;
    const span = { start, end: start + this.text.slice(start, this.at).trimEnd().length };
    this.assignments.splice(position, 0, { name, operator, value, span, context });
  }

  private atCloser(): boolean {
    const c = this.peek();
    return c === Char.CloseParen || c === Char.CloseBrace || c === Char.Semicolon;
  }

  /** Reads `Name = value` in a configuration's resource; stays where that isn't what stands here. */
  private property(): boolean {
    const start = this.at;
    while (isNameChar(this.peek())) this.at++;
    const name = this.text.slice(start, this.at);
    while (isBlank(this.peek())) this.at++;
    if (this.peek() !== Char.Equals || this.peek(1) === Char.Equals) {
      this.at = start;
      return false;
    }
    this.at++;
    this.assign(name, '=', start);
    return true;
  }

  // What follows is for the keywords below.

  /** Reads a block in braces, after blanks and line ends. */
  block(context: ContextDraft): void {
    this.skipSpace();
    if (this.peek() === Char.OpenBrace) {
      const open = this.at++;
      this.statements(Char.CloseBrace);
      this.close(Char.CloseBrace, open);
    } else {
      this.error('{ is missing.', { start: Math.max(0, this.at - 1), end: this.at });
    }
    this.leave(context);
  }

  /** Reads `(condition)`; gives the span between the parentheses. */
  condition(keyword: string): Span | undefined {
    this.skipSpace();
    if (this.peek() !== Char.OpenParen) {
      this.error(`( is missing after ${keyword}.`, { start: Math.max(0, this.at - 1), end: this.at });
      return undefined;
    }
    const context = this.enter('condition', this.at, { keyword });
    const open = this.at++;
    this.statements(Char.CloseParen);
    const span = { start: open + 1, end: this.at };
    this.close(Char.CloseParen, open);
    this.leave(context);
    return span;
  }

  /** @param statement where the `if` or `switch` starts that the branch is of */
  branch(start: number, keyword: string, statement: number, condition?: Span): void {
    this.block(this.enter('branch', start, { keyword, condition, statement }));
  }

  ifStatement(start: number): void {
    this.branch(start, 'if', start, this.condition('if'));
    for (;;) {
      const next = this.follows('elseif', 'else');
      if (next === 'elseif') this.branch(this.at - next.length, next, start, this.condition(next));
      else {
        if (next) this.branch(this.at - next.length, next, start);
        return;
      }
    }
  }

  tryStatement(start: number): void {
    this.block(this.enter('try', start, { keyword: 'try' }));
    for (;;) {
      const next = this.follows('catch', 'finally');
      if (!next) return;
      const context = this.enter(next === 'catch' ? 'catch' : 'finally', this.at - next.length, {
        keyword: next,
      });
      this.types();
      this.block(context);
    }
  }

  trap(start: number): void {
    const context = this.enter('trap', start, { keyword: 'trap' });
    this.types();
    this.block(context);
  }

  /** Reads `foreach`, `for` and `while`. */
  loop(start: number, keyword: string): void {
    this.skipBlanks();
    while (isDash(this.peek())) {
      this.argument();
      this.skipBlanks();
    }
    const condition = keyword === 'foreach' ? this.foreachHeader() : this.condition(keyword);
    this.block(this.enter('loop', start, { keyword, condition }));
  }

  doLoop(start: number): void {
    const context = this.enter('loop', start, { keyword: 'do' });
    this.block(context);
    const next = this.follows('while', 'until');
    if (!next) this.error('while or until is missing after this block.', { start, end: start + 2 });
    else context.condition = this.condition(next);
  }

  switchStatement(start: number): void {
    this.skipBlanks();
    let takesFile = false;
    while (isDash(this.peek())) {
      takesFile ||= /^-f/i.test(this.argument().value ?? '');
      this.skipBlanks();
    }
    if (takesFile && this.peek() !== Char.OpenParen) this.argument();
    else this.condition('switch');
    this.skipSpace();
    if (this.peek() !== Char.OpenBrace) {
      this.error('{ is missing after switch.', { start, end: start + 6 });
      return;
    }
    const open = this.at++;
    this.deeper();
    for (;;) {
      this.skipSpace();
      const c = this.peek();
      if (c === Char.Semicolon) this.at++;
      else if (c === -1 || c === Char.CloseBrace || c === Char.CloseParen) break;
      else this.clause(start);
    }
    this.close(Char.CloseBrace, open);
    this.shallower();
  }

  private clause(statement: number): void {
    const start = this.at;
    const c = this.peek();
    if (endsWord(c) && c !== Char.OpenBrace && c !== Char.OpenParen) {
      this.error('This is not understood.', { start, end: ++this.at });
      return;
    }
    const pattern = this.argument();
    this.branch(start, 'switch', statement, pattern.span);
  }

  /** Reads `function name($a) { }` and what is written like it; `kind` is the keyword. */
  functionDefinition(start: number, keyword: string, owner?: string): boolean {
    this.skipSpace();
    const nameStart = this.at;
    while (!endsWord(this.peek())) this.at++;
    const name = this.text.slice(nameStart, this.at);
    if (!name) return false;
    this.functionBody(start, keyword, owner === undefined ? name : `${owner}.${name}`);
    return true;
  }

  private functionBody(start: number, keyword: string, name: string): void {
    const context = this.enter('function', start, { keyword, name });
    this.skipSpace();
    if (this.peek() === Char.OpenParen) this.parameters();
    this.skipSpace();
    const bodyStart = this.at;
    const position = this.functions.length;
    this.block(context);
    const bodySpan = { start: bodyStart, end: this.at };
    this.functions.splice(position, 0, { name, span: { start, end: this.at }, bodySpan });
  }

  /** Reads `(attributes and $parameters = defaults)`. */
  parameters(): void {
    const context = this.enter('param', this.at);
    const open = this.at++;
    for (;;) {
      this.skipSpace();
      const c = this.peek();
      if (c === -1 || c === Char.CloseParen || c === Char.CloseBrace) break;
      const before = this.at;
      if (c === Char.Comma || c === Char.Equals) this.at++;
      else this.expression(true);
      if (this.at === before) {
        this.error('This is not a parameter.', { start: before, end: ++this.at });
      }
    }
    this.close(Char.CloseParen, open);
    this.leave(context);
  }

  classDefinition(start: number, keyword: string): boolean {
    this.skipBlanks();
    const nameStart = this.at;
    while (isNameChar(this.peek())) this.at++;
    const name = this.text.slice(nameStart, this.at);
    this.skipSpace();
    if (!name || (this.peek() !== Char.OpenBrace && this.peek() !== Char.Colon)) return false;
    while (this.at < this.end && this.peek() !== Char.OpenBrace) this.at++;
    const context = this.enter('class', start, { keyword, name });
    const open = this.at++;
    this.classMembers(name);
    this.close(Char.CloseBrace, open);
    this.leave(context);
    return true;
  }

  private classMembers(owner: string): void {
    for (;;) {
      this.skipSpace();
      const c = this.peek();
      const before = this.at;
      if (c === -1 || c === Char.CloseBrace) return;
      if (c === Char.Equals) {
        this.at++;
        this.skipSpace();
        if (!this.atCloser()) this.value();
      } else if (this.startsExpression() && c !== Char.OpenBrace && c !== Char.OpenParen) {
        this.primary();
      } else if (isNameChar(c)) {
        const start = this.at;
        while (isNameChar(this.peek())) this.at++;
        const name = this.text.slice(start, this.at);
        if (this.peek() === Char.OpenParen) this.functionBody(start, 'method', `${owner}.${name}`);
      }
      if (this.at === before) this.at++;
    }
  }

  configuration(start: number, keyword: string): boolean {
    this.skipBlanks();
    const nameStart = this.at;
    while (isNameChar(this.peek()) || isDash(this.peek()) || this.peek() === Char.Dollar) this.at++;
    const name = this.text.slice(nameStart, this.at);
    this.skipSpace();
    if (!name || this.peek() !== Char.OpenBrace) return false;
    this.configurations++;
    this.block(this.enter('configuration', start, { keyword, name }));
    this.configurations--;
    return true;
  }

  node(start: number): boolean {
    this.skipBlanks();
    if (this.configurations === 0) return false;
    const name = this.argument();
    while (this.skipSpaceBefore(Char.Comma)) {
      this.at++;
      this.skipSpace();
      this.argument();
    }
    this.block(this.enter('node', start, { keyword: 'node', name: name.value }));
    return true;
  }

  private skipSpaceBefore(c: number): boolean {
    this.skipBlanks();
    return this.peek() === c;
  }

  /** Reads `begin { }` and its like; a command of that name has no block right after it. */
  namedBlock(start: number, keyword: string): boolean {
    this.skipSpace();
    if (this.peek() !== Char.OpenBrace) return false;
    this.block(this.enter('block', start, { keyword }));
    return true;
  }

  /** Reads `return`, `throw`, `exit`, `break` or `continue` as a command, and the pipeline behind it. */
  jump(start: number, word: string, connector: Connector): void {
    const name = plainWord(this.text.slice(start, this.at), start, this.at);
    const command = this.command(name, start, connector, 0);
    this.skipBlanks();
    const c = this.peek();
    if (endsWord(c) && c !== Char.OpenParen && c !== Char.OpenBrace) return;
    const isLabelled = word === 'break' || word === 'continue';
    const value = isLabelled ? this.argument() : this.value();
    if (value) command.args.push(value);
    command.span.end = this.at;
  }

  skipUsing(): boolean {
    this.skipBlanks();
    if (!/^(?:namespace|module|assembly|type|command)\b/i.test(this.text.slice(this.at, this.at + 10)))
      return false;
    this.at = this.lineEnd();
    return true;
  }

  paramBlock(): boolean {
    this.skipSpace();
    if (this.peek() !== Char.OpenParen) return false;
    this.parameters();
    return true;
  }

  private types(): void {
    for (;;) {
      this.skipSpace();
      if (this.peek() === Char.OpenBracket) this.primary();
      else if (this.peek() === Char.Comma) this.at++;
      else return;
    }
  }

  /** Whether one of these words comes next, line ends or not; moves behind it. */
  private follows(...words: readonly string[]): string | undefined {
    const before = this.at;
    this.skipSpace();
    const word = isLetter(this.peek()) ? this.keywordHere() : undefined;
    if (word !== undefined && words.includes(word)) {
      this.at += word.length;
      return word;
    }
    this.at = before;
    return undefined;
  }

  private foreachHeader(): Span | undefined {
    this.skipSpace();
    if (this.peek() !== Char.OpenParen) return this.condition('foreach');
    const context = this.enter('condition', this.at, { keyword: 'foreach' });
    const open = this.at++;
    this.skipSpace();
    this.primary();
    if (!this.follows('in')) this.error('in is missing in this foreach.', { start: open, end: this.at });
    this.statements(Char.CloseParen);
    const span = { start: open + 1, end: this.at };
    this.close(Char.CloseParen, open);
    this.leave(context);
    return span;
  }
}

function setLength(members: readonly CommandDraft[], length: number): void {
  for (const { pipeline } of members) pipeline.length = length;
}

/** `[int]$x` is `$x`, but `[Type]::member[$i]` is itself. */
function withoutType(target: string): string {
  const dollar = target.indexOf('$');
  return target.startsWith('[') && /[\]\s]/.test(target.charAt(dollar - 1)) ? target.slice(dollar) : target;
}

const always =
  (
    read: (parser: PowerShellStatements, start: number, word: string, connector: Connector) => void,
  ): Keyword =>
  (parser, start, word, connector) => {
    read(parser, start, word, connector);
    return true;
  };

const loop = always((parser, start, word) => parser.loop(start, word));
const jump = always((parser, start, word, connector) => parser.jump(start, word, connector));
const definition: Keyword = (parser, start, word) => parser.functionDefinition(start, word);
const classLike: Keyword = (parser, start, word) => parser.classDefinition(start, word);
const named: Keyword = (parser, start, word) => parser.namedBlock(start, word);

const keywords = new Map<string, Keyword>([
  ['if', always((parser, start) => parser.ifStatement(start))],
  ['switch', always((parser, start) => parser.switchStatement(start))],
  ['foreach', loop],
  ['for', loop],
  ['while', loop],
  ['do', always((parser, start) => parser.doLoop(start))],
  ['try', always((parser, start) => parser.tryStatement(start))],
  ['trap', always((parser, start) => parser.trap(start))],
  ['function', definition],
  ['filter', definition],
  ['workflow', definition],
  ['class', classLike],
  ['enum', classLike],
  ['configuration', (parser, start, word) => parser.configuration(start, word)],
  ['node', (parser, start) => parser.node(start)],
  ['param', (parser) => parser.paramBlock()],
  ['begin', named],
  ['process', named],
  ['end', named],
  ['clean', named],
  ['dynamicparam', named],
  ['data', named],
  ['return', jump],
  ['throw', jump],
  ['exit', jump],
  ['break', jump],
  ['continue', jump],
  ['using', (parser) => parser.skipUsing()],
]);
