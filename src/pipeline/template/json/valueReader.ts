import { parseJson } from '../../../syntax/json/parseJson';
import { Budget } from '../../budget';
import { stringOffsets } from '../../../syntax/json/stringOffsets';
import type { JsonNode, JsonString } from '../../../syntax/json/tree';
import { losesPart } from '../../../syntax/syntaxProblem';
import type { SyntaxProblem } from '../../../syntax/syntaxProblem';
import type { Location } from '../../../text/location';
import type { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import { secretTexts } from '../../hiddenValues';
import { isEmptyText } from '../../value';
import type { StringValue, Value } from '../../value';
import { interpolate } from './interpolate';
import type { Interpolated, Scope } from './interpolate';

/** What sets the variables of a template, beside their defaults. */
export interface JsonVariableValues {
  /** Files that set variables; of two the later wins. */
  readonly files: readonly SourceText[];
  /** The texts of `-var`, by name, which win over all files. */
  readonly given: Readonly<Record<string, string>>;
}
/** Variables that name each other are some levels deep, and what they make is some paths and commands long. */
const limits = { steps: 4_000_000, depth: 250 };

/** The user variables of a JSON template. */
export class Variables implements Scope {
  private readonly defaults = new Map<string, { node: JsonNode; reader: ValueReader; location: Location }>();
  private readonly set = new Map<string, { node: JsonNode; reader: ValueReader }>();
  /** A file that sets variables could not be read in full: it may set any. */
  private isSetUnread = false;
  private given: JsonVariableValues['given'] = {};
  private readonly secrets = new Set<string>();
  private readonly resolving = new Set<string>();
  private readonly values = new Map<string, StringValue | undefined>();
  readonly budget = new Budget(limits);

  constructor(readonly templateFolder: string) {}

  /** @param node the value of `variables` */
  define(node: JsonNode | undefined, source: SourceText, { files, given }: JsonVariableValues): void {
    const reader = new ValueReader(source, this);
    for (const { name, value, span } of propertiesOf(node))
      if (value)
        this.defaults.set(name.value, { node: value, reader, location: { path: source.path, span } });
    for (const file of files) {
      const fileReader = new ValueReader(file, this);
      const { root, problems } = parseJson(file.text);
      this.isSetUnread ||= problems.length > 0;
      for (const { name, value } of propertiesOf(root))
        if (value) this.set.set(name.value, { node: value, reader: fileReader });
    }
    this.given = given;
  }

  /** @param node the value of `sensitive-variables` */
  keepSecret(node: JsonNode | undefined): void {
    if (node?.kind !== 'array') return;
    for (const item of node.items) if (item.kind === 'string') this.secrets.add(item.value);
  }

  /** Texts that no message may show. */
  hiddenTexts(): readonly string[] {
    return [...this.secrets].flatMap((name) => {
      const value = this.valueOf(name);
      return value ? secretTexts(value) : [];
    });
  }

  /** Its value; undefined where it may be given another. An empty default stands for `-var`. */
  variable(name: string): StringValue | undefined {
    const value = this.valueOf(name);
    const isSet = this.set.has(name) || this.given[name] !== undefined;
    if (!value || isSet) return value;
    return isEmptyText(value) || this.isSetUnread ? undefined : { ...value, usual: value.location };
  }

  /** Its value if it is given no other. It may be built from others (`{{user}}` in its default) and, by mistake, from itself. */
  valueOf(name: string): StringValue | undefined {
    const usual = this.defaults.get(name);
    const found = this.set.get(name) ?? usual;
    const given = this.given[name];
    if (this.resolving.has(name)) return undefined;
    if (this.values.has(name)) return this.values.get(name);
    this.resolving.add(name);
    // What is given stands in no file: its place is the declaration, if there is one.
    const read =
      given !== undefined && usual
        ? textAt(given, usual.location)
        : found && this.budget.within(() => found.reader.readText(found.node));
    this.resolving.delete(name);
    const value = read && this.secrets.has(name) ? { ...read, sensitive: true as const } : read;
    this.values.set(name, value);
    return value;
  }
}

const textAt = (text: string, location: Location): StringValue => ({
  kind: 'string',
  location,
  text,
  partial: false,
  locate: () => location,
});

const propertiesOf = (node: JsonNode | undefined) => (node?.kind === 'object' ? node.properties : []);

/** Reads values of one file. */
export class ValueReader {
  /** @param problems what could not be read of the file */
  constructor(
    private readonly source: SourceText,
    private readonly scope: Scope,
    private readonly problems: readonly SyntaxProblem[] = [],
  ) {}

  read(node: JsonNode): Value {
    const location = this.at(node.span);
    switch (node.kind) {
      case 'object':
        return {
          kind: 'map',
          location,
          ...(losesPart(this.problems, node.span) && { incomplete: true }),
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
    return textAt(String(node.value), this.at(node.span));
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
      ...(result.usual && { usual: result.usual }),
      locate: this.locator(node, result),
    };
  }

  /** A place in the value leads to the very characters while nothing was put in; else to the whole string. */
  private locator(node: JsonString, result: Interpolated): (span: Span) => Location {
    if (result.text !== node.value) return () => this.at(node.span);
    let offsets: number[] | undefined;
    return ({ start, end }) => {
      offsets ??= stringOffsets(this.source.slice(node.span), node.span.start);
      const last = offsets.at(-1) ?? node.span.end;
      return this.at({ start: offsets[start] ?? last, end: offsets[end] ?? last });
    };
  }

  private at(span: Span): Location {
    return { path: this.source.path, span };
  }
}
