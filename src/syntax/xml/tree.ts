import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';

/** An XML text as a tree. What a mistake spoils is left out; the rest is kept. */
export interface XmlFile {
  /** Undefined when the text holds no element. What stands behind the first root is not kept. */
  readonly root: XmlElement | undefined;
  /** In the order of the text; their number is limited. */
  readonly problems: readonly SyntaxProblem[];
  /** With their `<!--` and `-->`. */
  readonly comments: readonly Span[];
}

export interface XmlName {
  /** As written, `wcm:action`. */
  readonly text: string;
  /** Empty for a name without one. */
  readonly prefix: string;
  readonly local: string;
  /** The namespace; empty for a name in none, and for one whose prefix is not declared. */
  readonly uri: string;
}

export interface XmlElement {
  readonly kind: 'element';
  readonly name: XmlName;
  /** In the open tag. */
  readonly nameSpan: Span;
  /** From the open tag to the close tag; where that is missing, to the tag that ends the element, or the end. */
  readonly span: Span;
  readonly openTag: Span;
  /** What stands between the tags; empty behind the tag of a self-closing element. */
  readonly content: Span;
  /** Undefined for a self-closing element, and where it is missing. */
  readonly closeTag: Span | undefined;
  /** In the order of the text, declarations of namespaces among them. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
}

export interface XmlAttribute {
  readonly name: XmlName;
  readonly nameSpan: Span;
  /** References resolved, and white space as blanks. */
  readonly value: string;
  /** Without the quotes. */
  readonly valueSpan: Span;
}

export type XmlNode = XmlElement | XmlText;

/** Text between tags, comments and CDATA sections, blank text included, or one CDATA section. */
interface XmlText {
  readonly kind: 'text';
  readonly cdata: boolean;
  /** References resolved, every line end a `\n`. */
  readonly value: string;
  /** All of it; of a CDATA section with `<![CDATA[` and `]]>`. */
  readonly span: Span;
  /** The text alone. */
  readonly content: Span;
}

/** The attribute with a name as it is written. */
export const attributeOf = (element: XmlElement, name: string): XmlAttribute | undefined =>
  element.attributes.find((attribute) => attribute.name.text === name);

/** The elements that stand directly in an element. */
export const elementsOf = (element: XmlElement): XmlElement[] =>
  element.children.filter((child): child is XmlElement => child.kind === 'element');
