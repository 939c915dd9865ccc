import type { Span } from '../../text/span';
import type { Argument } from './tree';

/** A stretch of a carried script that stands letter for letter in the script around it. */
export interface Segment {
  /** Offset in the carried script. */
  readonly inner: number;
  /** Offset in the script around it. */
  readonly outer: number;
  readonly length: number;
}

/** The text of a carried script, and where it comes from. */
export interface EmbeddedSource {
  readonly text: string;
  /** The arguments that carry it. */
  readonly origin: Span;
  readonly segments: readonly Segment[];
}

/** Where a stretch of the carried script stands outside: exact where it can be, else all that carries it. */
export function outerSpan(source: EmbeddedSource, span: Span): Span {
  for (const { inner, outer, length } of source.segments)
    if (span.start >= inner && span.end <= inner + length)
      return { start: span.start - inner + outer, end: span.end - inner + outer };
  const first = source.segments.find(
    ({ inner, length }) => span.start >= inner && span.start <= inner + length,
  );
  const last = source.segments.findLast(
    ({ inner, length }) => span.end >= inner && span.end <= inner + length,
  );
  if (!first || !last) return source.origin;
  return { start: span.start - first.inner + first.outer, end: span.end - last.inner + last.outer };
}

/**
 * The text of one argument, without its quotes. Dynamic parts keep the words that they are written with, if the
 * text around the command is given.
 */
export function sourceOf(argument: Argument, outerText?: string): EmbeddedSource | undefined {
  const { content, pieces, value, span } = argument;
  if (content && (value !== undefined || outerText !== undefined)) {
    const text = value ?? outerText?.slice(content.start, content.end) ?? '';
    return { text, origin: span, segments: [{ inner: 0, outer: content.start, length: text.length }] };
  }
  if (value !== undefined) return { text: value, origin: span, segments: [] };
  if (outerText === undefined || !pieces) return undefined;
  // Escapes are gone from the literal parts, so that nothing stands letter for letter.
  const text = pieces.map((piece) =>
    typeof piece === 'string' ? piece : outerText.slice(piece.start, piece.end),
  );
  return { text: text.join(''), origin: span, segments: [] };
}

/** Joins texts with blanks; undefined when one of them is. */
export function joined(sources: readonly (EmbeddedSource | undefined)[]): EmbeddedSource | undefined {
  const parts: string[] = [];
  const segments: Segment[] = [];
  let length = 0;
  for (const source of sources) {
    if (!source) return undefined;
    for (const segment of source.segments) segments.push({ ...segment, inner: segment.inner + length });
    parts.push(source.text);
    length += source.text.length + 1;
  }
  const first = sources[0];
  const last = sources.at(-1);
  if (!first || !last) return undefined;
  return { text: parts.join(' '), origin: { start: first.origin.start, end: last.origin.end }, segments };
}

/** A stretch of the text around, taken as it is. */
export const verbatimSource = (outerText: string, start: number, end: number): EmbeddedSource => ({
  text: outerText.slice(start, end),
  origin: { start, end },
  segments: [{ inner: 0, outer: start, length: end - start }],
});
