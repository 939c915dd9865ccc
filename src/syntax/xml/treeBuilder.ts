import type { Span } from '../../text/span';
import { endOfBlanks, startOfBlanks } from './characters';
import { decodeText } from './decodeText';
import { elementNotClosed, messages, tooDeep, wrongCloseTag } from './messages';
import { builtInNamespaces, splitName } from './namespaces';
import { NameResolver } from './nameResolver';
import type { OpenTag } from './openTagReader';
import { spreads } from './problemList';
import type { ProblemList } from './problemList';
import type { XmlElement, XmlNode } from './tree';
import { closeByForce, type OpenCount, type OpenElement, type Writable } from './openElement';

/** Readers walk the tree by calling themselves; answer files have some ten levels. */
const maximumDepth = 200;

/** Makes the tree from tags and texts in the order of the text, also when they don't fit together. */
export class TreeBuilder {
  private readonly open: OpenElement[] = [];
  private readonly openCounts = new Map<string, OpenCount>();
  private readonly names: NameResolver;
  /** The open elements that are too deep to be read. */
  private readonly tooDeep: OpenCount[] = [];
  private root: XmlElement | undefined;
  private isTooDeepReported = false;

  constructor(
    private readonly source: string,
    private readonly problems: ProblemList,
  ) {
    this.names = new NameResolver(problems);
  }

  get hasRoot(): boolean {
    return this.root !== undefined;
  }

  openTag({ nameSpan, attributes, span, ending }: OpenTag): void {
    const written = this.source.slice(nameSpan.start, nameSpan.end);
    if (this.open.length >= maximumDepth) {
      this.reportTooDeep(span);
      if (ending !== 'selfClosing') this.tooDeep.push(this.countOpen(written));
      return;
    }
    const outer = this.open.at(-1)?.namespaces ?? builtInNamespaces;
    const namespaces = this.names.declare(attributes, outer);
    const children: XmlNode[] = [];
    const element: Writable<XmlElement> = {
      kind: 'element',
      name: this.names.resolveElement(splitName(written), nameSpan, namespaces),
      nameSpan,
      span,
      openTag: span,
      content: { start: span.end, end: span.end },
      closeTag: undefined,
      attributes: this.names.resolveAttributes(attributes, namespaces),
      children,
    };
    this.attach(element);
    if (ending === 'selfClosing') return;
    const isCutOff = ending === 'cutOff';
    const sameName = this.countOpen(written);
    this.open.push({
      sameName,
      element,
      children,
      isCutOff,
      holds: undefined,
      textLength: undefined,
      namespaces,
    });
  }

  closeTag(name: string, span: Span): void {
    const innermost = this.open.at(-1);
    if (this.openCounts.get(name)?.count) {
      if (this.closeTooDeep(name)) return;
      let index = this.open.length - 1;
      while (this.open[index]?.sameName.name !== name) index--;
      this.closeUnclosed(index + 1, span.start);
      this.closeInnermost(span);
    } else if (innermost?.holds === 'text') {
      // A slip in the name: the tag stands where the close tag of the innermost element has to be.
      this.problems.add(wrongCloseTag(innermost.element.name.text), span, spreads);
      this.closeInnermost(span);
    } else this.problems.add(messages.noOpenTag, span, spreads);
  }

  /** @param content the text without what marks it as CDATA */
  text(span: Span, content: Span, cdata: boolean): void {
    if (this.tooDeep.length) return;
    const { source } = this;
    const isBlank = !cdata && endOfBlanks(source, span.start) >= span.end;
    const parent = this.open.at(-1);
    if (parent) {
      parent.children.push({ kind: 'text', cdata, value: decodeText(source, content, cdata), span, content });
      if (!isBlank) parent.holds ??= 'text';
    } else if (!isBlank) {
      const start = endOfBlanks(source, span.start);
      this.problems.add(messages.outside, { start, end: startOfBlanks(source, start, span.end) });
    }
  }

  /** Closes what the end of the text leaves open. */
  finish(): XmlElement | undefined {
    const { length } = this.source;
    this.closeUnclosed(0, length);
    if (!this.root) this.problems.add(messages.noElement, { start: 0, end: Math.min(1, length) });
    return this.root;
  }

  private attach(element: XmlElement): void {
    const parent = this.open.at(-1);
    if (parent) {
      if (parent.holds === 'text') parent.textLength ??= parent.children.length;
      parent.holds = 'elements';
      parent.children.push(element);
    } else if (!this.root) this.root = element;
    else this.problems.add(messages.secondRoot, element.openTag);
  }

  private reportTooDeep(openTag: Span): void {
    const innermost = this.open.at(-1);
    if (innermost) innermost.holds = 'elements';
    if (!this.isTooDeepReported) this.problems.add(tooDeep(maximumDepth), openTag);
    this.isTooDeepReported = true;
  }

  /** Closes elements that are too deep, up to the first of a name; gives whether there was one. */
  private closeTooDeep(name: string): boolean {
    for (let closed = this.tooDeep.pop(); closed !== undefined; closed = this.tooDeep.pop()) {
      closed.count--;
      if (closed.name === name) return true;
    }
    return false;
  }

  private closeInnermost(closeTag: Span): void {
    const closed = this.open.pop();
    if (!closed) return;
    const { element, sameName } = closed;
    sameName.count--;
    element.closeTag = closeTag;
    element.span = { start: element.openTag.start, end: closeTag.end };
    element.content = { start: element.openTag.end, end: closeTag.start };
  }

  /** Closes elements that have no close tag: all from `index` on. */
  private closeUnclosed(index: number, end: number): void {
    if (index >= this.open.length) return;
    const outer = this.open[index - 1]?.children;
    const unclosed = this.open.splice(index);
    closeByForce(unclosed, outer, end);
    for (const { element, isCutOff, sameName } of unclosed) {
      sameName.count--;
      // Of a tag without its end that is said already.
      if (!isCutOff) this.problems.add(elementNotClosed(element.name.text), element.openTag, spreads);
    }
  }

  private countOpen(name: string): OpenCount {
    let found = this.openCounts.get(name);
    if (!found) this.openCounts.set(name, (found = { name, count: 0 }));
    found.count++;
    return found;
  }
}
