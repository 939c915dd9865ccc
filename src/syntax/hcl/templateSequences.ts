import { readExpression, readForIntro } from './expressions';
import type { Outside, Parser } from './parser';
import type { TemplateBuilder } from './templateBuilder';
import { Token } from './tokens';

/**
 * Reads the `${ }` or `%{ }` at an offset and adds it to the template. Gives the offset at which the template's
 * text goes on. Where the sequence has no end, fails, and gives the offset up to which it was read.
 */
export function readSequence(p: Parser, start: number, builder: TemplateBuilder, quoted: boolean): number {
  const isDirective = p.text.charCodeAt(start) === 37;
  const trims = p.text.charCodeAt(start + 2) === 126;
  builder.startSequence(trims);
  p.end = start + (trims ? 3 : 2);
  const contentStart = p.end;
  const line = p.lineStart;
  const outside = p.open(false);
  const add = isDirective ? readDirective(p, builder, start) : readInterpolation(p, builder, start);
  const end = endSequence(p, start, line, outside, quoted);
  if (end < 0) {
    add?.(Math.max(p.previousEnd, contentStart));
    return Math.max(p.previousEnd, contentStart);
  }
  add?.(end);
  builder.endSequence(p.at(Token.TrimBrace));
  return end;
}

type Add = (end: number) => void;

function readInterpolation(p: Parser, builder: TemplateBuilder, start: number): Add {
  const value = readExpression(p);
  return (end) => builder.interpolation(value, start, end);
}

function readDirective(p: Parser, builder: TemplateBuilder, start: number): Add | undefined {
  const word = p.at(Token.Identifier) ? p.text.slice(p.start, p.end) : '';
  switch (word) {
    case 'if': {
      p.next();
      const condition = readExpression(p);
      return () => builder.startIf(p, condition, start);
    }
    case 'for': {
      p.next();
      const names = readForIntro(p);
      if (!names) return undefined;
      const collection = readExpression(p);
      return () => builder.startFor(p, { ...names, collection }, start);
    }
    case 'else':
      p.next();
      return (end) => builder.startElse(p, start, end);
    case 'endif':
    case 'endfor':
      p.next();
      return (end) => builder.endDirective(p, word, start, end);
    default:
      p.unexpected('`if`, `else`, `endif`, `for` or `endfor` after `%{`');
      return undefined;
  }
}

/** Finds the end of a sequence, after an error too as long as it is on the same line; -1 when there is none. */
function endSequence(p: Parser, start: number, line: number, outside: Outside, quoted: boolean): number {
  const isClosed = (): boolean => p.at(Token.CloseBrace) || p.at(Token.TrimBrace);
  const opening = { start, end: start + 2 };
  if (!p.failed && !isClosed()) {
    const mark = p.text.charAt(start);
    if (p.isEnd()) {
      p.unclosed(opening, '}');
    } else if (quoted && p.at(Token.Quote) && p.lineStart === line) {
      // The string's own closing quote: only the brace is missing.
      p.report(`This \`${mark}{\` is not closed. Add \`}\` before the quote.`, opening);
      p.newlines = outside.newlines;
      p.limit = outside.limit;
      return p.start;
    } else {
      p.fail(
        `Expected \`}\`, but found ${p.describe()}. Close the \`${mark}{\`, or write \`${mark}${mark}{\` for the characters themselves.`,
        p.here(),
      );
    }
  }
  if (p.failed && p.lineStart === line) {
    p.skipItem(false);
    p.failed = !isClosed();
  }
  if (p.failed) {
    p.close(outside, false);
    return -1;
  }
  p.newlines = outside.newlines;
  p.limit = outside.limit;
  return p.end;
}
