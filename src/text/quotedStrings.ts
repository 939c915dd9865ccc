import type { Span } from './span';

/** A string between double quotes, in which a backslash takes the meaning from what follows. */
export interface QuotedString extends Span {
  /** What stands between the quotes, with its escapes. */
  readonly content: string;
}

/** The strings in a text, from left to right; one that is not closed ends the search. */
export function* quotedStrings(text: string): Generator<QuotedString> {
  for (let start = text.indexOf('"'); start >= 0;) {
    let end = start + 1;
    while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
    if (end >= text.length) return;
    yield { start, end: end + 1, content: text.slice(start + 1, end) };
    start = text.indexOf('"', end + 1);
  }
}
