import type { Span } from '../../text/span';
import type { Argument, ArgumentKind } from './tree';

/** Collects the literal and the filled-in parts of one word. */
export class WordBuilder {
  /** Literal text since the last filled-in part. */
  private literal = '';
  private prefix: string | undefined;
  private parts = 0;
  private name: string | undefined;
  private pieces: (string | Span)[] | undefined;
  private exactFrom = -1;
  private exactTo = -1;
  private isExact = true;

  /** Adds literal text that stands at [start, end) just so. */
  verbatim(text: string, start: number, end: number): void {
    if (start === end) return;
    const added = text.slice(start, end);
    this.literal = this.literal === '' ? added : this.literal + added;
    this.cover(start, end);
  }

  /** Adds the text of an escape: what the shell reads differs from what is written. */
  escape(value: string): void {
    this.literal += value;
    this.isExact = false;
  }

  /** Adds a filled-in part that stands at [start, end): a variable of that name, or something else. */
  dynamic(start: number, end: number, name?: string): void {
    this.prefix ??= this.literal;
    this.name = this.parts === 0 && this.literal === '' ? name : undefined;
    this.parts++;
    this.pieces ??= [];
    this.pieces.push(this.literal, { start, end });
    this.literal = '';
    this.cover(start, end);
  }

  /** Says that an empty word's content is here: `""`. */
  emptyAt(at: number): void {
    if (this.exactFrom < 0) this.exactFrom = this.exactTo = at;
  }

  finish(kind: ArgumentKind, span: Span): Argument {
    const isDynamic = this.prefix !== undefined;
    const content =
      this.isExact && this.exactFrom >= 0 ? { start: this.exactFrom, end: this.exactTo } : undefined;
    return {
      kind,
      span,
      value: isDynamic ? undefined : this.literal,
      literalPrefix: this.prefix,
      literalSuffix: isDynamic ? this.literal : undefined,
      content,
      pieces: this.pieces && !content ? [...this.pieces, this.literal] : undefined,
      variable: isDynamic && this.parts === 1 && this.literal === '' ? this.name : undefined,
      parameter: undefined,
      elements: undefined,
    };
  }

  /** Two parts with quotes between them aren't one stretch of the text. */
  private cover(start: number, end: number): void {
    if (this.exactFrom < 0) this.exactFrom = start;
    else if (this.exactTo !== start) this.isExact = false;
    this.exactTo = end;
  }
}

/** A word without quotes, escapes or variables. */
export function plainWord(value: string, start: number, end: number): Argument {
  const span = { start, end };
  return {
    kind: 'word',
    span,
    value,
    literalPrefix: undefined,
    literalSuffix: undefined,
    content: span,
    pieces: undefined,
    variable: undefined,
    parameter: undefined,
    elements: undefined,
  };
}

/** Something that only running the script can give. */
export const dynamicArgument = (kind: ArgumentKind, start: number, end: number): Argument => ({
  kind,
  span: { start, end },
  value: undefined,
  literalPrefix: '',
  literalSuffix: '',
  content: undefined,
  pieces: undefined,
  variable: undefined,
  parameter: undefined,
  elements: undefined,
});
