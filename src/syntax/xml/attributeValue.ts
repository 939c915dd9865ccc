import type { Span } from '../../text/span';
import { endOfName, isBlank, startOfBlanks } from './characters';

/** Where the value of an attribute stands. */
export interface ValuePlace {
  /** Without the quotes. */
  readonly value: Span;
  /** Behind the value and its closing quote. */
  readonly end: number;
  readonly isClosed: boolean;
}

/**
 * Finds the end of a value in quotes. While people type, the closing quote is often missing, and the next quote
 * belongs to another attribute or to a text: what stands beside it shows that.
 * @param quoteAt of the opening quote
 */
export function findQuotedValue(text: string, quoteAt: number): ValuePlace {
  const start = quoteAt + 1;
  const nextQuote = text.indexOf(text.charAt(quoteAt), start);
  const value = { start, end: nextQuote < 0 ? text.length : nextQuote };
  if (nextQuote >= 0 && isClosed(text, value)) return { value, end: nextQuote + 1, isClosed: true };
  const end = endOfOpenValue(text, value);
  return { value: { start, end }, end, isClosed: false };
}

/** Whether the quote behind a value is the one that closes it. In a well-formed text it always is. */
function isClosed(text: string, value: Span): boolean {
  const raw = text.slice(value.start, value.end);
  const after = text.charAt(value.end + 1);
  const canFollow = after === '' || after === '>' || after === '/' || isBlank(after.charCodeAt(0));
  if (!raw.includes('<')) return canFollow || (!raw.includes('>') && startOfLastAttribute(raw) === undefined);
  return canFollow && !raw.includes('\n') && startOfLastAttribute(raw) === undefined;
}

/** @param reach the value and what stands between it and the next quote */
function endOfOpenValue(text: string, { start, end }: Span): number {
  const raw = text.slice(start, end);
  const nextAttribute = raw.includes('<') ? undefined : startOfLastAttribute(raw);
  if (nextAttribute !== undefined) return start + nextAttribute;
  const tagEnd = raw.search(/\/?>|[<\r\n]/);
  return startOfBlanks(text, start, tagEnd < 0 ? end : start + tagEnd);
}

/** Where the blanks before an attribute start whose value would begin behind `raw`: `one two =` gives 3. */
function startOfLastAttribute(raw: string): number | undefined {
  const equal = startOfBlanks(raw, 0, raw.length) - 1;
  if (raw[equal] !== '=') return undefined;
  const nameEnd = startOfBlanks(raw, 0, equal);
  let nameStart = nameEnd;
  while (nameStart > 0 && !isBlank(raw.charCodeAt(nameStart - 1))) nameStart--;
  const isAttribute = nameStart > 0 && nameStart < nameEnd && endOfName(raw, nameStart) === nameEnd;
  return isAttribute ? startOfBlanks(raw, 0, nameStart) : undefined;
}
