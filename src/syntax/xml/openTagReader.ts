import type { Span } from '../../text/span';
import { findQuotedValue } from './attributeValue';
import { reportReferences, reportWritten } from './characterProblems';
import { endOfBlanks, endOfName, isBlank, isNameStart } from './characters';
import { decodeAttribute } from './decodeText';
import { markupAt } from './markup';
import { messages, valueNotClosed } from './messages';
import { splitName } from './namespaces';
import { spreads } from './problemList';
import type { ProblemList } from './problemList';
import type { XmlAttribute } from './tree';

export interface OpenTag {
  readonly nameSpan: Span;
  readonly attributes: readonly XmlAttribute[];
  readonly span: Span;
  /** `cutOff` for one without its `>`: somebody types it, or the `>` was forgotten. */
  readonly ending: 'open' | 'selfClosing' | 'cutOff';
}

/** Reads one open tag after the other. */
export class OpenTagReader {
  /** Behind the last value in quotes, where no other attribute may begin at once. */
  private valueEnd = -1;

  constructor(
    private readonly text: string,
    private readonly problems: ProblemList,
  ) {}

  /** @param start of a `<` before a name */
  read(start: number): OpenTag {
    const { text, problems } = this;
    const nameSpan = { start: start + 1, end: endOfName(text, start + 1) };
    const attributes: XmlAttribute[] = [];
    let at = nameSpan.end;
    if (text[at] !== '/' && !this.canEndName(at)) at = this.skipUnexpected(at, messages.tagName);
    for (;;) {
      const next = endOfBlanks(text, at);
      if (next >= text.length || markupAt(text, next)) {
        problems.add(messages.tagNotClosed, { start, end: at }, spreads);
        return { nameSpan, attributes, span: { start, end: at }, ending: 'cutOff' };
      }
      if (text[next] === '>') return { nameSpan, attributes, span: { start, end: next + 1 }, ending: 'open' };
      if (text[next] === '/' && text[next + 1] === '>')
        return { nameSpan, attributes, span: { start, end: next + 2 }, ending: 'selfClosing' };
      at = isNameStart(text, next)
        ? this.attribute(next, attributes)
        : this.skipUnexpected(next, text[next] === '/' ? messages.slash : messages.attribute);
    }
  }

  /** Adds an attribute, and gives its end. */
  private attribute(start: number, attributes: XmlAttribute[]): number {
    const { text, problems } = this;
    const nameSpan = { start, end: endOfName(text, start) };
    if (start === this.valueEnd) problems.add(messages.noBlank, nameSpan);
    const equal = endOfBlanks(text, nameSpan.end);
    if (text[equal] !== '=') {
      problems.add(messages.noValue, nameSpan);
      return nameSpan.end;
    }
    const valueAt = endOfBlanks(text, equal + 1);
    const isQuoted = text[valueAt] === '"' || text[valueAt] === "'";
    const found = isQuoted ? this.quotedValue(valueAt) : this.unquotedValue(equal + 1, valueAt);
    const name = splitName(text.slice(nameSpan.start, nameSpan.end));
    const value = decodeAttribute(text.slice(found.value.start, found.value.end));
    attributes.push({ name, nameSpan, value, valueSpan: found.value });
    return found.end;
  }

  private quotedValue(quoteAt: number): { value: Span; end: number } {
    const { text, problems } = this;
    const { value, end, isClosed } = findQuotedValue(text, quoteAt);
    if (isClosed) this.valueEnd = end;
    else problems.add(valueNotClosed(text.charAt(quoteAt)), { start: quoteAt, end }, spreads);
    reportWritten(text, '<', value, (span) => problems.add(messages.lessInAttribute, span));
    reportReferences(text, value, problems);
    return { value, end };
  }

  /** A value that lacks its quotes, or one of them, or that is still to be typed. */
  private unquotedValue(afterEqual: number, start: number): { value: Span; end: number } {
    const { text, problems } = this;
    const isNextAttribute = start > afterEqual && text[endOfBlanks(text, endOfName(text, start))] === '=';
    let end = start;
    if (!isNextAttribute)
      while (end < text.length && !this.canEndName(end) && text[end] !== '"' && text[end] !== "'") end++;
    if (end === start) {
      const nothing = { start: afterEqual, end: afterEqual };
      problems.add(messages.noValue, { start: afterEqual - 1, end: afterEqual });
      return { value: nothing, end: afterEqual };
    }
    const value = { start, end };
    problems.add(messages.noQuotes, value);
    reportReferences(text, value, problems);
    const isLastQuote = (text[end] === '"' || text[end] === "'") && this.canEndName(end + 1);
    return { value, end: isLastQuote ? end + 1 : end };
  }

  /** Skips characters that may not stand in a tag, up to one that begins or ends something. At least one. */
  private skipUnexpected(start: number, message: string): number {
    const { text } = this;
    let end = start + 1;
    while (end < text.length && !this.canEndName(end) && !isNameStart(text, end)) end++;
    this.problems.add(message, { start, end });
    return end;
  }

  /** Whether there is what can stand behind a name: a blank, `>`, `/>`, the next tag, or nothing more. */
  private canEndName(at: number): boolean {
    const { text } = this;
    const character = text[at];
    if (character === '/') return text[at + 1] === '>';
    return (
      character === undefined || character === '>' || character === '<' || isBlank(character.charCodeAt(0))
    );
  }
}
