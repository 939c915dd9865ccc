import type { XmlName } from './tree';

/** The namespaces that are declared at one place of a document. */
export class Namespaces {
  private readonly byPrefix: Map<string, string | undefined>;

  /**
   * @param outer those of the element around
   * @param own prefix to namespace; the empty prefix for names without one
   */
  constructor(
    private readonly outer: Namespaces | undefined,
    own: ReadonlyMap<string, string>,
  ) {
    this.byPrefix = new Map(own);
  }

  /** The namespace of a prefix; undefined when it is not declared. */
  resolve(prefix: string): string | undefined {
    const known = this.byPrefix.get(prefix);
    if (known !== undefined || this.byPrefix.has(prefix)) return known;
    // Each answer is kept, so that deep nesting costs its depth once only.
    const found = this.outer?.resolve(prefix);
    this.byPrefix.set(prefix, found);
    return found;
  }
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** What every document knows. */
export const builtInNamespaces = new Namespaces(
  undefined,
  new Map([
    ['', ''],
    ['xml', xmlNamespace],
    ['xmlns', xmlnsNamespace],
  ]),
);

/** Whether a declaration would change what every document knows. */
export function isReserved(prefix: string, uri: string): boolean {
  if (prefix === 'xml') return uri !== xmlNamespace;
  return prefix === 'xmlns' || uri === xmlNamespace || uri === xmlnsNamespace;
}

/** A name as written, in two; its namespace is not looked up yet. */
export function splitName(text: string): XmlName {
  const colon = text.indexOf(':');
  if (colon < 0) return { text, prefix: '', local: text, uri: '' };
  return { text, prefix: text.slice(0, colon), local: text.slice(colon + 1), uri: '' };
}

/** The prefix that an attribute declares; undefined for any other attribute. */
export function declaredPrefix({ text, prefix, local }: XmlName): string | undefined {
  if (text === 'xmlns') return '';
  return prefix === 'xmlns' && local ? local : undefined;
}
