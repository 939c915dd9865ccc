import type { Span } from '../../text/span';
import { isSpace } from './characters';
import { heredocMarker, spreads, type Parser } from './parser';
import { TemplateBuilder } from './templateBuilder';
import { readSequence } from './templateSequences';
import { composed, readHeredocText, readQuotedText, type ReadText } from './templateText';
import type { Label, Template } from './tree';

/** Reads the quoted string at the current token. Fails where an interpolation in it never ends. */
export function readQuoted(p: Parser): Template {
  const { start } = p;
  const contentStart = p.end;
  const first = readQuotedText(p, contentStart);
  if (p.text.charCodeAt(first.end) === 34) return plainString(p, start, contentStart, first);
  const builder = new TemplateBuilder();
  let at = contentStart;
  for (;;) {
    const text = at === contentStart ? first : readQuotedText(p, at);
    builder.text(text.value, at, text.end);
    at = text.end;
    const c = p.text.charCodeAt(at);
    if (c !== 36 && c !== 37) break;
    at = readSequence(p, at, builder, true);
    if (p.failed) break;
  }
  return finish(p, builder, 'quoted', start, contentStart, at);
}

/** Most strings: nothing but text. */
function plainString(p: Parser, start: number, contentStart: number, { value, end }: ReadText): Template {
  const contentSpan = { start: contentStart, end };
  p.continueAt(end + 1);
  const parts =
    end > contentStart ? [{ kind: 'text', value: composed(value), span: contentSpan } as const] : [];
  return { kind: 'template', form: 'quoted', parts, contentSpan, span: { start, end: end + 1 } };
}

function finish(
  p: Parser,
  builder: TemplateBuilder,
  form: Template['form'],
  start: number,
  contentStart: number,
  contentEnd: number,
): Template {
  const closed = !p.failed && p.text.charCodeAt(contentEnd) === 34;
  const end = closed ? contentEnd + 1 : contentEnd;
  if (!p.failed) {
    if (!closed) p.add('This string is not closed. Add `"`.', { start, end }, spreads);
    p.continueAt(end);
  }
  const parts = builder.finish(p, contentEnd);
  return {
    kind: 'template',
    form,
    parts,
    contentSpan: { start: contentStart, end: contentEnd },
    span: { start, end },
  };
}

/** Reads the quoted label at the current token: a string without interpolations. */
export function readLabelString(p: Parser): Label {
  const { start } = p;
  let at = p.end;
  let value = '';
  for (;;) {
    const text = readQuotedText(p, at);
    value += text.value;
    at = text.end;
    const c = p.text.charCodeAt(at);
    if (c !== 36 && c !== 37) break;
    const mark = p.text.charAt(at);
    p.add(`A label cannot contain \`${mark}{\`. Write \`${mark}${mark}{\` for the characters themselves.`, {
      start: at,
      end: at + 2,
    });
    value += mark;
    at++;
  }
  const closed = p.text.charCodeAt(at) === 34;
  const span = { start, end: closed ? at + 1 : at };
  if (!closed) p.add('This string is not closed. Add `"`.', span, spreads);
  p.continueAt(span.end);
  return { value, span, quoted: true };
}

/** Reads the heredoc at the current token. */
export function readHeredoc(p: Parser): Template {
  const { text, start } = p;
  const contentStart = p.end;
  const marker = heredocMarker(text, start, contentStart);
  const form = text.charCodeAt(start + 2) === 45 ? 'flushHeredoc' : 'heredoc';
  const opening = { start, end: start + text.slice(start, contentStart).trimEnd().length };
  if (p.byIndentation && !p.hasMarkerLine(marker, contentStart)) {
    return unclosedHeredoc(p, form, marker, opening, contentStart);
  }
  const builder = new TemplateBuilder();
  let at = contentStart;
  let contentEnd = text.length;
  let end = text.length;
  p.lineStart = at;
  for (let isLineStart = true; ;) {
    if (isLineStart && isMarkerLine(text, at, marker)) {
      contentEnd = at;
      end = text.indexOf('\n', at);
      if (text.charCodeAt(end - 1) === 13) end--;
      break;
    }
    const read = readHeredocText(p, at);
    builder.text(read.value, at, read.end);
    // The sequence may start the line, and then nothing was read.
    isLineStart = read.end > at && text.charCodeAt(read.end - 1) === 10;
    at = read.end;
    if (isLineStart) {
      p.lineStart = at;
    } else if (at < text.length) {
      at = readSequence(p, at, builder, false);
      // The text around an interpolation that can't be read is still text.
      p.failed = false;
    }
    if (at >= text.length) {
      reportUnclosedHeredoc(p, marker, opening);
      break;
    }
  }
  if (form === 'flushHeredoc') builder.removeIndentation();
  const parts = builder.finish(p, contentEnd);
  p.continueAt(end);
  return {
    kind: 'template',
    form,
    parts,
    contentSpan: { start: contentStart, end: contentEnd },
    span: { start, end },
  };
}

/** Whether the line at an offset has only the marker on it, and a line end: HCL wants one even in the last line. */
function isMarkerLine(text: string, lineStart: number, marker: string): boolean {
  const start = skipBlanks(text, lineStart);
  if (!text.startsWith(marker, start)) return false;
  const end = skipBlanks(text, start + marker.length);
  return text.charCodeAt(end) === 10 || (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10);
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  for (let c = text.charCodeAt(at); isSpace(c) && c !== 10 && c !== 13; c = text.charCodeAt(at)) at++;
  return at;
}

const reportUnclosedHeredoc = (p: Parser, marker: string, opening: Span): void =>
  p.add(`This heredoc is not closed. Add a line with only \`${marker}\` and a line break.`, opening, spreads);

/** Without an end there is no telling what belongs to a heredoc: take the lines that are indented more. */
function unclosedHeredoc(
  p: Parser,
  form: Template['form'],
  marker: string,
  opening: Span,
  contentStart: number,
): Template {
  const { text, indent } = p;
  reportUnclosedHeredoc(p, marker, opening);
  let at = contentStart;
  while (at < text.length) {
    let first = at;
    while (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9) first++;
    const c = text.charCodeAt(first);
    if (first - at <= indent && c !== 10 && c !== 13) break;
    const lineEnd = text.indexOf('\n', first);
    at = lineEnd < 0 ? text.length : lineEnd + 1;
  }
  let end = at;
  if (text.charCodeAt(end - 1) === 10) end--;
  if (text.charCodeAt(end - 1) === 13) end--;
  p.continueAt(end);
  const contentSpan = { start: Math.min(contentStart, end), end };
  const value = text.slice(contentSpan.start, end);
  const parts = value === '' ? [] : [{ kind: 'text', value, span: contentSpan } as const];
  return { kind: 'template', form, parts, contentSpan, span: { start: opening.start, end } };
}
