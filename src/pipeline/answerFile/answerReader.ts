import { elementText } from '../../syntax/xml/elementText';
import { attributeOf, elementsOf, type XmlAttribute, type XmlElement } from '../../syntax/xml/tree';
import type { EmbeddedText } from '../../text/embeddedText';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import type { Answer, AnswerComponent } from './answerFile';

/** A component and the element that it stands in. */
export interface FoundComponent {
  readonly element: XmlElement;
  readonly component: AnswerComponent;
}

/** Finds elements and values in one answer file. */
export class AnswerReader {
  /** @param namespace that of the root, whichever it is: elements in others belong to other programs */
  constructor(
    private readonly source: SourceText,
    private readonly namespace: string,
  ) {}

  /** Elements directly in an element, by the names on the way: `all(file, 'settings', 'component')`. */
  all(from: XmlElement, ...names: readonly string[]): XmlElement[] {
    let found = [from];
    for (const name of names)
      found = found
        .flatMap(elementsOf)
        .filter((element) => element.name.local === name && element.name.uri === this.namespace);
    return found;
  }

  /** The text of the first element of a name; undefined when there is none. */
  text(from: XmlElement, name: string): Answer<string> | undefined {
    const [element] = this.all(from, name);
    if (!element) return undefined;
    const embedded = this.embedded(element);
    const { text } = embedded;
    const location = text ? embedded.locate({ start: 0, end: text.length }) : this.location(element.span);
    return { value: text, text, location };
  }

  number(from: XmlElement, name: string): Answer<number> | undefined {
    const answer = this.text(from, name);
    return answer && { ...answer, value: /^[+-]?\d+$/.test(answer.text) ? Number(answer.text) : undefined };
  }

  boolean(from: XmlElement, name: string): Answer<boolean> | undefined {
    const answer = this.text(from, name);
    if (!answer) return undefined;
    if (/^(true|1)$/i.test(answer.text)) return { ...answer, value: true };
    return { ...answer, value: /^(false|0)$/i.test(answer.text) ? false : undefined };
  }

  /** The text of an element without white space around it: files are often indented inside of elements too. */
  embedded(element: XmlElement): EmbeddedText {
    const whole = elementText(element, this.source);
    const { text } = whole;
    const lead = text.length - text.trimStart().length;
    return {
      text: text.trim(),
      locate: ({ start, end }) => whole.locate({ start: start + lead, end: end + lead }),
    };
  }

  attribute(element: XmlElement, name: string): Answer<string> | undefined {
    const attribute = attributeOf(element, name);
    return attribute && this.attributeAnswer(attribute);
  }

  attributeAnswer({ value, valueSpan }: XmlAttribute): Answer<string> {
    const text = value.trim();
    return { value: text, text, location: this.location(valueSpan) };
  }

  location(span: Span): Location {
    return { path: this.source.path, span };
  }
}
