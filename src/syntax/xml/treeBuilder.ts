import type { Span } from '../../text/span';
import { cookAttribute, cookedValue } from './cook';
import { builtInNamespaces, declaredPrefix, Namespaces, splitName } from './namespaces';
import type { ProblemList } from './problemList';
import type { XmlAttribute, XmlElement, XmlName, XmlNode } from './tree';

/** Readers walk the tree by calling themselves; answer files have some ten levels. */
const maximumDepth = 200;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Of elements with one name. */
interface OpenCount {
  count: number;
}

interface OpenElement {
  readonly sameName: OpenCount;
  readonly element: Writable<XmlElement>;
  readonly children: XmlNode[];
  /** What it holds so far: elements, or else text that is not blank. */
  holds: 'elements' | 'text' | undefined;
  readonly namespaces: Namespaces;
}

/** Makes the tree from tags and texts in the order of the text, also when they don't fit together. */
export class TreeBuilder {
  private readonly open: OpenElement[] = [];
  /** How many elements of a name are open. */
  private readonly openNames = new Map<string, OpenCount>();
  private readonly unknownPrefixes = new Set<string>();
  private root: XmlElement | undefined;
  private tag: { name: XmlName; nameSpan: Span; attributes: XmlAttribute[] } | undefined;
  private isTooDeep = false;

  constructor(
    private readonly source: string,
    private readonly problems: ProblemList,
  ) {}

  openTag(name: string, nameSpan: Span): void {
    this.tag = { name: splitName(name), nameSpan, attributes: [] };
  }

  attribute(name: string, nameSpan: Span, valueSpan: Span): void {
    const value = cookAttribute(this.source.slice(valueSpan.start, valueSpan.end));
    this.tag?.attributes.push({ name: splitName(name), nameSpan, value, valueSpan });
  }

  openTagEnd(end: number, selfClosing: boolean): void {
    if (!this.tag) return;
    const { name, nameSpan, attributes } = this.tag;
    this.tag = undefined;
    const namespaces = this.declare(attributes);
    const openTag = { start: nameSpan.start - 1, end };
    const children: XmlNode[] = [];
    const element: Writable<XmlElement> = {
      kind: 'element',
      name: this.resolve(name, nameSpan, namespaces),
      nameSpan,
      span: openTag,
      openTag,
      content: { start: end, end },
      closeTag: undefined,
      attributes: this.resolveAttributes(attributes, namespaces),
      children,
    };
    this.attach(element);
    if (selfClosing) return;
    let sameName = this.openNames.get(name.text);
    if (!sameName) this.openNames.set(name.text, (sameName = { count: 0 }));
    sameName.count++;
    this.open.push({ sameName, element, children, holds: undefined, namespaces });
  }

  closeTag(name: string, span: Span): void {
    if (this.open.at(-1)?.element.name.text === name) {
      this.closeInnermost(span.end, span);
      return;
    }
    if (this.openNames.get(name)?.count) {
      while (this.open.at(-1)?.element.name.text !== name) this.closeInnermost(span.start, undefined);
      this.closeInnermost(span.end, span);
      return;
    }
    // A slip in the name: the tag stands where the close tag of the innermost element has to be.
    const innermost = this.open.at(-1);
    if (innermost?.holds === 'text') {
      const expected = innermost.element.name.text;
      this.problems.add(
        `The open tag of this element is \`<${expected}>\`; this must be \`</${expected}>\`.`,
        span,
      );
      this.closeInnermost(span.end, span);
    } else this.problems.add('This close tag has no open tag.', span);
  }

  /** @param content the text without what marks it as CDATA */
  text(span: Span, content: Span, cdata: boolean): void {
    const value = cookedValue(this.source, content, cdata);
    const parent = this.open.at(-1);
    if (parent) {
      // What is too deep is in no tree.
      if (this.open.length <= maximumDepth)
        parent.children.push({ kind: 'text', cdata, value, span, content });
      if (!parent.holds && value.trim()) parent.holds = 'text';
    } else if (cdata || value.trim())
      this.problems.add('Outside of the root element no text may stand.', trim(this.source, span));
  }

  /** Closes what the end of the text leaves open. */
  finish(): XmlElement | undefined {
    while (this.open.length) this.closeInnermost(this.source.length, undefined);
    if (!this.root)
      this.problems.add('This file holds no XML element.', {
        start: 0,
        end: Math.min(1, this.source.length),
      });
    return this.root;
  }

  private attach(element: XmlElement): void {
    const parent = this.open.at(-1);
    if (parent) {
      parent.holds = 'elements';
      if (this.open.length < maximumDepth) parent.children.push(element);
      else if (!this.isTooDeep) {
        this.isTooDeep = true;
        const message = `This is nested more than ${maximumDepth} levels deep and is not read.`;
        this.problems.add(message, element.openTag);
      }
    } else if (!this.root) this.root = element;
    else this.problems.add('A file has one root element only; this one is not read.', element.openTag);
  }

  /** @param end where the element ends */
  private closeInnermost(end: number, closeTag: Span | undefined): void {
    const closed = this.open.pop();
    if (!closed) return;
    const { element } = closed;
    const name = element.name.text;
    closed.sameName.count--;
    if (this.open.length < maximumDepth) {
      element.closeTag = closeTag;
      element.span = { start: element.openTag.start, end };
      element.content = { start: element.openTag.end, end: closeTag?.start ?? end };
    }
    if (!closeTag)
      this.problems.add(`This element is not closed: \`</${name}>\` is missing.`, element.openTag);
  }

  private declare(attributes: readonly XmlAttribute[]): Namespaces {
    const outer = this.open.at(-1)?.namespaces ?? builtInNamespaces;
    let own: Map<string, string> | undefined;
    for (const { name, value } of attributes) {
      const prefix = declaredPrefix(name);
      if (prefix !== undefined) (own ??= new Map<string, string>()).set(prefix, value.trim());
    }
    // What is too deep is not read, and must not make the way outwards any longer.
    return own && this.open.length < maximumDepth ? new Namespaces(outer, own) : outer;
  }

  private resolveAttributes(attributes: XmlAttribute[], namespaces: Namespaces): XmlAttribute[] {
    if (!attributes.length) return attributes;
    const seen = new Set<string>();
    return attributes.map((attribute) => {
      const { name, nameSpan } = attribute;
      if (seen.has(name.text)) this.problems.add('This attribute stands twice in the tag.', nameSpan);
      seen.add(name.text);
      // The default namespace is for elements alone.
      return name.prefix ? { ...attribute, name: this.resolve(name, nameSpan, namespaces) } : attribute;
    });
  }

  private resolve(name: XmlName, span: Span, namespaces: Namespaces): XmlName {
    const uri = namespaces.resolve(name.prefix);
    if (uri === undefined && !this.unknownPrefixes.has(name.prefix)) {
      this.unknownPrefixes.add(name.prefix);
      this.problems.add(
        `The prefix \`${name.prefix}\` is not declared: \`xmlns:${name.prefix}="…"\` is missing.`,
        span,
      );
    }
    return uri ? { text: name.text, prefix: name.prefix, local: name.local, uri } : name;
  }
}

function trim(source: string, { start, end }: Span): Span {
  const raw = source.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  return { start: from, end: from + raw.trim().length };
}
