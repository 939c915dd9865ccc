import type { Span } from '../../text/span';
import { messages, unknownPrefix } from './messages';
import { declaredPrefix, isReserved, Namespaces } from './namespaces';
import type { ProblemList } from './problemList';
import type { XmlAttribute, XmlName } from './tree';

/** Finds the namespaces of names, and reports what is wrong with names and declarations. */
export class NameResolver {
  private readonly unknownPrefixes = new Set<string>();

  constructor(private readonly problems: ProblemList) {}

  /** @returns the namespaces inside of an element with these attributes */
  declare(attributes: readonly XmlAttribute[], outer: Namespaces): Namespaces {
    let own: Map<string, string> | undefined;
    for (const { name, value, valueSpan } of attributes) {
      const prefix = declaredPrefix(name);
      if (prefix === undefined) continue;
      const uri = value.trim();
      if (isReserved(prefix, uri)) this.problems.add(messages.reservedNamespace, valueSpan);
      else if (prefix && !uri) this.problems.add(messages.emptyNamespace, valueSpan);
      (own ??= new Map<string, string>()).set(prefix, uri);
    }
    return own ? new Namespaces(outer, own) : outer;
  }

  resolveAttributes(attributes: readonly XmlAttribute[], namespaces: Namespaces): readonly XmlAttribute[] {
    if (!attributes.length) return attributes;
    // The default namespace is for elements alone.
    const resolved = attributes.map((attribute) => {
      const { name, nameSpan } = attribute;
      return name.prefix || name.text.startsWith(':')
        ? { ...attribute, name: this.resolve(name, nameSpan, namespaces) }
        : attribute;
    });
    if (resolved.length > 1) this.reportTwins(resolved);
    return resolved;
  }

  resolveElement(name: XmlName, span: Span, namespaces: Namespaces): XmlName {
    if (name.prefix === 'xmlns') this.problems.add(messages.reservedNamespace, span);
    return this.resolve(name, span, namespaces);
  }

  private resolve(name: XmlName, span: Span, namespaces: Namespaces): XmlName {
    const { text, prefix, local } = name;
    if (local.includes(':') || !local || (!prefix && local !== text)) {
      this.problems.add(messages.colons, span);
      return name;
    }
    const uri = namespaces.resolve(prefix);
    if (!uri && prefix && !this.unknownPrefixes.has(prefix)) {
      this.unknownPrefixes.add(prefix);
      this.problems.add(unknownPrefix(prefix), span);
    }
    return uri ? { text, prefix, local, uri } : name;
  }

  private reportTwins(attributes: readonly XmlAttribute[]): void {
    const seen = new Set<string>();
    for (const { name, nameSpan } of attributes) {
      const key = name.uri ? `{${name.uri}}${name.local}` : name.text;
      if (seen.has(key)) this.problems.add(messages.twice, nameSpan);
      seen.add(key);
    }
  }
}
