import type { Parser } from './parser';

/** A stretch of literal text in a template: what it means, and where it ends in the source. */
export interface ReadText {
  readonly value: string;
  readonly end: number;
}

/** HCL's strings are in Unicode's composed form. Below U+0300 every text is. */
export const composed = (value: string): string =>
  /[\u0300-\uffff]/.test(value) ? value.normalize() : value;

/**
 * Reads the literal text of a quoted string from an offset up to the closing quote, a `${` or `%{`, or the end of
 * the line, with its escapes resolved.
 */
export function readQuotedText(p: Parser, start: number): ReadText {
  const { text } = p;
  let value = '';
  let from = start;
  let at = start;
  for (;;) {
    const c = text.charCodeAt(at);
    if (c === 34 || c === 10 || at >= text.length || (c === 13 && text.charCodeAt(at + 1) === 10)) break;
    if (c === 92) {
      const next = text.charCodeAt(at + 1);
      if (next === 10 || at + 1 >= text.length || (next === 13 && text.charCodeAt(at + 2) === 10)) {
        at++;
        continue;
      }
      const escape = readEscape(p, at);
      value += text.slice(from, at) + escape.value;
      from = at = escape.end;
    } else if (c === 36 || c === 37) {
      if (text.charCodeAt(at + 1) === 123) break;
      if (isEscapedSequence(text, at, c)) {
        value += text.slice(from, at) + text.slice(at + 1, at + 3);
        from = at += 3;
      } else at++;
    } else {
      if (c === 13) reportReturn(p, at);
      at++;
    }
  }
  return { value: value + text.slice(from, at), end: at };
}

/**
 * Reads the literal text of a heredoc from an offset up to a `${` or `%{`, or to the end of the line, with the line
 * end. Here only `$${` and `%%{` are escapes.
 */
export function readHeredocText(p: Parser, start: number): ReadText {
  const { text } = p;
  let value = '';
  let from = start;
  let at = start;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c === 10) {
      at++;
      break;
    }
    if (c === 36 || c === 37) {
      if (text.charCodeAt(at + 1) === 123) break;
      if (isEscapedSequence(text, at, c)) {
        value += text.slice(from, at) + text.slice(at + 1, at + 3);
        from = at += 3;
        continue;
      }
    } else if (c === 13 && text.charCodeAt(at + 1) !== 10) reportReturn(p, at);
    at++;
  }
  return { value: value + text.slice(from, at), end: at };
}

const isEscapedSequence = (text: string, at: number, c: number): boolean =>
  text.charCodeAt(at + 1) === c && text.charCodeAt(at + 2) === 123;

const reportReturn = (p: Parser, at: number): void =>
  p.add('A carriage return is alone here. Remove it, or end the line with a line feed.', {
    start: at,
    end: at + 1,
  });

/** The escape at a backslash that is not the last character of its line. */
function readEscape(p: Parser, at: number): ReadText {
  const { text } = p;
  const char = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  switch (char) {
    case 'n':
      return { value: '\n', end: at + 2 };
    case 'r':
      return { value: '\r', end: at + 2 };
    case 't':
      return { value: '\t', end: at + 2 };
    case '"':
    case '\\':
      return { value: char, end: at + 2 };
    case 'u':
    case 'U':
      return readUnicodeEscape(p, at, char === 'u' ? 4 : 8);
    default: {
      const end = at + 1 + char.length;
      p.add(`\`\\${char}\` is not an escape. Write \`\\\\\` for a backslash.`, { start: at, end });
      return { value: char, end };
    }
  }
}

function readUnicodeEscape(p: Parser, at: number, length: number): ReadText {
  let end = at + 2;
  while (end < at + 2 + length && /[0-9a-fA-F]/.test(p.text.charAt(end))) end++;
  const source = p.text.slice(at, end);
  const code = parseInt(source.slice(2), 16);
  if (end - at - 2 < length) {
    p.add(`\`${source}\` needs ${length} hexadecimal digits.`, { start: at, end });
  } else if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    p.add(`\`${source}\` is not a character. Write one up to U+10FFFF that is not a surrogate.`, {
      start: at,
      end,
    });
  } else {
    return { value: String.fromCodePoint(code), end };
  }
  return { value: source, end };
}
