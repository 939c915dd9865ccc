import type { Span } from '../../text/span';
import { readExpression } from './expressions';
import { spreads } from './parser';
import type { Parser } from './parser';
import { readLabelString } from './templates';
import { Token } from './tokens';
import type { Attribute, Block, Body, Label } from './tree';

/** Reads a whole text, from its first token. */
export function readFileBody(p: Parser): Body {
  p.next();
  const items: (Attribute | Block)[] = [];
  for (;;) {
    readItems(p, items);
    if (p.at(Token.EndOfFile)) return makeBody(items, 0, p.text.length);
    p.report('This `}` closes nothing. Remove it, or open its block.', p.here(), spreads);
    p.next();
  }
}

/** Reads attributes and blocks, each on lines of its own, up to a `}` or an end. */
function readItems(p: Parser, items: (Attribute | Block)[]): void {
  let names: Set<string> | undefined;
  for (;;) {
    if (p.at(Token.Newline)) {
      p.next();
    } else if (p.isEnd()) {
      return;
    } else if (p.at(Token.CloseBrace)) {
      if (!closesDeeperBlock(p)) return;
      p.report('This `}` closes nothing. Remove it, or open its block.', p.here(), spreads);
      p.next();
    } else if (isOpener(p)) {
      reportOpener(p);
    } else {
      const start = p.start;
      const item = readItem(p);
      if (item) {
        items.push(item);
        p.facts++;
        if (item.kind === 'attribute') {
          names ??= new Set();
          if (names.has(item.name)) reportDuplicate(p, item);
          names.add(item.name);
        }
      }
      if (!p.failed) endItem(p, item);
      // A forgotten bracket can leave the scanner at the start of another line, which is then worth reading.
      if (p.failed && p.start > start && p.isFirstOnLine) p.failed = false;
      if (p.failed) {
        p.skipItem(false);
        // A stray bracket on the rest of the line is no reason to stop.
        while (p.at(Token.CloseBracket) || p.at(Token.CloseParenthesis) || p.at(Token.TrimBrace)) {
          p.next();
          p.skipItem(false);
        }
      }
    }
  }
}

const isOpener = (p: Parser): boolean =>
  p.at(Token.OpenBrace) || p.at(Token.OpenBracket) || p.at(Token.OpenParenthesis);

/** A bracket where an attribute or a block should start is ignored: what stands behind it may well be one. */
function reportOpener(p: Parser): void {
  p.report(
    `Expected an attribute or a block, but found ${p.describe()}. Remove it, or write a name before it.`,
    p.here(),
  );
  p.next();
}

/** By indentation: the block's own brace starts a line, and no further in than the block's first line. */
const closesDeeperBlock = (p: Parser): boolean =>
  p.byIndentation && p.limit >= 0 && (!p.isFirstOnLine || p.indent > p.limit);

const reportDuplicate = (p: Parser, { name, nameSpan }: Attribute): void =>
  p.add(`The attribute \`${name}\` is already set above. Remove one of the two.`, nameSpan);

function endItem(p: Parser, item: Attribute | Block | undefined): void {
  if (p.at(Token.Newline) || p.at(Token.EndOfFile)) return;
  // Behind a block that ended by indentation there is no more to say.
  if (item?.kind === 'block' && (!item.closeBrace || p.at(Token.Dedent))) return;
  if (p.at(Token.Comma)) {
    p.fail('Attributes are separated by line breaks, not commas. Remove the comma.', p.here());
  } else {
    const what = item?.kind === 'block' ? 'a block' : 'an attribute';
    p.fail(
      `Expected the end of the line after ${what}, but found ${p.describe()}. Start a new line.`,
      p.here(),
    );
  }
}

function readItem(p: Parser): Attribute | Block | undefined {
  if (p.at(Token.Quote)) {
    p.fail('The name of an attribute or a block is written without quotes. Remove them.', p.here());
    return undefined;
  }
  if (!p.at(Token.Identifier)) {
    p.unexpected('an attribute or a block');
    return undefined;
  }
  const nameSpan = p.span;
  const name = p.text.slice(nameSpan.start, nameSpan.end);
  p.next();
  switch (p.token) {
    case Token.Equal:
      return readAttribute(p, name, nameSpan);
    case Token.Quote:
    case Token.OpenBrace:
    case Token.Identifier:
      return readBlock(p, name, nameSpan);
    default:
      p.fail(
        `\`${name}\` alone has no meaning here. Write \`${name} = value\` for an attribute or \`${name} { }\` for a block.`,
        nameSpan,
      );
      return undefined;
  }
}

function readAttribute(p: Parser, name: string, nameSpan: Span): Attribute {
  p.next();
  const value = readExpression(p);
  return { kind: 'attribute', name, nameSpan, value, span: { start: nameSpan.start, end: value.span.end } };
}

function readBlock(p: Parser, type: string, typeSpan: Span): Block {
  const labels: Label[] = [];
  for (;;) {
    if (p.at(Token.Identifier)) {
      labels.push({ value: p.text.slice(p.start, p.end), span: p.span, quoted: false });
      p.next();
    } else if (p.at(Token.Quote)) {
      labels.push(readLabelString(p));
    } else {
      break;
    }
  }
  const { start } = typeSpan;
  if (!p.at(Token.OpenBrace)) {
    if (p.at(Token.Equal))
      p.fail('A block has no `=`. Write its attributes in braces, or give the attribute one name.', p.here());
    else p.fail(`Expected \`{\` on the line of the block \`${type}\`, but found ${p.describe()}.`, p.here());
    const end = p.previousEnd;
    const body = makeBody([], end, end);
    return {
      kind: 'block',
      type,
      typeSpan,
      labels,
      body,
      openBrace: undefined,
      closeBrace: undefined,
      span: { start, end },
    };
  }
  const openBrace = p.span;
  const items: (Attribute | Block)[] = [];
  const outer = p.enter();
  if (outer < 0) {
    const { end } = openBrace;
    const body = makeBody([], end, end);
    return {
      kind: 'block',
      type,
      typeSpan,
      labels,
      body,
      openBrace,
      closeBrace: undefined,
      span: { start, end },
    };
  }
  const outside = p.open(true);
  // Without a line end behind the brace, there is room for one attribute and the closing brace must follow.
  if (!p.at(Token.Newline) && !p.at(Token.CloseBrace) && !p.isEnd()) readOneLineBody(p, items);
  if (!p.at(Token.CloseBrace)) readItems(p, items);
  p.leave(outer);
  const closeBrace = p.at(Token.CloseBrace) ? p.span : undefined;
  const end = closeBrace?.start ?? Math.max(p.previousEnd, openBrace.end);
  if (!closeBrace) p.report('This `{` is not closed. Add `}`.', openBrace, spreads);
  p.close(outside, closeBrace !== undefined);
  const body = makeBody(items, openBrace.end, end);
  return {
    kind: 'block',
    type,
    typeSpan,
    labels,
    body,
    openBrace,
    closeBrace,
    span: { start, end: closeBrace?.end ?? end },
  };
}

function readOneLineBody(p: Parser, items: (Attribute | Block)[]): void {
  if (isOpener(p)) return reportOpener(p);
  const item = readItem(p);
  if (item) {
    items.push(item);
    p.facts++;
  }
  if (item?.kind === 'block') {
    p.report('A nested block needs a line of its own. Start a new line before it.', item.typeSpan);
  } else if (!p.failed && p.at(Token.Comma)) {
    p.fail(
      'A block on one line has room for one attribute only. Put each attribute on a line of its own.',
      p.here(),
    );
  } else if (!p.failed && !p.at(Token.CloseBrace)) {
    p.fail(
      'A block that starts with an attribute on its line must also end there. Start a new line after `{`.',
      p.here(),
    );
  }
  if (p.failed) p.skipItem(false);
}

function makeBody(items: readonly (Attribute | Block)[], start: number, end: number): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const item of items) {
    if (item.kind === 'attribute') attributes.push(item);
    else blocks.push(item);
  }
  return { kind: 'body', items, attributes, blocks, span: { start, end } };
}
