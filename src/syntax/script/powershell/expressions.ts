import * as Char from '../char';
import { isDigit, isLetter } from '../charClass';
import type { Argument, ContextKind } from '../tree';
import { dynamicArgument, plainWord, WordBuilder } from '../wordBuilder';
import { isDash, isNewline, isQuote } from './characters';
import { PowerShellStrings } from './strings';

const number = /(?:0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:u?[lsy]|[dun])?(?:[kmgtp]b)?/iy;

/** Reads expressions: flat, since nobody here computes them, with every command and method call inside. */
export abstract class PowerShellExpressions extends PowerShellStrings {
  /** Reads statements up to the closing character (not over it) or the end of the text. */
  protected abstract statements(closer: number): void;
  /** Reads one statement; gives its value when it is one expression and nothing else. */
  protected abstract value(): Argument | undefined;

  protected startsExpression(): boolean {
    const c = this.peek();
    switch (c) {
      case Char.Dollar:
      case Char.OpenParen:
      case Char.OpenBracket:
      case Char.OpenBrace:
      case Char.Exclamation:
      case Char.Plus:
      case Char.Comma:
        return true;
      case Char.At:
        return isQuote(this.peek(1)) || this.peek(1) === Char.OpenParen || this.peek(1) === Char.OpenBrace;
      default:
        return isDigit(c) ? this.numberLength() > 0 : isQuote(c) || isDash(c);
    }
  }

  /**
   * Reads operands and operators up to what can't go on, an assignment operator among it.
   * @param isElement stop at a comma: it separates arguments here
   */
  protected expression(isElement = false): Argument {
    const start = this.at;
    let only: Argument | undefined;
    let elements: Argument[] | undefined;
    let isPlain = true;
    let needsOperand = true;
    let end = start;
    for (;;) {
      if (needsOperand && only) this.skipSpace();
      else this.skipBlanks();
      const c = this.peek();
      if (needsOperand) {
        if (this.unaryOperator(c)) {
          isPlain = false;
          end = this.at;
          continue;
        }
        const isCast = c === Char.OpenBracket;
        const operand = this.primary();
        if (!operand) break;
        end = this.at;
        if (isCast && operand.kind === 'expression' && this.text.charCodeAt(end - 1) === Char.CloseBracket) {
          isPlain = false;
          this.skipBlanks();
          needsOperand = this.startsOperand();
        } else {
          needsOperand = false;
        }
        if (elements) elements.push(operand);
        only ??= operand;
      } else if (c === Char.Comma && !isElement) {
        this.at++;
        needsOperand = true;
        elements ??= only && isPlain ? [only] : [];
      } else if (this.binaryOperator(c)) {
        isPlain = false;
        end = this.at;
        needsOperand = true;
      } else if ((c === Char.Plus || c === Char.Dash) && this.peek(1) === c) {
        this.at += 2;
        end = this.at;
        isPlain = false;
      } else {
        break;
      }
    }
    if (!only || !isPlain) return dynamicArgument('expression', start, end);
    if (!elements) return only;
    return { ...dynamicArgument('expression', start, end), elements };
  }

  /**
   * Reads one operand with its members, indexes and calls; undefined, without moving, where none starts.
   * @param isCommandArgument a dot at the end of a line is text, not a member access that goes on below
   */
  protected primary(isCommandArgument = false): Argument | undefined {
    const start = this.at;
    const isType = this.peek() === Char.OpenBracket;
    const operand = this.bareOperand();
    if (!operand) return undefined;
    // What is in brackets behind a type is the next type, not an index.
    if (isType && this.peek() !== Char.Colon) return operand;
    return this.members(start, isCommandArgument) ? dynamicArgument('expression', start, this.at) : operand;
  }

  /** Reads `{ statements }`, `@{ … }`, `( )`, `$( )`, `@( )`, a string, a variable, a type or a number. */
  private bareOperand(): Argument | undefined {
    const start = this.at;
    const c = this.peek();
    if (c === Char.Dollar) {
      if (this.peek(1) === Char.OpenParen) {
        this.at++;
        this.parenthesized('subexpression', start);
        return dynamicArgument('expression', start, this.at);
      }
      const name = this.variable();
      if (name === undefined) return undefined;
      const content = { start, end: this.at };
      return { ...dynamicArgument('expression', start, this.at), content, variable: name };
    }
    if (isQuote(c)) {
      const word = new WordBuilder();
      this.string(word);
      return word.finish('string', { start, end: this.at });
    }
    if (c === Char.OpenParen) {
      this.parenthesized('subexpression', start);
      return dynamicArgument('expression', start, this.at);
    }
    if (c === Char.OpenBracket) {
      this.type();
      return dynamicArgument('expression', start, this.at);
    }
    if (c === Char.OpenBrace) {
      this.braces('scriptblock', start);
      return dynamicArgument('scriptblock', start, this.at);
    }
    if (c === Char.At) return this.atOperand(start);
    const length = isDigit(c) ? this.numberLength() : 0;
    if (length === 0) return undefined;
    this.at += length;
    return plainWord(this.text.slice(start, this.at), start, this.at);
  }

  /** Reads `{ statements }` from its brace on. */
  protected braces(kind: ContextKind, start: number, name?: string): void {
    const context = this.enter(kind, start, { name });
    const open = this.at++;
    this.statements(Char.CloseBrace);
    this.close(Char.CloseBrace, open);
    this.leave(context);
  }

  protected parenthesized(kind: ContextKind, start: number): void {
    const context = this.enter(kind, start);
    const open = this.at++;
    this.statements(Char.CloseParen);
    this.close(Char.CloseParen, open);
    this.leave(context);
  }

  protected close(closer: number, open: number): void {
    if (this.peek() === closer) this.at++;
    else this.unpaired(`${String.fromCharCode(closer)} is missing for this.`, { start: open, end: open + 1 });
  }

  private atOperand(start: number): Argument | undefined {
    const c = this.peek(1);
    if (c === Char.OpenParen) {
      this.at++;
      return this.array(start);
    }
    if (c === Char.OpenBrace) {
      this.hashtable(start);
      return dynamicArgument('expression', start, this.at);
    }
    if (!this.atHereString()) return undefined;
    const word = new WordBuilder();
    this.hereString(word);
    return word.finish('string', { start, end: this.at });
  }

  /** Reads `@( )`; it has elements when nothing in it is a command. */
  private array(start: number): Argument {
    const context = this.enter('subexpression', start);
    const open = this.at++;
    const elements: Argument[] = [];
    let isList = true;
    for (;;) {
      this.skipSpace();
      const c = this.peek();
      const before = this.at;
      if (c === Char.Semicolon) this.at++;
      else if (c === -1 || c === Char.CloseParen || c === Char.CloseBrace) break;
      else {
        const value = this.value();
        if (this.at === before) break;
        if (value) for (const element of value.elements ?? [value]) elements.push(element);
        else isList = false;
      }
    }
    this.statements(Char.CloseParen);
    this.close(Char.CloseParen, open);
    this.leave(context);
    const argument = dynamicArgument('expression', start, this.at);
    return isList ? { ...argument, elements } : argument;
  }

  private hashtable(start: number): void {
    const context = this.enter('hashtable', start);
    const open = ++this.at;
    this.at++;
    for (;;) {
      this.skipSpace();
      const c = this.peek();
      if (c === Char.Semicolon) this.at++;
      else if (c === -1 || c === Char.CloseBrace || c === Char.CloseParen) break;
      else this.entry();
    }
    this.close(Char.CloseBrace, open);
    this.leave(context);
  }

  private entry(): void {
    const start = this.at;
    const key = this.primary() ?? this.key();
    this.skipBlanks();
    if (this.peek() !== Char.Equals) {
      this.error('= is missing after this key.', { start, end: Math.max(this.at, start + 1) });
      this.value();
      if (this.at === start) this.at++;
      return;
    }
    this.at++;
    this.skipSpace();
    const name = key.value ?? this.text.slice(start, key.span.end);
    const context = this.context;
    const value = this.value();
    this.assignments.push({ name, operator: '=', value, span: { start, end: this.at }, context });
  }

  private key(): Argument {
    const start = this.at;
    for (;;) {
      const c = this.peek();
      if (!(isLetter(c) || isDigit(c) || c === Char.Underscore || c === Char.Dash || c > 127)) break;
      this.at++;
    }
    return plainWord(this.text.slice(start, this.at), start, this.at);
  }

  /** Reads `.member`, `::member`, `(args)` and `[index]` as long as they follow without a blank. */
  private members(start: number, isCommandArgument: boolean): boolean {
    let found = false;
    for (;;) {
      const c = this.peek();
      if (c === Char.OpenBracket) {
        this.index();
      } else if (c === Char.Dot && this.startsMember(this.peek(1), isCommandArgument)) {
        this.member(start, 1);
      } else if (c === Char.Colon && this.peek(1) === Char.Colon) {
        this.member(start, 2);
      } else if (c === Char.Question && (this.peek(1) === Char.Dot || this.peek(1) === Char.OpenBracket)) {
        this.at++;
        continue;
      } else {
        return found;
      }
      found = true;
    }
  }

  private startsMember(c: number, isCommandArgument: boolean): boolean {
    return (
      isLetter(c) ||
      c === Char.Underscore ||
      c === Char.Dollar ||
      c === Char.OpenParen ||
      (!isCommandArgument && isNewline(c)) ||
      isQuote(c) ||
      c >= 0xc0
    );
  }

  private member(targetStart: number, dots: number): void {
    const target = { start: targetStart, end: this.at };
    this.at += dots;
    this.skipSpace();
    const start = this.at;
    const name = this.memberName();
    const memberSpan = { start, end: this.at };
    const c = this.peek();
    const takesBlock = c === Char.OpenBrace && /^(?:foreach|where)$/i.test(name ?? '');
    if (c !== Char.OpenParen && !takesBlock) return;
    const context = this.context;
    const position = this.invocations.length;
    const args = takesBlock
      ? [this.primary() ?? dynamicArgument('scriptblock', start, start)]
      : this.callArguments();
    const span = { start: targetStart, end: this.at };
    const isStatic = dots === 2;
    // Calls inside the arguments stand behind the call that they are for.
    this.invocations.splice(position, 0, { member: name, memberSpan, target, isStatic, args, span, context });
  }

  private memberName(): string | undefined {
    const start = this.at;
    const c = this.peek();
    if (isQuote(c)) {
      const word = new WordBuilder();
      this.string(word);
      return word.finish('string', { start, end: this.at }).value;
    }
    if (c === Char.Dollar) {
      this.bareOperand();
      return undefined;
    }
    if (c === Char.OpenParen) {
      this.parenthesized('subexpression', start);
      return undefined;
    }
    while (
      isLetter(this.peek()) ||
      isDigit(this.peek()) ||
      this.peek() === Char.Underscore ||
      this.peek() >= 0xc0
    )
      this.at++;
    return this.text.slice(start, this.at);
  }

  /** Reads `(a, b)` after a member's or an attribute's name. */
  protected callArguments(): Argument[] {
    const args: Argument[] = [];
    const open = this.at++;
    this.deeper();
    for (;;) {
      this.skipSpace();
      const c = this.peek();
      if (c === -1 || c === Char.CloseParen || c === Char.CloseBrace || c === Char.Semicolon) break;
      const before = this.at;
      if (c === Char.Comma || c === Char.Equals) this.at++;
      else args.push(this.expression(true));
      if (this.at === before) {
        // A bare word: `Mandatory` in an attribute.
        args.pop();
        this.key();
        if (this.at === before) {
          this.error('This is not an argument.', { start: before, end: before + 1 });
          this.at++;
        }
      }
    }
    this.close(Char.CloseParen, open);
    this.shallower();
    return args;
  }

  private index(): void {
    const open = this.at++;
    this.deeper();
    this.skipSpace();
    this.expression();
    this.skipSpace();
    this.close(Char.CloseBracket, open);
    this.shallower();
  }

  /** Reads `[type]`, `[type[]]` or `[Attribute(arguments)]`. */
  private type(): void {
    const open = this.at++;
    this.deeper();
    for (;;) {
      const c = this.peek();
      if (c === Char.OpenBracket) this.type();
      else if (c === Char.OpenParen) this.callArguments();
      else if (isLetter(c) || isDigit(c) || this.isTypePunctuation(c)) this.at++;
      else break;
    }
    this.close(Char.CloseBracket, open);
    this.shallower();
  }

  private isTypePunctuation(c: number): boolean {
    return (
      c === Char.Dot ||
      c === Char.Comma ||
      c === Char.Space ||
      c === Char.Underscore ||
      c === Char.Plus ||
      c === Char.Asterisk ||
      c === Char.Backquote ||
      c === Char.Slash ||
      c > 127
    );
  }

  private startsOperand(): boolean {
    const c = this.peek();
    return !isDash(c) && c !== Char.Plus && c !== Char.Comma && this.startsExpression();
  }

  private unaryOperator(c: number): boolean {
    if (c === Char.Exclamation || c === Char.Plus || c === Char.Comma) this.at++;
    else if (isDash(c)) this.dashOperator();
    else return false;
    return true;
  }

  private binaryOperator(c: number): boolean {
    const next = this.peek(1);
    if (isDash(c)) {
      if (next === Char.Equals || isDash(next)) return false;
      this.dashOperator();
      return true;
    }
    switch (c) {
      case Char.Plus:
      case Char.Asterisk:
      case Char.Slash:
      case Char.Percent:
        if (next === Char.Equals || (c === Char.Plus && next === c)) return false;
        this.at++;
        return true;
      case Char.Dot:
        if (next !== Char.Dot) return false;
        this.at += 2;
        return true;
      case Char.Question:
        if (next === Char.Question && this.peek(2) === Char.Equals) return false;
        this.at += next === Char.Question ? 2 : 1;
        return true;
      case Char.Colon:
        this.at++;
        return true;
      default:
        return false;
    }
  }

  /** Passes over `-eq`, `-not` or a lone dash. */
  private dashOperator(): void {
    this.at++;
    while (isLetter(this.peek())) this.at++;
  }

  /** The length of the number here; 0 for a word such as `7z`, which is a command. */
  private numberLength(): number {
    number.lastIndex = this.at;
    const length = number.exec(this.text)?.[0].length ?? 0;
    const c = this.peek(length);
    // A version such as `1.2.3` is no number either.
    if (c === Char.Dot && isDigit(this.peek(length + 1))) return 0;
    return isLetter(c) || isDigit(c) || c === Char.Underscore || c === Char.Backslash ? 0 : length;
  }
}
