import { endOfName, isDigit } from '../../syntax/hcl/characters';
import type { Span } from '../../text/span';

/** What is open around a place in an expression. */
type Enclosure =
  | { readonly kind: 'call'; readonly name: string; readonly nameSpan: Span; readonly argument: number }
  | {
      readonly kind: 'object';
      /** Whether a key comes next, or is being written. */
      readonly isKey: boolean;
      /** Of the value that is being written. */
      readonly key: string | undefined;
      /** Those that stand before the place. */
      readonly keys: readonly string[];
    }
  | { readonly kind: 'tuple' | 'parentheses' | 'index' | 'for' | 'interpolation' };

/** What can stand at a place in an expression. */
type Spot =
  /** The text of a string: all that stands between its quotes, or of a heredoc up to the end of the line. */
  | { readonly kind: 'text'; readonly span: Span; readonly isHeredoc: boolean }
  /** A word in `{{ }}`: a function of the template engine, or behind a dot a variable. */
  | { readonly kind: 'action'; readonly word: Span; readonly isField: boolean }
  /** A name, with those before it: of `var.di` the word is `di`. */
  | { readonly kind: 'name'; readonly path: readonly string[]; readonly word: Span }
  | { readonly kind: 'key'; readonly word: Span }
  | { readonly kind: 'other' };

export interface ValuePlace {
  /** From outside to inside. */
  readonly within: readonly Enclosure[];
  readonly spot: Spot;
}

type Frame =
  | { kind: 'string'; start: number }
  | { kind: 'heredoc'; start: number; marker: string }
  | { kind: 'call'; name: string; nameSpan: Span; argument: number }
  | { kind: 'object'; isKey: boolean; key: string | undefined; keys: string[] }
  | { kind: 'tuple' | 'parentheses' | 'index' | 'for' | 'interpolation' };

/**
 * Reads an expression up to a place in it. The parser reads whole ones; what is being written is none yet, so this goes by
 * what has been opened, and by the last words.
 * @param start where the expression begins
 * @returns undefined where the expression has ended before the place
 */
export const valuePlaceAt = (text: string, start: number, offset: number): ValuePlace | undefined =>
  new Reader(text, start, offset).read();

/** Words that bind names, or part an expression. */
const keywords = new Set(['in', 'if', 'else', 'endif', 'endfor']);

class Reader {
  private readonly frames: Frame[] = [];
  /** Names that were read last, which a dot may continue; undefined where a dot continues something else. */
  private names: string[] | undefined = [];
  private lastName: Span | undefined;
  /** What was read last: nothing that a value may follow is a `value`. */
  private last: 'start' | 'value' | 'dot' | 'binding' = 'start';
  private hasEnded = false;
  private at: number;

  constructor(
    private readonly text: string,
    start: number,
    private readonly offset: number,
  ) {
    this.at = start;
  }

  read(): ValuePlace | undefined {
    for (;;) {
      const top = this.frames.at(-1);
      const spot =
        top?.kind === 'string'
          ? this.readString(top.start)
          : top?.kind === 'heredoc'
            ? this.readHeredoc(top)
            : this.readToken();
      if (this.hasEnded) return undefined;
      if (spot) return { within: this.frames.filter(isEnclosure).map((frame) => ({ ...frame })), spot };
    }
  }

  private readString(start: number): Spot | undefined {
    const { text, offset } = this;
    while (this.at < offset) {
      const c = text.charCodeAt(this.at);
      if (c === 10 || c === 13) return this.leaveString(0);
      if (c === 34) return this.leaveString(1);
      if (c === 92) this.at += 2;
      else if (this.opensSequence(c)) return undefined;
      else this.at++;
    }
    if (this.at > offset) return { kind: 'other' };
    return this.textSpot({ start, end: endOfString(text, offset) }, false);
  }

  private leaveString(length: number): undefined {
    this.at += length;
    const top = this.frames.pop();
    this.names = undefined;
    this.last = 'value';
    const outer = this.frames.at(-1);
    if (outer?.kind === 'object' && outer.isKey && top?.kind === 'string')
      outer.key = this.text.slice(top.start, this.at - length);
    return undefined;
  }

  private readHeredoc({ start, marker }: { start: number; marker: string }): Spot | undefined {
    const { text, offset } = this;
    while (this.at < offset) {
      const isLineStart = text.charCodeAt(this.at - 1) === 10;
      if (isLineStart && this.lineAt(this.at).trim() === marker) {
        const end = this.at + this.lineAt(this.at).length;
        if (end >= offset) return { kind: 'other' };
        this.at = end;
        this.frames.pop();
        this.last = 'value';
        this.names = undefined;
        return undefined;
      }
      if (this.opensSequence(text.charCodeAt(this.at))) return undefined;
      this.at++;
    }
    if (this.at > offset) return { kind: 'other' };
    const line = Math.max(start, text.lastIndexOf('\n', offset - 1) + 1);
    return this.textSpot({ start: line, end: line + this.lineAt(line).length }, true);
  }

  /** Goes over an escaped sequence, or into one. @returns whether it went into one */
  private opensSequence(c: number): boolean {
    const { text } = this;
    if (c !== 36 && c !== 37) return false;
    if (text.charCodeAt(this.at + 1) === c && text.charCodeAt(this.at + 2) === 123) {
      this.at += 2;
      return false;
    }
    if (text.charCodeAt(this.at + 1) !== 123 || this.at + 2 > this.offset) return false;
    this.at += 2;
    if (this.at < this.offset && text.charCodeAt(this.at) === 126) this.at++;
    this.open({ kind: 'interpolation' });
    return true;
  }

  private textSpot(span: Span, isHeredoc: boolean): Spot {
    const before = this.text.slice(span.start, this.offset);
    const action = before.lastIndexOf('{{');
    if (action < 0 || before.lastIndexOf('}}') > action) return { kind: 'text', span, isHeredoc };
    const body = before.slice(action + 2);
    const isQuoted = (body.split('`').length - 1) % 2 === 1;
    if (isQuoted) return { kind: 'other' };
    const [rest = ''] = /^\w*/.exec(this.text.slice(this.offset, span.end)) ?? [];
    let start = this.offset;
    while (start > this.offset - body.length && /\w/.test(this.text.charAt(start - 1))) start--;
    const word = { start, end: this.offset + rest.length };
    return { kind: 'action', word, isField: this.text[word.start - 1] === '.' };
  }

  private readToken(): Spot | undefined {
    const { text, offset } = this;
    if (this.at >= offset) return this.nameSpot(this.at, this.at);
    const c = text.charCodeAt(this.at);
    if (c === 32 || c === 9 || c === 13) {
      this.at++;
      return undefined;
    }
    if (c === 10) return this.newline();
    if (c === 35 || (c === 47 && text.charCodeAt(this.at + 1) === 47)) {
      this.at += this.lineAt(this.at).length;
      return this.at >= offset ? { kind: 'other' } : undefined;
    }
    if (c === 47 && text.charCodeAt(this.at + 1) === 42) {
      const end = text.indexOf('*/', this.at + 2);
      this.at = end < 0 ? text.length : end + 2;
      return this.at > offset ? { kind: 'other' } : undefined;
    }
    const nameEnd = endOfName(text, this.at);
    if (nameEnd > this.at) return this.name(nameEnd);
    if (isDigit(c)) return this.number();
    return this.mark(text.charAt(this.at));
  }

  private newline(): undefined {
    this.at++;
    const top = this.frames.at(-1);
    if (!top) this.hasEnded = true;
    else if (top.kind === 'object') this.nextKey(top);
    return undefined;
  }

  private name(end: number): Spot | undefined {
    const start = this.at;
    if (end >= this.offset) return this.nameSpot(start, end);
    const name = this.text.slice(start, end);
    this.at = end;
    const top = this.frames.at(-1);
    if (this.last === 'dot') {
      this.names?.push(name);
    } else if (name === 'for' && top && this.last === 'start' && top.kind !== 'call') {
      if (top.kind === 'object' || top.kind === 'tuple') {
        this.frames.pop();
        this.frames.push({ kind: 'for' });
      }
      this.last = 'binding';
      return undefined;
    } else if (keywords.has(name) && (top?.kind === 'for' || top?.kind === 'interpolation')) {
      this.last = 'start';
      return undefined;
    } else {
      this.names = [name];
      if (top?.kind === 'object' && top.isKey) top.key = name;
    }
    this.lastName = { start, end };
    if (this.last !== 'binding') this.last = 'value';
    return undefined;
  }

  private nameSpot(start: number, end: number): Spot {
    const { offset, text } = this;
    const top = this.frames.at(-1);
    const wordEnd = end > start ? end : Math.max(endOfName(text, offset), offset);
    const word = { start, end: wordEnd };
    if (this.last === 'dot')
      return this.names ? { kind: 'name', path: [...this.names], word } : { kind: 'other' };
    if (this.last !== 'start') return { kind: 'other' };
    if (top?.kind === 'object' && top.isKey) return { kind: 'key', word };
    return { kind: 'name', path: [], word };
  }

  private number(): Spot | undefined {
    while (this.at < this.text.length && /[\w.]/.test(this.text.charAt(this.at))) this.at++;
    this.last = 'value';
    this.names = undefined;
    return this.at >= this.offset ? { kind: 'other' } : undefined;
  }

  private mark(mark: string): Spot | undefined {
    const start = this.at++;
    const top = this.frames.at(-1);
    switch (mark) {
      case '"':
        this.frames.push({ kind: 'string', start: this.at });
        return undefined;
      case '<':
        if (this.text[this.at] === '<') return this.heredoc(start);
        return this.operator();
      case '.':
        if (this.last !== 'value') this.names = undefined;
        this.last = 'dot';
        return undefined;
      case '(': {
        const isCall = this.last === 'value' && this.names?.length === 1 && this.lastName;
        return this.open(
          isCall && this.lastName
            ? { kind: 'call', name: this.names?.[0] ?? '', nameSpan: this.lastName, argument: 0 }
            : { kind: 'parentheses' },
        );
      }
      case '[':
        return this.open({ kind: this.last === 'value' ? 'index' : 'tuple' });
      case '{':
        return this.open({ kind: 'object', isKey: true, key: undefined, keys: [] });
      case ')':
      case ']':
      case '}':
        return this.close(mark);
      case ',':
        if (top?.kind === 'call') top.argument++;
        if (top?.kind === 'object') this.nextKey(top);
        if (!top) this.hasEnded = true;
        return this.last === 'binding' ? undefined : this.operator();
      case '=':
      case ':':
        if (top?.kind === 'object' && top.isKey && this.last !== 'start') {
          top.isKey = false;
          if (top.key !== undefined) top.keys.push(top.key);
        }
        return this.operator();
      default:
        return this.operator();
    }
  }

  private operator(): undefined {
    this.last = 'start';
    this.names = undefined;
    return undefined;
  }

  private nextKey(frame: Extract<Frame, { kind: 'object' }>): void {
    frame.isKey = true;
    frame.key = undefined;
    this.operator();
  }

  private open(frame: Frame): undefined {
    this.frames.push(frame);
    return this.operator();
  }

  /** Ends what the bracket can end, with all that was left open in it. */
  private close(mark: string): undefined {
    const inner = this.frames.findLastIndex(({ kind }) => kind === 'string' || kind === 'heredoc') + 1;
    const match = this.frames.findLastIndex(
      ({ kind }, index) => index >= inner && (closers[mark]?.includes(kind) ?? false),
    );
    const frame = this.frames[match];
    if (frame) this.frames.length = match;
    else if (!this.frames.length) this.hasEnded = true;
    this.names = undefined;
    this.last = 'value';
    return undefined;
  }

  private heredoc(start: number): Spot | undefined {
    const [, marker] = /^<<-?([^\s"{}()[\],]+)\r?\n/.exec(this.text.slice(start, start + 200)) ?? [];
    if (marker === undefined) return this.operator();
    const end = this.text.indexOf('\n', start) + 1;
    if (end > this.offset) return { kind: 'other' };
    this.at = end;
    this.frames.push({ kind: 'heredoc', start: end, marker });
    return undefined;
  }

  private lineAt(offset: number): string {
    const end = this.text.indexOf('\n', offset);
    return this.text.slice(offset, end < 0 ? undefined : end).replace(/\r$/, '');
  }
}

const closers: Readonly<Record<string, readonly Frame['kind'][]>> = {
  ')': ['call', 'parentheses'],
  ']': ['tuple', 'index', 'for'],
  '}': ['object', 'for', 'interpolation'],
};

const isEnclosure = (frame: Frame): frame is Extract<Frame, Enclosure> =>
  frame.kind !== 'string' && frame.kind !== 'heredoc';

/** Where the text of a string ends: at its quote, or with its line. */
function endOfString(text: string, offset: number): number {
  let at = offset;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 34 || c === 10 || c === 13) return at;
    if (c === 92) at++;
  }
  return Math.min(at, text.length);
}
