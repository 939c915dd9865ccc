import type { Span } from '../../../text/span';
import * as Char from '../char';
import { isDigit, isLetter } from '../charClass';
import type { Argument, Connector, Context, Redirection } from '../tree';
import type { CommandDraft, Draft } from '../treeBuilder';
import { dynamicArgument, plainWord, WordBuilder } from '../wordBuilder';
import { endsWord, isBlank, isDash, isNewline, isQuote } from './characters';
import { PowerShellExpressions } from './expressions';

const redirectionOperator = /(?:[1-6*]?>>?(?:&[12])?|<)/y;

/** Reads a command with its arguments. */
export abstract class PowerShellCommands extends PowerShellExpressions {
  /** Inside a configuration a block may stand on the line after its resource. */
  protected configurations = 0;

  /** Reads a command, which is the first that it adds. */
  protected invoke(connector: Connector, index: number): undefined {
    const start = this.at;
    const c = this.peek();
    let invocation: '&' | '.' | undefined;
    if (c === Char.Ampersand || (c === Char.Dot && this.isDotCall())) {
      invocation = c === Char.Ampersand ? '&' : '.';
      this.at++;
      this.skipSpace();
    }
    if (endsWord(this.peek()) && !this.startsExpression()) {
      // `&` with nothing to call, or a character that starts nothing.
      this.error('A command is expected here.', { start, end: Math.min(start + 1, this.end) });
      if (this.at === start && c !== -1 && c !== Char.CloseParen && c !== Char.CloseBrace) this.at++;
      return;
    }
    // The command goes first into the list, ahead of what is nested in a block that is its name.
    const placeholder = plainWord('', this.at, this.at);
    const command = this.command(placeholder, start, connector, index, invocation);
    command.name = this.argument(invocation ?? '');
    command.span.end = this.at;
    this.arguments(command);
  }

  private isDotCall(): boolean {
    const next = this.peek(1);
    return (
      isBlank(next) ||
      isQuote(next) ||
      next === Char.Dollar ||
      next === Char.OpenParen ||
      next === Char.OpenBrace
    );
  }

  private arguments(command: CommandDraft): void {
    const owner = command.name.value ?? command.invocation;
    for (;;) {
      this.skipBlanks();
      const c = this.peek();
      const redirection = this.redirection(c);
      if (redirection) {
        command.redirections.push(redirection);
      } else if (c === Char.Comma) {
        this.element(command.args, owner);
      } else if (c === Char.OpenParen || c === Char.OpenBrace || !endsWord(c)) {
        if (c === Char.Dash && this.isStopParsing()) this.verbatimArguments(command.args);
        else {
          if (c === Char.At && isLetter(this.peek(1))) command.hasSplat = true;
          command.args.push(this.argument(owner));
        }
      } else if (!(isNewline(c) && this.configurations > 0 && this.blockFollows())) {
        return;
      }
      command.span.end = this.at;
    }
  }

  /** Reads one argument or a command's name; always moves on. */
  protected argument(owner?: string): Argument {
    const start = this.at;
    const c = this.peek();
    if (isDash(c) && (isLetter(this.peek(1)) || this.peek(1) === Char.Underscore)) {
      const parameter = this.parameter(owner);
      if (parameter) return parameter;
    } else if (c === Char.OpenBrace) {
      this.braces('scriptblock', start, owner);
      return dynamicArgument('scriptblock', start, this.at);
    } else if (c === Char.At && !isQuote(this.peek(1))) {
      if (this.peek(1) === Char.OpenParen || this.peek(1) === Char.OpenBrace) return this.operand();
      this.at++;
      while (!endsWord(this.peek())) this.at++;
      return dynamicArgument('expression', start, this.at);
    } else if (isQuote(c) || c === Char.Dollar || c === Char.OpenParen || this.atHereString()) {
      return this.operand();
    }
    return this.bareWord(start, new WordBuilder());
  }

  /** Reads an argument that starts as an expression does; `$x\y` and `$(x)y` then go on as a word. */
  private operand(): Argument {
    const start = this.at;
    const isVariable = this.peek() === Char.Dollar;
    const operand = this.primary(true);
    if (!operand) return this.bareWord(start, new WordBuilder());
    if (!isVariable || endsWord(this.peek())) return operand;
    const word = new WordBuilder();
    word.dynamic(start, this.at);
    return this.bareWord(start, word);
  }

  private bareWord(start: number, word: WordBuilder): Argument {
    let plainFrom = this.at;
    for (;;) {
      const c = this.peek();
      if (endsWord(c)) break;
      if (c !== Char.Backquote && c !== Char.Dollar && !isQuote(c)) {
        this.at++;
        continue;
      }
      word.verbatim(this.text, plainFrom, this.at);
      if (c === Char.Backquote && isNewline(this.peek(1))) {
        plainFrom = this.at;
        break;
      }
      if (isQuote(c)) this.string(word);
      else this.expandable(word);
      plainFrom = this.at;
    }
    word.verbatim(this.text, plainFrom, this.at);
    return word.finish('word', { start, end: this.at });
  }

  /** Reads `-Name` or `-Name:value`; undefined, without moving, for what only looks like it (`-x"y"`). */
  private parameter(owner: string | undefined): Argument | undefined {
    const start = this.at;
    let at = start + 1;
    let c = this.text.charCodeAt(at);
    while (at < this.end && c !== Char.Colon && !endsWord(c) && c !== Char.Backquote) {
      if (isQuote(c)) return undefined;
      c = this.text.charCodeAt(++at);
    }
    this.at = at;
    const name = this.text.slice(start + 1, at);
    const plain = plainWord('-' + name, start, at);
    if (this.peek() !== Char.Colon) return this.asParameter(plain, name, undefined);
    this.at++;
    this.skipBlanks();
    const next = this.peek();
    const hasValue = !endsWord(next) || next === Char.OpenParen || next === Char.OpenBrace;
    const value = hasValue ? this.argument(owner) : undefined;
    const isLiteral = value?.value !== undefined;
    return {
      ...this.asParameter(plain, name, value),
      span: { start, end: this.at },
      value: isLiteral ? `-${name}:${value.value}` : undefined,
      literalPrefix: isLiteral ? undefined : `-${name}:${value?.literalPrefix ?? ''}`,
      literalSuffix: isLiteral ? undefined : (value?.literalSuffix ?? ''),
      content: undefined,
      pieces: undefined,
    };
  }

  private asParameter(word: Argument, name: string, value: Argument | undefined): Argument {
    return { ...word, kind: 'parameter', parameter: { name, value } };
  }

  /** Reads `, next` and makes the argument before it a list. */
  private element(args: Argument[], owner: string | undefined): void {
    this.at++;
    this.skipSpace();
    const c = this.peek();
    if (c === Char.Comma || (endsWord(c) && c !== Char.OpenParen && c !== Char.OpenBrace)) return;
    const next = this.argument(owner);
    const before = args.at(-1);
    if (!before || (before.parameter && !before.parameter.value)) {
      args.push(next);
    } else if (before.parameter?.value) {
      const value = listed(before.parameter.value, next);
      const span = { start: before.span.start, end: this.at };
      args[args.length - 1] = {
        ...before,
        span,
        value: undefined,
        parameter: { ...before.parameter, value },
      };
    } else {
      args[args.length - 1] = listed(before, next);
    }
  }

  private redirection(c: number): Redirection | undefined {
    if (c !== Char.Greater && c !== Char.Less && !(isDigit(c) || c === Char.Asterisk)) return undefined;
    if ((isDigit(c) || c === Char.Asterisk) && this.peek(1) !== Char.Greater) return undefined;
    redirectionOperator.lastIndex = this.at;
    const operator = redirectionOperator.exec(this.text)?.[0];
    if (operator === undefined) return undefined;
    const start = this.at;
    this.at += operator.length;
    let target: Argument | undefined;
    if (!operator.includes('&')) {
      this.skipBlanks();
      if (!endsWord(this.peek()) || this.peek() === Char.OpenParen) target = this.argument();
      else this.error('A file name is missing here.', { start, end: this.at });
    }
    return { operator, target, body: undefined, span: { start, end: this.at } };
  }

  /** Passes over redirections behind an expression. */
  protected skipRedirections(): void {
    do this.skipBlanks();
    while (this.redirection(this.peek()));
  }

  private isStopParsing(): boolean {
    return this.peek(1) === Char.Dash && this.peek(2) === Char.Percent && endsWord(this.peek(3));
  }

  /** Reads what stands behind `--%`: words for another program, up to the end of the line or a pipe. */
  private verbatimArguments(args: Argument[]): void {
    this.at += 3;
    for (;;) {
      while (isBlank(this.peek())) this.at++;
      const c = this.peek();
      if (c === -1 || isNewline(c) || c === Char.Pipe) return;
      args.push(this.verbatimArgument());
    }
  }

  private verbatimArgument(): Argument {
    const start = this.at;
    const word = new WordBuilder();
    let plainFrom = start;
    let isQuoted = false;
    for (;;) {
      const c = this.peek();
      if (c === -1 || isNewline(c)) break;
      if (!isQuoted && (isBlank(c) || c === Char.Pipe)) break;
      this.at++;
      if (c !== Char.DoubleQuote) continue;
      word.verbatim(this.text, plainFrom, this.at - 1);
      word.emptyAt(this.at);
      plainFrom = this.at;
      isQuoted = !isQuoted;
    }
    word.verbatim(this.text, plainFrom, this.at);
    return word.finish('word', { start, end: this.at });
  }

  private blockFollows(): boolean {
    const before = this.at;
    this.skipSpace();
    if (this.peek() === Char.OpenBrace) return true;
    this.at = before;
    return false;
  }

  /** Runs the reader inside a nest of this kind, and closes the nest where the reader stopped. */
  protected within(
    kind: Context['kind'],
    start: number,
    more: Partial<Omit<Context, 'kind' | 'span'>>,
    read: () => void,
  ): void {
    const context = this.enter(kind, start, more);
    read();
    this.leave(context);
  }
}

function listed(first: Argument, next: Argument): Argument {
  const span: Draft<Span> = { start: first.span.start, end: next.span.end };
  const list = dynamicArgument('expression', span.start, span.end);
  // A list grows in place: copying it for each of a million elements would take for ever.
  if (first.elements && growing.has(first.elements)) {
    (first.elements as Argument[]).push(next);
    return { ...list, elements: first.elements };
  }
  const elements = [first, next];
  growing.add(elements);
  return { ...list, elements };
}

/** The lists made here, as opposed to those of an `@( )` that is the first of a list. */
const growing = new WeakSet<readonly Argument[]>();
