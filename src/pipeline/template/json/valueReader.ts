import { stringOffsets } from '../../../syntax/json/stringOffsets';
import type { JsonNode, JsonString } from '../../../syntax/json/tree';
import type { Location } from '../../../text/location';
import type { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import type { StringValue, Value } from '../../value';
import { interpolate } from './interpolate';
import type { Interpolated, Scope } from './interpolate';

/** The user variables of a JSON template. */
export class Variables implements Scope {
  private readonly nodes = new Map<string, { node: JsonNode; reader: ValueReader }>();
  private readonly secrets = new Set<string>();
  private readonly resolving = new Set<string>();

  constructor(readonly templateFolder: string) {}

  /** @param node the value of `variables`, or all of a file of variables */
  define(node: JsonNode | undefined, source: SourceText): void {
    if (node?.kind !== 'object') return;
    const reader = new ValueReader(source, this);
    for (const { name, value } of node.properties)
      if (value) this.nodes.set(name.value, { node: value, reader });
  }

  /** @param node the value of `sensitive-variables` */
  keepSecret(node: JsonNode | undefined): void {
    if (node?.kind !== 'array') return;
    for (const item of node.items) if (item.kind === 'string') this.secrets.add(item.value);
  }

  /** A variable may be built from others (`{{user}}` in its default) and, by mistake, from itself. */
  variable(name: string): StringValue | undefined {
    const found = this.nodes.get(name);
    if (!found || this.resolving.has(name)) return undefined;
    this.resolving.add(name);
    const value = found.reader.readText(found.node);
    this.resolving.delete(name);
    return value && this.secrets.has(name) ? { ...value, sensitive: true } : value;
  }
}

/** Reads values of one file. */
export class ValueReader {
  constructor(
    private readonly source: SourceText,
    private readonly scope: Scope,
  ) {}

  read(node: JsonNode): Value {
    const location = this.at(node.span);
    switch (node.kind) {
      case 'object':
        return {
          kind: 'map',
          location,
          entries: node.properties.map(({ name, value, span }) => ({
            name: name.value,
            nameLocation: this.at(name.span),
            location: this.at(span),
            value: value ? this.read(value) : { kind: 'unknown', location: this.at(span) },
          })),
        };
      case 'array':
        return { kind: 'list', location, items: node.items.map((item) => this.read(item)) };
      case 'string':
        return this.readString(node);
      case 'number':
        return { kind: 'number', location, value: node.value };
      case 'boolean':
        return { kind: 'boolean', location, value: node.value };
      case 'null':
        return { kind: 'null', location };
    }
  }

  /** A variable's value, which is always a text; undefined where it has none. */
  readText(node: JsonNode): StringValue | undefined {
    if (node.kind === 'string') return this.readString(node);
    if (node.kind !== 'number' && node.kind !== 'boolean') return undefined;
    const location = this.at(node.span);
    return { kind: 'string', location, text: String(node.value), partial: false, locate: () => location };
  }

  private readString(node: JsonString): StringValue {
    const result = interpolate(node.value, this.scope);
    return {
      kind: 'string',
      location: this.at(node.span),
      text: result.text,
      partial: result.partial,
      ...(result.variable && { definition: result.variable.definition ?? result.variable.location }),
      ...(result.sensitive && { sensitive: true }),
      locate: this.locator(node, result),
    };
  }

  /** A place in the value leads to the very characters while nothing was put in; else to the whole string. */
  private locator(node: JsonString, result: Interpolated): (span: Span) => Location {
    if (result.text !== node.value) return () => this.at(node.span);
    return ({ start, end }) => {
      const offsets = stringOffsets(this.source.slice(node.span), node.span.start);
      const last = offsets.at(-1) ?? node.span.end;
      return this.at({ start: offsets[start] ?? last, end: offsets[end] ?? last });
    };
  }

  private at(span: Span): Location {
    return { path: this.source.path, span };
  }
}
