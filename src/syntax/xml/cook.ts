import type { Span } from '../../text/span';
import { referencePattern, resolveReference } from './references';

/**
 * A stretch of a resolved text and where it comes from. Where both lengths are the same it stands there letter for
 * letter; else it is one reference or line end.
 */
export interface Segment {
  /** Offset in the resolved text. */
  readonly inner: number;
  readonly innerLength: number;
  /** Offset in the source. */
  readonly outer: number;
  readonly outerLength: number;
}

export interface Cooked {
  readonly value: string;
  /** Side by side, without gaps; none is empty. */
  readonly segments: readonly Segment[];
}

const changed = new RegExp(`\\r\\n?|${referencePattern}`, 'g');
const lineEnd = /\r\n?/g;

/** Resolves the references of a stretch of text, but in CDATA, where there are none, and makes line ends `\n`. */
export function cookText(source: string, { start, end }: Span, cdata: boolean): Cooked {
  const segments: Segment[] = [];
  let value = '';
  const add = (text: string, outer: number, outerLength: number): void => {
    if (!text) return;
    segments.push({ inner: value.length, innerLength: text.length, outer, outerLength });
    value += text;
  };
  const raw = source.slice(start, end);
  let at = 0;
  for (const match of raw.matchAll(cdata ? lineEnd : changed)) {
    const [written] = match;
    const replacement = written.startsWith('&') ? resolveReference(written) : '\n';
    // Stays as it is written, and is reported elsewhere.
    if (replacement === undefined) continue;
    add(raw.slice(at, match.index), start + at, match.index - at);
    add(replacement, start + match.index, written.length);
    at = match.index + written.length;
  }
  add(raw.slice(at), start + at, raw.length - at);
  return { value, segments };
}

/** `value` of `cookText`. */
export function cookedValue(source: string, span: Span, cdata: boolean): string {
  const raw = source.slice(span.start, span.end);
  if (!raw.includes('\r') && (cdata || !raw.includes('&'))) return raw;
  return raw.replace(cdata ? lineEnd : changed, (written) =>
    written.startsWith('&') ? (resolveReference(written) ?? written) : '\n',
  );
}

const references = new RegExp(referencePattern, 'g');
const changedInAttribute = /[\r\n\t&]/;

/** The value of an attribute from what stands between its quotes: white space but that of references is blanks. */
export const cookAttribute = (raw: string): string =>
  changedInAttribute.test(raw)
    ? raw.replace(/\r\n?|[\n\t]/g, ' ').replace(references, (written) => resolveReference(written) ?? written)
    : raw;
