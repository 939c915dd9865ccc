import type { Span } from '../../../text/span';
import * as Char from '../char';
import { isDigit, isLetter } from '../charClass';
import type { Argument, Assignment, Connector, Redirection } from '../tree';
import { added, none } from '../treeBuilder';
import type { CommandDraft, ContextDraft, Draft } from '../treeBuilder';
import { plainWord } from '../wordBuilder';
import { isQuestion } from './questions';
import { endsWord, isBlank, isName, ShellWords } from './words';

interface PendingDocument {
  readonly redirection: Draft<Redirection>;
  readonly end: string;
  readonly stripsTabs: boolean;
  readonly expands: boolean;
}

const redirectionOperator = /(?:\d*|&)(?:<<<|<<-|<<|<>|>>|>\||[<>]&|[<>])/y;
const assignmentStart = /[A-Za-z_]\w*(?:\[[^\]\s]*\])?\+?=/y;
const functionStart = /[^\s"'$`\\;&|<>(){}=]+[ \t]*\([ \t]*\)/y;

/** Words that end a list; they are only that where a command would start. */
const closingWords = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}', ';;']);

const startsClosing = new Uint8Array(128);
for (const word of closingWords) startsClosing[word.charCodeAt(0)] = 1;

/** The first characters of the words that mean something where a command would start. */
const startsReserved = new Uint8Array(128);
for (const c of '!tc{ifswu') startsReserved[c.charCodeAt(0)] = 1;

/** Reads lists of commands, and the compound commands of sh and bash. */
export class ShellStatements extends ShellWords {
  private documents: PendingDocument[] = [];
  /** How many `{`, `if`, `do` … are open: only then does a closing word close one of them. */
  private openWords = 0;

  protected script(): void {
    while (this.at < this.end) {
      this.list(-1);
      if (this.at < this.end) this.stray();
    }
  }

  protected list(closer: number): void {
    const outerWords = this.openWords;
    if (closer !== -1) this.openWords = 0;
    this.words(closer);
    this.openWords = outerWords;
  }

  /** Reads commands up to the closing character, a closing word of an open compound, or the end. */
  private words(closer: number): void {
    let connector: Connector = 'start';
    for (;;) {
      connector = this.separators(connector);
      const c = this.peek();
      if (c === -1 || c === closer) return;
      if (c === Char.Semicolon) {
        // `;;` ends a clause of case.
        if (this.openWords > 0) return;
        this.stray();
        continue;
      }
      if (c === Char.CloseParen) {
        if (closer === -1 && this.openWords > 0) return;
        this.stray();
        continue;
      }
      if (this.closingWord()) {
        if (this.openWords > 0) return;
        this.stray();
        continue;
      }
      const before = this.at;
      this.pipeline(connector);
      connector = 'newline';
      if (this.at === before) this.stray();
    }
  }

  private stray(): void {
    const start = this.at;
    const word = this.closingWord();
    this.at += word?.length ?? 1;
    this.unpaired('Nothing is open that this could close.', { start, end: this.at });
  }

  private closingWord(): string | undefined {
    const first = this.peek();
    if (first < 0 || first > 127 || !startsClosing[first]) return undefined;
    const word = this.plainWordHere();
    return word !== undefined && closingWords.has(word) ? word : undefined;
  }

  /** The short unquoted word that starts here, if it is one. */
  private plainWordHere(): string | undefined {
    let length = 0;
    for (;;) {
      const c = this.peek(length);
      if (endsWord(c)) break;
      const isPlain = isLetter(c) || c === Char.OpenBrace || c === Char.CloseBrace || c === Char.Exclamation;
      if ((!isPlain && c !== Char.OpenBracket) || ++length > 8) return undefined;
    }
    return length ? this.text.slice(this.at, this.at + length) : undefined;
  }

  private separators(connector: Connector): Connector {
    let found: Connector | undefined;
    for (;;) {
      this.skipBlanks();
      const c = this.peek();
      if (c === Char.LineFeed) {
        found ??= 'newline';
        this.newline();
      } else if (c === Char.Semicolon && this.peek(1) !== Char.Semicolon && this.peek(1) !== Char.Ampersand) {
        found = ';';
        this.at++;
      } else if (c === Char.Ampersand && this.peek(1) !== Char.Greater) {
        found = '&';
        this.at++;
      } else {
        return connector === 'start' ? connector : (found ?? connector);
      }
    }
  }

  private skipBlanks(): void {
    for (;;) {
      const c = this.peek();
      if (isBlank(c)) this.at++;
      else if (c === Char.Backslash && this.peek(1) === Char.LineFeed) this.at += 2;
      else if (c === Char.Backslash && this.peek(1) === Char.Return && this.peek(2) === Char.LineFeed)
        this.at += 3;
      else if (c === Char.Hash) {
        const start = this.at;
        this.at = this.lineEnd();
        this.comment(start, this.at);
      } else return;
    }
  }

  private skipSpace(): void {
    for (;;) {
      this.skipBlanks();
      if (this.peek() !== Char.LineFeed) return;
      this.newline();
    }
  }

  /** Passes over a line end, and over the here-documents that start behind it. */
  private newline(): void {
    this.at++;
    const documents = this.documents;
    this.documents = [];
    for (const document of documents) this.document(document);
  }

  private document({ redirection, end, stripsTabs, expands }: PendingDocument): void {
    const start = this.at;
    let lineStart = start;
    for (;;) {
      if (lineStart >= this.end) {
        // Shells take it to the end of the file, and only warn.
        this.error(`This here-document has no end: a line with ${end} is missing.`, redirection.span);
        break;
      }
      const found = this.text.indexOf('\n', lineStart);
      const lineEnd = found < 0 || found > this.end ? this.end : found;
      let from = lineStart;
      if (stripsTabs) while (this.text.charCodeAt(from) === Char.Tab) from++;
      const to = this.text.charCodeAt(lineEnd - 1) === Char.Return ? lineEnd - 1 : lineEnd;
      if (to - from === end.length && this.text.startsWith(end, from)) {
        redirection.body = { start, end: lineStart };
        if (expands) this.expandDocument(redirection.body);
        this.at = Math.min(lineEnd + 1, this.end);
        return;
      }
      lineStart = lineEnd + 1;
    }
    redirection.body = { start: Math.min(start, this.end), end: this.end };
    if (expands) this.expandDocument(redirection.body);
    this.at = this.end;
  }

  private expandDocument(body: Span): void {
    const context = this.enter('heredoc', body.start);
    this.expand(body);
    this.leave(context);
  }

  /** Reads `a | b && c || d`, and says of it what its `&&`, `||` and a `&` behind it mean. */
  private pipeline(connector: Connector): void {
    const first = this.commands.length;
    const outer = this.isGuarded;
    this.andOr(connector, outer);
    this.isGuarded = outer;
    if (this.peek() === Char.Ampersand && this.peek(1) !== Char.Greater) this.inBackground(first);
  }

  private andOr(connector: Connector, outer: boolean): void {
    let isAsked = false;
    for (;;) {
      const from = this.commands.length;
      this.onePipeline(connector);
      this.skipBlanks();
      const c = this.peek();
      if ((c !== Char.Ampersand && c !== Char.Pipe) || this.peek(1) !== c) return;
      const start = this.at;
      this.at += 2;
      connector = c === Char.Pipe ? '||' : '&&';
      // `a || b && c` runs c where either has gone well.
      isAsked = connector === '&&' && (isAsked || this.asks(from));
      this.isGuarded = outer || isAsked || connector === '||';
      this.skipSpace();
      if (this.peek() === -1 || this.peek() === Char.CloseParen) {
        this.error('A command is missing behind this.', { start, end: start + 2 });
        return;
      }
    }
  }

  /** Whether what was read from an index on asks something; arithmetic alone has no command. */
  private asks(from: number): boolean {
    if (from === this.commands.length) return true;
    for (let i = this.commands.length - 1; i >= from; i--) {
      const command = this.commands[i];
      if (command?.context === this.context) return isQuestion(command);
    }
    return false;
  }

  private onePipeline(connector: Connector): void {
    const first = this.commands.length;
    const outer = this.context;
    for (let index = 0; ; index++) {
      this.element(connector, index);
      this.skipBlanks();
      if (this.peek() !== Char.Pipe || this.peek(1) === Char.Pipe) {
        this.endPipeline(first, outer, index + 1);
        return;
      }
      this.at += this.peek(1) === Char.Ampersand ? 2 : 1;
      connector = '|';
      this.skipSpace();
    }
  }

  private element(connector: Connector, index: number): void {
    const start = this.at;
    const first = this.peek();
    const word = first > 0 && first < 128 && startsReserved[first] ? this.plainWordHere() : undefined;
    if (word === '!' || word === 'time' || word === 'coproc') {
      this.at += word.length;
      this.skipBlanks();
      if (!endsWord(this.peek()) || this.peek() === Char.OpenParen)
        return this.nestedElement(connector, index);
      return;
    }
    if (this.compound(start, word)) return this.skipRedirections();
    if (this.functionDefinition(start)) return;
    this.simpleCommand(connector, index);
  }

  private nestedElement(connector: Connector, index: number): void {
    this.deeper();
    this.element(connector, index);
    this.shallower();
  }

  private compound(start: number, word: string | undefined): boolean {
    if (this.peek() === Char.OpenParen) {
      if (this.peek(1) === Char.OpenParen) this.arithmetic(2);
      else this.subshell(start);
      return true;
    }
    if (word === undefined) return false;
    switch (word) {
      case '{':
        this.group(start);
        return true;
      case 'if':
        this.ifStatement(start);
        return true;
      case 'case':
        this.caseStatement(start);
        return true;
      case 'for':
      case 'select':
        this.forLoop(start, word);
        return true;
      case 'while':
      case 'until':
        this.whileLoop(start, word);
        return true;
      case 'function':
        this.namedFunction(start);
        return true;
      default:
        return false;
    }
  }

  private subshell(start: number): void {
    const context = this.enter('subshell', start);
    this.at++;
    this.list(Char.CloseParen);
    this.close(Char.CloseParen, start);
    this.leave(context);
  }

  private group(start: number): void {
    const context = this.enter('group', start);
    this.at++;
    this.open();
    this.expect('}', start);
    this.leave(context);
  }

  private open(): void {
    this.openWords++;
    this.words(-1);
    this.openWords--;
  }

  /** Passes over the word, or says that it is missing for what started there. */
  private expect(word: string, start: number): boolean {
    if (this.plainWordHere() === word) {
      this.at += word.length;
      return true;
    }
    this.unpaired(`${word} is missing for this.`, { start, end: Math.min(start + 1, this.end) });
    return false;
  }

  private condition(keyword: string): Span {
    const context = this.enter('condition', this.at, { keyword });
    const start = this.at;
    this.open();
    this.leave(context);
    return { start, end: this.at };
  }

  private ifStatement(start: number): void {
    let keyword = 'if';
    let from = start;
    this.at += 2;
    for (;;) {
      const condition = keyword === 'else' ? undefined : this.condition(keyword);
      if (condition && !this.expect('then', from)) return;
      const context = this.enter('branch', from, { keyword, condition, statement: start });
      this.open();
      this.leave(context);
      const next = this.plainWordHere();
      if ((next !== 'elif' && next !== 'else') || keyword === 'else') break;
      from = this.at;
      this.at += next.length;
      keyword = next;
    }
    this.expect('fi', start);
  }

  private whileLoop(start: number, keyword: string): void {
    this.at += keyword.length;
    const condition = this.condition(keyword);
    this.body(this.enter('loop', start, { keyword, condition }), start);
  }

  private forLoop(start: number, keyword: string): void {
    this.at += keyword.length;
    this.skipBlanks();
    const from = this.at;
    if (this.peek() === Char.OpenParen) this.arithmetic(2);
    else {
      this.word();
      this.skipSpace();
      if (this.plainWordHere() === 'in') {
        this.at += 2;
        for (this.skipBlanks(); !endsWord(this.peek()); this.skipBlanks()) this.word();
      }
    }
    const condition = { start: from, end: this.at };
    this.skipBlanks();
    if (this.peek() === Char.Semicolon) this.at++;
    this.skipSpace();
    const context = this.enter('loop', start, { keyword, condition });
    if (this.plainWordHere() === '{') {
      this.group(this.at);
      this.leave(context);
    } else this.body(context, start);
  }

  private body(context: ContextDraft, start: number): void {
    if (this.expect('do', start)) {
      this.open();
      this.expect('done', start);
    }
    this.leave(context);
  }

  private caseStatement(start: number): void {
    this.at += 4;
    this.skipBlanks();
    this.word();
    this.skipSpace();
    if (!this.expect('in', start)) return;
    this.deeper();
    for (;;) {
      this.skipSpace();
      if (this.peek() === -1 || this.plainWordHere() === 'esac') break;
      if (!this.clause(start)) break;
    }
    this.shallower();
    this.expect('esac', start);
  }

  private clause(statement: number): boolean {
    const start = this.at;
    if (this.peek() === Char.OpenParen) this.at++;
    for (;;) {
      this.skipBlanks();
      const c = this.peek();
      if (c === Char.Pipe) this.at++;
      else if (endsWord(c)) break;
      else this.word();
    }
    const condition = { start, end: this.at };
    if (this.peek() !== Char.CloseParen) {
      this.error(') is missing after this pattern.', condition);
      return false;
    }
    this.at++;
    const context = this.enter('branch', start, { keyword: 'case', condition, statement });
    this.open();
    this.leave(context);
    // `;;`, `;&` or `;;&`
    while (this.peek() === Char.Semicolon || this.peek() === Char.Ampersand) this.at++;
    return true;
  }

  private namedFunction(start: number): void {
    this.at += 8;
    this.skipBlanks();
    const name = this.word();
    this.skipBlanks();
    if (this.peek() === Char.OpenParen && /^\([ \t]*\)/.test(this.text.slice(this.at, this.at + 20)))
      this.at = this.text.indexOf(')', this.at) + 1;
    this.functionBody(start, name.value ?? '');
  }

  private functionDefinition(start: number): boolean {
    // Most commands have no parenthesis after their first word: a cheap look before the pattern.
    const { text, end } = this;
    let at = this.plainEnd();
    while (at < end && (text.charCodeAt(at) === Char.Space || text.charCodeAt(at) === Char.Tab)) at++;
    if (at >= end || text.charCodeAt(at) !== Char.OpenParen) return false;
    functionStart.lastIndex = start;
    const match = functionStart.exec(this.text)?.[0];
    if (match === undefined) return false;
    this.at += match.length;
    this.functionBody(start, match.slice(0, match.indexOf('(')).trim());
    return true;
  }

  private functionBody(start: number, name: string): void {
    const context = this.enter('function', start, { keyword: 'function', name });
    this.skipSpace();
    const bodyStart = this.at;
    const position = this.functions.length;
    if (this.plainWordHere() === '{') {
      this.at++;
      this.open();
      this.expect('}', bodyStart);
    } else if (this.peek() !== -1) {
      this.element('start', 0);
    }
    this.skipRedirections();
    this.leave(context);
    const span = { start, end: this.at };
    this.functions.splice(position, 0, {
      name,
      span,
      bodySpan: { start: Math.min(bodyStart, this.at), end: this.at },
    });
  }

  private simpleCommand(connector: Connector, index: number): void {
    const start = this.at;
    let environment: Assignment[] | undefined;
    let redirections: Redirection[] = none;
    for (;;) {
      const redirection = this.redirection();
      const assignment = redirection ? undefined : this.assignment();
      if (redirection) redirections = added(redirections, redirection);
      else if (assignment) (environment ??= []).push(assignment);
      else break;
      this.skipBlanks();
    }
    if (endsWord(this.peek())) {
      if (environment) for (const assignment of environment) this.assignments.push(assignment);
      // `> file` empties it, as `: > file` does.
      if (redirections.length) {
        const command = this.leanCommand(plainWord(':', start, start), start, connector, index, redirections);
        command.span.end = this.at;
      }
      return;
    }
    const nameStart = this.at;
    const name = this.simpleWord();
    const placeholder = name ?? plainWord('', nameStart, nameStart);
    const command = this.leanCommand(placeholder, start, connector, index, redirections);
    if (environment) command.environment = environment;
    if (!name) command.name = this.word();
    command.span.end = this.at;
    if (command.name.value === '[[') this.test(command);
    else this.arguments(command);
  }

  private arguments(command: CommandDraft): void {
    for (;;) {
      this.skipBlanks();
      const redirection = this.redirection();
      if (redirection) command.redirections = added(command.redirections, redirection);
      else if (!endsWord(this.peek())) command.args = added(command.args, this.word());
      else if (this.isProcessSubstitution()) command.args = added(command.args, this.processSubstitution());
      else if (this.peek() === Char.OpenParen) {
        this.error('This cannot follow here.', { start: this.at, end: this.at + 1 });
        return this.subshell(this.at);
      } else return;
      command.span.end = this.at;
    }
  }

  /** Reads the words of `[[ … ]]`, where operators of the shell are words. */
  private test(command: CommandDraft): void {
    for (;;) {
      this.skipSpace();
      const c = this.peek();
      if (c === -1 || c === Char.Semicolon) {
        this.unpaired(']] is missing for this.', command.name.span);
        return;
      }
      const start = this.at;
      if (endsWord(c)) {
        this.at++;
        if (this.peek() === c && (c === Char.Ampersand || c === Char.Pipe)) this.at++;
        command.args = added(command.args, plainWord(this.text.slice(start, this.at), start, this.at));
      } else command.args = added(command.args, this.word());
      command.span.end = this.at;
      if (command.args.at(-1)?.value === ']]') return;
    }
  }

  private isProcessSubstitution(): boolean {
    return (this.peek() === Char.Less || this.peek() === Char.Greater) && this.peek(1) === Char.OpenParen;
  }

  private processSubstitution(): Argument {
    const start = this.at;
    const context = this.enter('substitution', start);
    this.at += 2;
    this.list(Char.CloseParen);
    this.close(Char.CloseParen, start + 1);
    this.leave(context);
    return {
      ...plainWord('', start, this.at),
      kind: 'expression',
      value: undefined,
      literalPrefix: '',
      literalSuffix: '',
    };
  }

  private assignment(): Assignment | undefined {
    const c = this.peek();
    if (!isLetter(c) && c !== Char.Underscore) return undefined;
    let ahead = 1;
    while (isName(this.peek(ahead))) ahead++;
    const next = this.peek(ahead);
    if (next !== Char.Equals && next !== Char.Plus && next !== Char.OpenBracket) return undefined;
    assignmentStart.lastIndex = this.at;
    const match = assignmentStart.exec(this.text)?.[0];
    if (match === undefined || this.at + match.length > this.end) return undefined;
    const start = this.at;
    const isAppending = match.endsWith('+=');
    this.at += match.length;
    const context = this.context;
    const value = this.word();
    return {
      name: match.slice(0, isAppending ? -2 : -1),
      operator: isAppending ? '+=' : '=',
      value,
      span: { start, end: this.at },
      context,
    };
  }

  private skipRedirections(): void {
    do this.skipBlanks();
    while (this.redirection());
  }

  private redirection(): Redirection | undefined {
    const c = this.peek();
    if (c > Char.Greater) return undefined;
    if (c !== Char.Less && c !== Char.Greater && c !== Char.Ampersand && !isDigit(c)) return undefined;
    if (c === Char.Ampersand && this.peek(1) !== Char.Greater) return undefined;
    if (isDigit(c)) {
      let ahead = 1;
      while (isDigit(this.peek(ahead))) ahead++;
      if (this.peek(ahead) !== Char.Less && this.peek(ahead) !== Char.Greater) return undefined;
    }
    if (this.isProcessSubstitution()) return undefined;
    redirectionOperator.lastIndex = this.at;
    const operator = redirectionOperator.exec(this.text)?.[0];
    if (operator === undefined || this.at + operator.length > this.end) return undefined;
    const start = this.at;
    this.at += operator.length;
    this.skipBlanks();
    const target = this.isProcessSubstitution()
      ? this.processSubstitution()
      : endsWord(this.peek())
        ? undefined
        : this.word();
    const redirection: Draft<Redirection> = {
      operator,
      target,
      body: undefined,
      span: { start, end: this.at },
    };
    if (!target) this.error('A file name is missing here.', redirection.span);
    else if (/^\d*<<-?$/.test(operator)) {
      const written = this.text.slice(target.span.start, target.span.end);
      const isQuoted = /["'\\]/.test(written.slice(0, 200));
      const end = isQuoted ? (target.value ?? written) : written;
      this.documents.push({ redirection, end, stripsTabs: operator.endsWith('-'), expands: !isQuoted });
    }
    return redirection;
  }
}
