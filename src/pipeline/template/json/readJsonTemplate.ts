import type { Location } from '../../../text/location';
import type { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import { parseJson } from '../../../syntax/json/parseJson';
import { stringOffsets } from '../../../syntax/json/stringOffsets';
import type { JsonNode, JsonString } from '../../../syntax/json/tree';
import { listOf, setting, strings, text } from '../../value';
import type { ListValue, MapValue, StringValue, Value } from '../../value';
import { interpolate } from './interpolate';
import type { Interpolated, Scope } from './interpolate';
import type { Build, PostProcessor, Provisioner, Template } from '../template';

/**
 * Reads a legacy JSON template.
 * @param folder the folder that holds it
 * @returns undefined when the text is no Packer template: no object with `builders` or `provisioners`
 */
export function readJsonTemplate(source: SourceText, folder: string): Template | undefined {
  const file = parseJson(source.text);
  const { root } = file;
  if (root?.kind !== 'object') return undefined;
  const isTemplate = root.properties.some(
    ({ name, value }) =>
      (name.value === 'builders' || name.value === 'provisioners') && value?.kind === 'array',
  );
  if (!isTemplate) return undefined;

  const values = new ValueReader(source, folder);
  values.variables = root.properties.find(({ name }) => name.value === 'variables')?.value;
  const template = values.read(root);
  if (template.kind !== 'map') return undefined;
  const provisioners = maps(setting(template, 'provisioners')).flatMap((map) => withType(map));
  const postProcessors = listOf(setting(template, 'post-processors')).flatMap(readPostProcessors);

  return {
    dialect: 'json',
    path: source.path,
    folder,
    files: [source],
    builds: maps(setting(template, 'builders')).flatMap((map) =>
      withType(map).map(({ type, typeLocation }): Build => {
        const name = text(map, 'name')?.text ?? type;
        return {
          name,
          type,
          typeLocation,
          source: map,
          provisioners: provisioners.filter(({ settings }) => runsIn(settings, name)),
          postProcessors: postProcessors.filter(({ settings }) => runsIn(settings, name)),
        };
      }),
    ),
    problems: [
      ...file.problems,
      ...file.comments.map((span) => ({ span, message: 'Packer refuses comments in JSON templates.' })),
    ].map(({ message, span }) => ({ message, location: { path: source.path, span } })),
  };
}

const maps = (value: Value | undefined): MapValue[] =>
  listOf(value).filter((item): item is MapValue => item.kind === 'map');

/** An item of a list of builders, provisioners or post-processors; none while its type is not written. */
function withType(settings: MapValue): Provisioner[] {
  const type = text(settings, 'type');
  return type ? [{ type: type.text, typeLocation: type.location, settings }] : [];
}

/** A post-processor is a name, an object, or a list of both that run one after the other. */
function readPostProcessors(value: Value): PostProcessor[] {
  if (value.kind === 'list') return value.items.flatMap(readPostProcessors);
  if (value.kind === 'map') return withType(value);
  if (value.kind !== 'string') return [];
  const { location } = value;
  return [{ type: value.text, typeLocation: location, settings: { kind: 'map', location, entries: [] } }];
}

function runsIn(settings: MapValue, build: string): boolean {
  const only = strings(setting(settings, 'only'));
  const except = strings(setting(settings, 'except'));
  if (only.length) return only.some((name) => name.text === build);
  return !except.some((name) => name.text === build);
}

class ValueReader implements Scope {
  /** The value of the root key `variables`. */
  variables: JsonNode | undefined;
  private readonly resolving = new Set<string>();

  constructor(
    private readonly source: SourceText,
    readonly templateFolder: string,
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
        return {
          kind: 'list',
          location,
          items: node.items.map((item) => this.read(item)),
        } satisfies ListValue;
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

  /** A variable may be built from others (`{{user}}` in its default) and, by mistake, from itself. */
  variable(name: string): StringValue | undefined {
    if (this.variables?.kind !== 'object' || this.resolving.has(name)) return undefined;
    const node = this.variables.properties.find((property) => property.name.value === name)?.value;
    if (node?.kind === 'number' || node?.kind === 'boolean') {
      const location = this.at(node.span);
      return { kind: 'string', location, text: String(node.value), partial: false, locate: () => location };
    }
    if (node?.kind !== 'string') return undefined;
    this.resolving.add(name);
    const value = this.readString(node);
    this.resolving.delete(name);
    return value;
  }

  private readString(node: JsonString): StringValue {
    const location = this.at(node.span);
    const result = interpolate(node.value, this);
    return {
      kind: 'string',
      location,
      text: result.text,
      partial: result.partial,
      ...(result.variable && { definition: result.variable.definition ?? result.variable.location }),
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
