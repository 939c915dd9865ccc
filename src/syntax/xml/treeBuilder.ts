import type { Span } from '../../text/span';
import { endOfBlanks, startOfBlanks } from './characters';
import { decodeText } from './decodeText';
import { elementNotClosed, messages, tooDeep, wrongCloseTag } from './messages';
import { builtInNamespaces, splitName } from './namespaces';
import { NameResolver } from './nameResolver';
import type { OpenTag } from './openTagReader';
import type { ProblemList } from './problemList';
import type { XmlElement, XmlNode } from './tree';
import { closeByForce, type OpenElement, type Writable } from './openElement';

/** Readers walk the tree by calling themselves; answer files have some ten levels. */
const maximumDepth = 200;

/** Makes the tree from tags and texts in the order of the text, also when they don't fit together. */
export class TreeBuilder {
  private readonly open: OpenElement[] = [];
  /** How many elements of a name are open. */
  private readonly openNames = new Map<string, number>();
  private readonly names: NameResolver;
  private root: XmlElement | undefined;
  private isTooDeep = false;

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
    const outer = this.open.at(-1)?.namespaces ?? builtInNamespaces;
    // What is too deep is not read, and must not make the way outwards any longer.
    const namespaces = this.open.length < maximumDepth ? this.names.declare(attributes, outer) : outer;
    const children: XmlNode[] = [];
    const element: Writable<XmlElement> = {
      kind: 'element',
      name: this.names.resolveElement(
        splitName(this.source.slice(nameSpan.start, nameSpan.end)),
        nameSpan,
        namespaces,
      ),
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
    const name = element.name.text;
    this.openNames.set(name, (this.openNames.get(name) ?? 0) + 1);
    const isCutOff = ending === 'cutOff';
    this.open.push({ element, children, isCutOff, holds: undefined, textLength: undefined, namespaces });
  }

  closeTag(name: string, span: Span): void {
    const innermost = this.open.at(-1);
    if (this.openNames.get(name)) {
      let index = this.open.length - 1;
      while (this.open[index]?.element.name.text !== name) index--;
      this.closeUnclosed(index + 1, span.start);
      this.closeInnermost(span);
    } else if (innermost?.holds === 'text') {
      // A slip in the name: the tag stands where the close tag of the innermost element has to be.
      this.problems.add(wrongCloseTag(innermost.element.name.text), span);
      this.closeInnermost(span);
    } else this.problems.add(messages.noOpenTag, span);
  }

  /** @param content the text without what marks it as CDATA */
  text(span: Span, content: Span, cdata: boolean): void {
    const { source } = this;
    const isBlank = !cdata && endOfBlanks(source, span.start) >= span.end;
    const parent = this.open.at(-1);
    if (parent) {
      // What is too deep is in no tree.
      if (this.open.length <= maximumDepth) {
        const value = decodeText(source, content, cdata);
        parent.children.push({ kind: 'text', cdata, value, span, content });
      }
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
      if (this.open.length < maximumDepth) parent.children.push(element);
      else if (!this.isTooDeep) {
        this.isTooDeep = true;
        this.problems.add(tooDeep(maximumDepth), element.openTag);
      }
    } else if (!this.root) this.root = element;
    else this.problems.add(messages.secondRoot, element.openTag);
  }

  private closeInnermost(closeTag: Span): void {
    const closed = this.open.pop();
    if (!closed) return;
    const { element } = closed;
    this.forget(element);
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
    for (const { element, isCutOff } of unclosed) {
      this.forget(element);
      // Of a tag without its end that is said already.
      if (!isCutOff) this.problems.add(elementNotClosed(element.name.text), element.openTag);
    }
  }

  private forget({ name }: XmlElement): void {
    this.openNames.set(name.text, (this.openNames.get(name.text) ?? 0) - 1);
  }
}
