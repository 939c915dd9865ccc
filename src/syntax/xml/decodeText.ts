import type { Span } from '../../text/span';
import { referencePattern, resolveReference } from './references';

/**
 * A stretch of a decoded text and where it comes from. Where both lengths are the same it stands there letter for
 * letter; else it is one reference or line end.
 */
export interface Segment {
  /** Offset in the decoded text. */
  readonly inner: number;
  readonly innerLength: number;
  /** Offset in the source. */
  readonly outer: number;
  readonly outerLength: number;
}

export interface DecodedText {
  readonly value: string;
  /** Side by side, without gaps; none is empty. */
  readonly segments: readonly Segment[];
}

const lineEnd = /\r\n?/g;
const lineEndOrReference = new RegExp(`\\r\\n?|${referencePattern}`, 'g');

/**
 * Resolves the references of a text, and makes its line ends `\n`. A reference that stands for nothing stays as it
 * is written.
 * @param cdata whether it stands in a CDATA section, where there are no references
 */
export function decodeText(source: string, span: Span, cdata: boolean): string {
  const raw = source.slice(span.start, span.end);
  if (!raw.includes('\r') && (cdata || !raw.includes('&'))) return raw;
  return raw.replace(cdata ? lineEnd : lineEndOrReference, (written) => decode(written) ?? written);
}

/** Does what `decodeText` does, and says where each character comes from. */
export function decodeWithPlaces(source: string, { start, end }: Span, cdata: boolean): DecodedText {
  const segments: Segment[] = [];
  let value = '';
  const add = (text: string, outer: number, outerLength: number): void => {
    if (!text) return;
    segments.push({ inner: value.length, innerLength: text.length, outer, outerLength });
    value += text;
  };
  const raw = source.slice(start, end);
  let at = 0;
  for (const match of raw.matchAll(cdata ? lineEnd : lineEndOrReference)) {
    const [written] = match;
    const decoded = decode(written);
    if (decoded === undefined) continue;
    add(raw.slice(at, match.index), start + at, match.index - at);
    add(decoded, start + match.index, written.length);
    at = match.index + written.length;
  }
  add(raw.slice(at), start + at, raw.length - at);
  return { value, segments };
}

const references = new RegExp(referencePattern, 'g');
const changedInAttribute = /[\r\n\t&]/;

/** The value of an attribute from what stands between its quotes: white space but that of references is blanks. */
export const decodeAttribute = (raw: string): string =>
  changedInAttribute.test(raw)
    ? raw.replace(/\r\n?|[\n\t]/g, ' ').replace(references, (written) => resolveReference(written) ?? written)
    : raw;

const decode = (written: string): string | undefined =>
  written.startsWith('&') ? resolveReference(written) : '\n';
