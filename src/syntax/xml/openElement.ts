import type { Namespaces } from './namespaces';
import type { XmlElement, XmlNode } from './tree';

export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** How many elements of one name are open. */
export interface OpenCount {
  readonly name: string;
  count: number;
}

/** An element whose close tag may still come. */
export interface OpenElement {
  readonly sameName: OpenCount;
  readonly element: Writable<XmlElement>;
  readonly children: XmlNode[];
  /** Whether its open tag has no `>`. */
  readonly isCutOff: boolean;
  /** What it holds so far: elements, or else text that is not blank. */
  holds: 'elements' | 'text' | undefined;
  /** How many of the children stand before the first element, where text is among them. */
  textLength: number | undefined;
  readonly namespaces: Namespaces;
}

/**
 * Ends elements that have no close tag where the one around them ends. What stands behind them is not theirs, as far
 * as can be seen, and moves outwards: all that follows a tag without `>`, which is half-typed then, and the elements
 * behind a text, as an element of a data file has one or the other.
 * @param unclosed one in the other, the outermost first
 * @param outside the children of the element around them; undefined when the first one is the root
 */
export function closeByForce(
  unclosed: readonly OpenElement[],
  outside: XmlNode[] | undefined,
  end: number,
): void {
  let receiver = outside;
  for (const { element, children, isCutOff, textLength } of unclosed) {
    const kept = receiver && (isCutOff ? 0 : textLength);
    const moved = kept === undefined ? [] : children.splice(kept);
    const contentEnd = isCutOff && receiver ? element.openTag.end : (moved[0]?.span.start ?? end);
    element.span = { start: element.openTag.start, end: contentEnd };
    element.content = { start: element.openTag.end, end: contentEnd };
    // Of a tag that has nothing but the start of a name nothing can be known.
    if (isCutOff && receiver?.at(-1) === element && !element.attributes.length) receiver.pop();
    if (receiver && kept !== undefined) for (const node of moved) receiver.push(node);
    else receiver = children;
  }
}
