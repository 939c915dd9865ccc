import { contains, type Span } from '../../text/span';
import { explainCutOff, explainFailure, explainRepair } from './explain';
import { repair, type Repaired } from './repair';
import { ProblemList } from './problemList';
import type { PlainSink } from './plainTokens';
import { tokenize, type TokenSink } from './tokenizer';
import { TreeBuilder } from './treeBuilder';
import type { XmlFile } from './tree';

/**
 * Reads an XML text, tolerantly: after a mistake what follows is still read. Only the five references of XML and
 * those by number are resolved, whatever a document type says; nothing outside of the text is read. Never throws,
 * and takes time in proportion to the text.
 */
export function parseXml(text: string): XmlFile {
  const repaired = repair(text);
  const reader = new Reader(text, repaired);
  tokenize(repaired.text, reader);
  return reader.finish();
}

/** Finds where the tokens of a text begin, from where they end, and hands them on. */
class Reader implements TokenSink, PlainSink {
  private readonly problems = new ProblemList();
  private readonly builder: TreeBuilder;
  private readonly comments: Span[] = [];
  /** Comments and the like: there is nothing in them that could be a reference or a tag. */
  private readonly opaque: Span[] = [];
  /** Behind the last token, or behind the last attribute of a tag that is still open. */
  private at: number;
  private tagStart: number | undefined;

  constructor(
    private readonly source: string,
    private readonly repaired: Repaired,
  ) {
    this.builder = new TreeBuilder(source, this.problems);
    this.at = repaired.declaration;
    if (this.at && !source.slice(0, this.at).endsWith('?>'))
      this.problems.add('The XML declaration must end with `?>`.', { start: 0, end: this.at });
  }

  plainOpenTag(
    start: number,
    nameEnd: number,
    attributes: readonly number[],
    end: number,
    selfClosing: boolean,
  ): void {
    const { builder, source } = this;
    this.textUpTo(start);
    builder.openTag(source.slice(start + 1, nameEnd), { start: start + 1, end: nameEnd });
    for (let i = 0; i + 3 < attributes.length; i += 4) {
      const nameSpan = { start: attributes[i] ?? 0, end: attributes[i + 1] ?? 0 };
      const valueSpan = { start: attributes[i + 2] ?? 0, end: attributes[i + 3] ?? 0 };
      builder.attribute(source.slice(nameSpan.start, nameSpan.end), nameSpan, valueSpan);
    }
    builder.openTagEnd(end, selfClosing);
    this.at = end;
  }

  plainCloseTag(start: number, name: string, end: number): void {
    this.textUpTo(start);
    this.builder.closeTag(name, { start, end });
    this.at = end;
  }

  plainComment(start: number, end: number): void {
    this.textUpTo(start);
    const span = { start, end };
    this.comments.push(span);
    this.skip(span);
  }

  plainCdata(start: number, end: number): void {
    this.textUpTo(start);
    this.addCdata({ start, end });
  }

  openTagStart(name: string): void {
    const start = this.begin();
    this.tagStart = start;
    this.at = start + 1 + name.length;
    this.builder.openTag(name, { start: start + 1, end: this.at });
  }

  attribute(name: string, value: string, end: number): void {
    const { text } = this.repaired;
    const quote = text[end - 1];
    const isQuoted = quote === '"' || quote === "'";
    // Without quotes, the event comes behind the character that ends the value.
    let valueEnd = end - 1;
    if (!isQuoted && text[valueEnd] === '\n' && text[valueEnd - 1] === '\r') valueEnd--;
    const valueStart = isQuoted ? text.lastIndexOf(quote, end - 2) + 1 : valueEnd - value.length;
    const from = this.at;
    let nameEnd = this.skipBlanksBack(from, isQuoted ? valueStart - 1 : valueStart);
    this.at = end - (isQuoted ? 0 : 1);
    if (text[nameEnd - 1] !== '=' || nameEnd <= from) return;
    nameEnd = this.skipBlanksBack(from, nameEnd - 1);
    const nameStart = nameEnd - name.length;
    // The name is in pieces where something stands in it that doesn't belong there; that is reported already.
    if (nameStart < from || text.slice(nameStart, nameEnd) !== name) return;
    this.builder.attribute(name, { start: nameStart, end: nameEnd }, { start: valueStart, end: valueEnd });
  }

  openTagEnd(selfClosing: boolean, end: number): void {
    this.builder.openTagEnd(end, selfClosing);
    this.tagStart = undefined;
    this.at = end;
  }

  closeTag(end: number): void {
    const start = this.begin();
    const name = /^[^\s<>/]*/.exec(this.repaired.text.slice(start + 2, end))?.[0] ?? '';
    this.builder.closeTag(name, { start, end });
    this.at = end;
  }

  comment(end: number): void {
    // The event comes behind any `--`; it is the end of the comment only with a `>` behind it.
    if (this.repaired.text[end] !== '>') return;
    const span = { start: this.begin(), end: end + 1 };
    this.comments.push(span);
    this.skip(span);
  }

  cdata(end: number): void {
    this.addCdata({ start: this.begin(), end });
  }

  other(end: number): void {
    this.skip({ start: this.begin(), end });
  }

  failure(message: string, end: number): void {
    const explained = explainFailure(message);
    const start = Math.max(0, Math.min(end, this.source.length) - 1);
    if (explained) this.problems.add(explained, { start, end: Math.min(end, this.source.length) });
  }

  finish(): XmlFile {
    this.cutOff();
    const root = this.builder.finish();
    this.reportRepairs();
    return { root, problems: this.problems.sorted(), comments: this.comments };
  }

  /** The text before the next token, and where that begins. */
  private begin(): number {
    const found = this.repaired.text.indexOf('<', this.at);
    const start = found < 0 ? this.source.length : found;
    this.textUpTo(start);
    return start;
  }

  private textUpTo(end: number): void {
    if (end <= this.at) return;
    const span = { start: this.at, end };
    this.builder.text(span, span, false);
  }

  private addCdata(span: Span): void {
    const content = { start: span.start + '<![CDATA['.length, end: span.end - ']]>'.length };
    this.builder.text(span, content, true);
    this.skip(span);
  }

  private skip(span: Span): void {
    this.opaque.push(span);
    this.at = span.end;
  }

  /** What the end of the text leaves unfinished. */
  private cutOff(): void {
    const start = this.tagStart ?? this.begin();
    const end = this.source.length;
    if (start === end) return;
    this.problems.add(explainCutOff(this.source.slice(start, start + '<![CDATA['.length)), { start, end });
    if (this.tagStart === undefined) this.opaque.push({ start, end });
    else this.builder.openTagEnd(end, true);
  }

  private reportRepairs(): void {
    let next = 0;
    for (const { at, kind } of this.repaired.repairs) {
      const span = { start: at, end: at + 1 };
      while ((this.opaque[next]?.end ?? Infinity) <= at) next++;
      const around = this.opaque[next];
      const isInside = around !== undefined && contains(around, span);
      if (kind === 'character' || (kind === 'dash') === isInside)
        this.problems.add(explainRepair(kind), span);
    }
  }

  private skipBlanksBack(from: number, end: number): number {
    let at = end;
    while (at > from && /\s/.test(this.repaired.text.charAt(at - 1))) at--;
    return at;
  }
}
