import type { Span } from '../../text/span';
import { messages } from './messages';
import type { ProblemList } from './problemList';
import { referencePattern, resolveReference } from './references';

/** Characters that XML has not. */
const controls = '\\0-\\x08\\v\\f\\x0E-\\x1F\\uFFFE\\uFFFF';
const surrogates = '\\uD800-\\uDFFF';
const halfOfPair = '[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]';

const control = new RegExp(`[${controls}]`);
const surrogate = new RegExp(`[${surrogates}]`);
/** Most characters are passed over after one look at the first part. */
const disallowed = new RegExp(`(?=[${controls}${surrogates}])(?:[^${surrogates}]|${halfOfPair})`, 'g');

/** Reports characters that may stand nowhere, not even in a comment. */
export function reportCharacters(source: string, problems: ProblemList): void {
  // Nearly always so, and found out several times as fast.
  if (!surrogate.test(source) && !control.test(source)) return;
  for (const { index } of source.matchAll(disallowed)) {
    if (problems.isFull) return;
    problems.add(messages.character, { start: index, end: index + 1 });
  }
}

const ampersand = new RegExp(`${referencePattern}|&`, 'g');

/** Reports each `&` of a text or value that begins no reference. */
export function reportReferences(source: string, { start, end }: Span, problems: ProblemList): void {
  const raw = source.slice(start, end);
  if (!raw.includes('&')) return;
  for (const { index, 0: written } of raw.matchAll(ampersand)) {
    if (problems.isFull) return;
    if (resolveReference(written) === undefined)
      problems.add(messages.reference, { start: start + index, end: start + index + 1 });
  }
}

/** Reports each place of a stretch where something is written that may not stand in it. */
export function reportWritten(
  source: string,
  written: string,
  { start, end }: Span,
  report: (span: Span) => void,
): void {
  const raw = source.slice(start, end);
  for (let at = raw.indexOf(written); at >= 0; at = raw.indexOf(written, at + written.length))
    report({ start: start + at, end: start + at + written.length });
}
