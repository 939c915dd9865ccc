import type { EmbeddedText } from '../../text/embeddedText';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { decodeWithPlaces, type Segment } from './decodeText';
import type { XmlElement } from './tree';

/**
 * The text that stands directly in an element, CDATA included, comments and inner elements left out. Each place in
 * it leads back to the source, that of a character from a reference to the whole reference.
 */
export function elementText(element: XmlElement, source: SourceText): EmbeddedText {
  const segments: Segment[] = [];
  let text = '';
  for (const child of element.children) {
    if (child.kind !== 'text') continue;
    const decoded = decodeWithPlaces(source.text, child.content, child.cdata);
    for (const segment of decoded.segments) segments.push({ ...segment, inner: segment.inner + text.length });
    text += decoded.value;
  }
  return {
    text,
    locate: (span) => ({ path: source.path, span: outerSpan(segments, span, element.content) }),
  };
}

/** @param content what stands in the element: where a text without characters stands */
function outerSpan(segments: readonly Segment[], span: Span, content: Span): Span {
  const last = segments.at(-1);
  if (!last) return content;
  const length = last.inner + last.innerLength;
  const from = Math.max(0, Math.min(span.start, length));
  const to = Math.max(from, Math.min(span.end, length));
  const start =
    from === length ? last.outer + last.outerLength : sourceOf(segmentAt(segments, from) ?? last, from).start;
  // By its last character, not by the one behind it, which may stand on the far side of a comment.
  return {
    start,
    end: to === from ? start : sourceOf(segmentAt(segments, to - 1) ?? last, to - 1).end,
  };
}

/** The segment that holds a character, found by halving. */
function segmentAt(segments: readonly Segment[], inner: number): Segment | undefined {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.inner ?? 0) > inner) high = middle;
    else low = middle + 1;
  }
  return segments[low - 1];
}

/** Where one character of a segment comes from. */
function sourceOf({ inner, innerLength, outer, outerLength }: Segment, at: number): Span {
  if (innerLength !== outerLength) return { start: outer, end: outer + outerLength };
  const start = outer + at - inner;
  return { start, end: start + 1 };
}
