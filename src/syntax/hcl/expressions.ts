import type { Span } from '../../text/span';
import type { Outside, Parser } from './parser';
import { readHeredoc, readQuoted } from './templates';
import { Token } from './tokens';
import type { BinaryOperator, Expression, ForExpression, ObjectItem, Step } from './tree';

/** Reads one expression. On failure gives what it has; an `invalid` where there is nothing. */
export function readExpression(p: Parser): Expression {
  const outer = p.enter();
  if (outer < 0) return invalid(p);
  const expression = readConditional(p);
  p.leave(outer);
  return expression;
}

function readConditional(p: Parser): Expression {
  const condition = readBinary(p, readOperand(p), 1);
  if (p.failed || !p.at(Token.Question)) return condition;
  p.next();
  const then = readExpression(p);
  if (p.failed) return condition;
  if (!p.at(Token.Colon)) {
    p.unexpected('`:` and the value for the other case');
    return condition;
  }
  p.next();
  const otherwise = readExpression(p);
  if (p.failed) return condition;
  return { kind: 'conditional', condition, then, else: otherwise, span: between(condition, otherwise) };
}

/** How strongly an operator binds; 0 for what is none. */
function precedence(token: Token): number {
  switch (token) {
    case Token.Or:
      return 1;
    case Token.And:
      return 2;
    case Token.EqualEqual:
    case Token.NotEqual:
      return 3;
    case Token.Less:
    case Token.LessEqual:
    case Token.Greater:
    case Token.GreaterEqual:
      return 4;
    case Token.Plus:
    case Token.Minus:
      return 5;
    case Token.Star:
    case Token.Slash:
    case Token.Percent:
      return 6;
    default:
      return 0;
  }
}

/** Goes on behind a left operand, with all operators that bind at least as strongly as `least`. */
function readBinary(p: Parser, first: Expression, least: number): Expression {
  let left = first;
  for (;;) {
    const binds = precedence(p.token);
    if (p.failed || binds === 0 || binds < least) return left;
    if (!p.sink()) return left;
    const operator = p.text.slice(p.start, p.end) as BinaryOperator;
    p.next();
    let right = readOperand(p);
    if (!p.failed && precedence(p.token) > binds) right = readBinary(p, right, binds + 1);
    left = { kind: 'binary', operator, left, right, span: between(left, right) };
  }
}

function readOperand(p: Parser): Expression {
  const term = readTerm(p);
  return !p.failed && (p.at(Token.Dot) || p.at(Token.OpenBracket)) ? readSteps(p, term) : term;
}

function readTerm(p: Parser): Expression {
  switch (p.token) {
    case Token.Identifier:
      return readName(p);
    case Token.Quote:
      return readQuoted(p);
    case Token.Heredoc:
      return readHeredoc(p);
    case Token.Number: {
      const { span } = p;
      const value = readNumber(p);
      p.next();
      return { kind: 'number', value, span };
    }
    case Token.OpenBracket:
      return readTuple(p);
    case Token.OpenBrace:
      return readObject(p);
    case Token.OpenParenthesis:
      return readParentheses(p);
    case Token.Minus:
    case Token.Bang: {
      const operator = p.at(Token.Minus) ? '-' : '!';
      const { start } = p;
      const outer = p.enter();
      if (outer < 0) return invalid(p);
      p.next();
      const operand = readOperand(p);
      p.leave(outer);
      return { kind: 'unary', operator, operand, span: { start, end: operand.span.end } };
    }
    case Token.Less:
      if (p.text.charCodeAt(p.end) === 60)
        p.fail(
          'A heredoc starts with `<<` and a name at the end of the line. Write it like `<<EOT`.',
          p.here(),
        );
      else p.unexpected('a value');
      return invalid(p);
    default:
      p.unexpected('a value');
      return invalid(p);
  }
}

/** The number at the current token, which is not taken. */
function readNumber(p: Parser): number {
  const text = p.text.slice(p.start, p.end);
  // The exponent's limit is that of HashiCorp's parser, give or take what nobody writes.
  if (!/^\d+(\.\d*)?([eE][+-]?\d{1,9})?$/.test(text))
    p.report(`\`${text.slice(0, 40)}\` is not a number. Write it like 12 or 1.5.`, p.here());
  return Number(text);
}

function readName(p: Parser): Expression {
  const { span } = p;
  const name = p.text.slice(span.start, span.end);
  p.next();
  if (p.at(Token.OpenParenthesis) || p.at(Token.DoubleColon)) return readCall(p, name, span);
  switch (name) {
    case 'true':
    case 'false':
      return { kind: 'boolean', value: name === 'true', span };
    case 'null':
      return { kind: 'null', span };
    default:
      return { kind: 'variable', name, span };
  }
}

function readCall(p: Parser, firstName: string, firstSpan: Span): Expression {
  let name = firstName;
  let nameSpan = firstSpan;
  while (p.at(Token.DoubleColon)) {
    p.next();
    if (!p.at(Token.Identifier)) {
      p.unexpected('the name of a function after `::`');
      return { kind: 'invalid', span: nameSpan };
    }
    name += '::' + p.text.slice(p.start, p.end);
    nameSpan = { start: nameSpan.start, end: p.end };
    p.next();
  }
  if (!p.at(Token.OpenParenthesis)) {
    p.unexpected(`\`(\` after the function name \`${name}\``);
    return { kind: 'invalid', span: nameSpan };
  }
  const open = p.span;
  const outside = p.open(false);
  const items: Expression[] = [];
  const expandLast = readList(p, items, open, Token.CloseParenthesis, ')', true);
  p.close(outside, !p.failed);
  const span = { start: nameSpan.start, end: Math.max(p.previousEnd, open.end) };
  return { kind: 'call', name, nameSpan, arguments: items, expandLast, span };
}

/**
 * Reads values with commas between them up to the closing bracket, which is not taken; fails where there is none.
 * Gives whether the last value is followed by `...`.
 */
function readList(
  p: Parser,
  items: Expression[],
  open: Span,
  closer: Token,
  closerText: string,
  isCall: boolean,
): boolean {
  for (;;) {
    while (p.at(Token.Newline)) p.next();
    if (p.token === closer) return false;
    if (p.isEnd() || isCloser(p.token)) {
      p.unclosed(open, closerText);
      return false;
    }
    const item = readExpression(p);
    if (item.kind !== 'invalid') {
      items.push(item);
      p.facts++;
    }
    if (!p.failed && isCall && p.at(Token.Ellipsis)) {
      p.next();
      if (p.token === closer) return true;
      p.unexpected('`)` after `...`');
    }
    const ended = p.failed || p.token === closer || p.at(Token.Comma) || p.isEnd() || isCloser(p.token);
    if (!ended && startsValue(p.token)) {
      p.report('The comma before this is missing. Add `,`.', p.here());
      continue;
    }
    if (!ended) p.unexpected(`\`,\` or \`${closerText}\``);
    if (p.failed) p.skipItem(true);
    if (p.at(Token.Comma)) p.next();
  }
}

const startsValue = (token: Token): boolean =>
  token === Token.Quote || token === Token.Identifier || token === Token.Number || token === Token.OpenBrace;

const isCloser = (token: Token): boolean =>
  token === Token.CloseBrace ||
  token === Token.TrimBrace ||
  token === Token.CloseBracket ||
  token === Token.CloseParenthesis;

function readTuple(p: Parser): Expression {
  const open = p.span;
  const outside = p.open(false);
  if (p.isWord('for')) return readFor(p, open, outside, 'tuple');
  const items: Expression[] = [];
  readList(p, items, open, Token.CloseBracket, ']', false);
  p.close(outside, !p.failed);
  return { kind: 'tuple', items, span: from(open, p.previousEnd) };
}

function readObject(p: Parser): Expression {
  const open = p.span;
  const outside = p.open(true);
  while (p.at(Token.Newline)) p.next();
  if (p.isWord('for')) {
    p.newlines = false;
    return readFor(p, open, outside, 'object');
  }
  const items: ObjectItem[] = [];
  for (;;) {
    while (p.at(Token.Newline)) p.next();
    if (p.at(Token.CloseBrace)) break;
    if (p.isEnd() || isCloser(p.token)) {
      p.unclosed(open, '}');
      break;
    }
    const item = readObjectItem(p);
    if (item) {
      items.push(item);
      p.facts++;
    }
    const separated = p.at(Token.Comma) || p.at(Token.Newline);
    if (!p.failed && !separated && !p.isEnd() && !isCloser(p.token)) {
      p.unexpected('`,` or a new line after the value');
    }
    if (p.failed) p.skipItem(true);
    if (p.at(Token.Comma) || p.at(Token.Newline)) p.next();
  }
  p.close(outside, !p.failed);
  return { kind: 'object', items, span: from(open, p.previousEnd) };
}

function readObjectItem(p: Parser): ObjectItem | undefined {
  const key = readExpression(p);
  if (p.failed) return undefined;
  if (!p.at(Token.Equal) && !p.at(Token.Colon)) {
    p.unexpected('`=` and a value after the key');
    return undefined;
  }
  p.next();
  const value = readExpression(p);
  return { key, value, span: between(key, value) };
}

function readFor(p: Parser, open: Span, outside: Outside, result: ForExpression['result']): Expression {
  const closer = result === 'tuple' ? Token.CloseBracket : Token.CloseBrace;
  p.next();
  const read = readForInside(p, result);
  closeBracket(p, open, closer, result === 'tuple' ? ']' : '}');
  p.close(outside, !p.failed);
  const span = from(open, p.previousEnd);
  return read ? { kind: 'for', result, ...read, span } : { kind: 'invalid', span };
}

function readForInside(
  p: Parser,
  result: ForExpression['result'],
): Omit<ForExpression, 'kind' | 'result' | 'span'> | undefined {
  const names = readForIntro(p);
  if (!names) return undefined;
  const collection = readExpression(p);
  if (p.failed) return undefined;
  if (!p.at(Token.Colon)) {
    p.unexpected('`:` after the collection of the `for`');
    return undefined;
  }
  p.next();
  let value = readExpression(p);
  let key: Expression | undefined;
  if (!p.failed && p.at(Token.FatArrow)) {
    p.next();
    key = value;
    value = readExpression(p);
  }
  if (p.failed) return undefined;
  if (result === 'tuple' && key) p.report('A `for` in `[ ]` has no key. Remove it, or use `{ }`.', key.span);
  if (result === 'object' && !key)
    p.report('A `for` in `{ }` needs `key => value`. Add the key, or use `[ ]`.', value.span);
  const grouped = p.at(Token.Ellipsis);
  if (grouped) {
    if (result === 'tuple') p.report('`...` groups values only in a `for` in `{ }`. Remove it.', p.here());
    p.next();
  }
  let condition: Expression | undefined;
  if (p.isWord('if')) {
    p.next();
    condition = readExpression(p);
  }
  return { ...names, collection, key, value, grouped, condition };
}

/** Reads `k, v in` behind `for`, in an expression or in a template. */
export function readForIntro(p: Parser): { keyName: string | undefined; valueName: string } | undefined {
  const first = readVariableName(p);
  if (first === undefined) return undefined;
  let second: string | undefined;
  if (p.at(Token.Comma)) {
    p.next();
    second = readVariableName(p);
    if (second === undefined) return undefined;
  }
  if (!p.isWord('in')) {
    p.unexpected('`in` after the names of the `for`');
    return undefined;
  }
  p.next();
  return second === undefined
    ? { keyName: undefined, valueName: first }
    : { keyName: first, valueName: second };
}

function readVariableName(p: Parser): string | undefined {
  if (!p.at(Token.Identifier)) {
    p.unexpected('the name of a variable for the `for`');
    return undefined;
  }
  const name = p.text.slice(p.start, p.end);
  p.next();
  return name;
}

function readParentheses(p: Parser): Expression {
  const open = p.span;
  const outside = p.open(false);
  const inner = readExpression(p);
  closeBracket(p, open, Token.CloseParenthesis, ')');
  p.close(outside, !p.failed);
  return { kind: 'parentheses', inner, span: from(open, p.previousEnd) };
}

/** Expects a closing bracket, which is not taken. After a failure it is looked for before the next item. */
function closeBracket(p: Parser, open: Span, closer: Token, text: string): void {
  if (!p.failed && p.token !== closer) {
    if (p.isEnd()) p.unclosed(open, text);
    else p.unexpected(`\`${text}\``);
  }
  if (p.failed && !p.isFirstOnLine) {
    p.skipItem(false);
    p.failed = p.token !== closer;
  }
}

function readSteps(p: Parser, target: Expression): Expression {
  const steps: Step[] = [];
  // Behind `.*` only attributes may follow, until a bracket.
  let attributesOnly = false;
  while (!p.failed && (p.at(Token.Dot) || p.at(Token.OpenBracket))) {
    if (p.at(Token.OpenBracket)) {
      attributesOnly = false;
      steps.push(readBracketStep(p));
      continue;
    }
    const { start } = p;
    p.next();
    const span = { start, end: p.end };
    if (p.at(Token.Identifier)) {
      steps.push({ kind: 'attribute', name: p.text.slice(p.start, p.end), span });
    } else if (p.at(Token.Number)) {
      if (p.text.slice(p.start, p.end).includes('.'))
        p.report(
          'Numbers after dots cannot follow each other. Write them in brackets, like [0][1].',
          p.here(),
        );
      const key = { kind: 'number', value: readNumber(p), span: p.span } as const;
      steps.push({ kind: 'index', key, legacy: true, span });
    } else if (p.at(Token.Star) && !attributesOnly) {
      attributesOnly = true;
      steps.push({ kind: 'splat', full: false, span });
    } else {
      p.unexpected('the name of an attribute after the dot');
      break;
    }
    p.next();
  }
  const end = steps.at(-1)?.span.end;
  return end === undefined
    ? target
    : { kind: 'access', target, steps, span: { start: target.span.start, end } };
}

function readBracketStep(p: Parser): Step {
  const open = p.span;
  const outside = p.open(p.newlines);
  if (p.at(Token.Star)) {
    p.next();
    closeBracket(p, open, Token.CloseBracket, ']');
    p.close(outside, !p.failed);
    return { kind: 'splat', full: true, span: from(open, p.previousEnd) };
  }
  p.newlines = false;
  if (p.at(Token.Newline)) p.next();
  const key = readExpression(p);
  closeBracket(p, open, Token.CloseBracket, ']');
  p.close(outside, !p.failed);
  return { kind: 'index', key, legacy: false, span: from(open, p.previousEnd) };
}

/** An empty place behind what was read last. */
const invalid = (p: Parser): Expression => ({
  kind: 'invalid',
  span: { start: p.previousEnd, end: p.previousEnd },
});

const between = (first: { span: Span }, last: { span: Span }): Span => ({
  start: first.span.start,
  end: Math.max(first.span.end, last.span.end),
});

/** From an opening bracket to where its closing one ended, or what was read instead. */
const from = (open: Span, end: number): Span => ({ start: open.start, end: Math.max(end, open.end) });
