import type { Access, Call, Expression, ObjectItem, Template, TemplatePart } from '../../../syntax/hcl/tree';
import type { Location } from '../../../text/location';
import type { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import type { MapEntry, StringValue, UnknownValue, Value } from '../../value';
import { constantString, literalParts } from './constants';
import { functions } from './functions';
import type { Scope } from './scope';

/** Evaluates expressions of one file, as far as it can be done without running Packer. */
export class Evaluator {
  constructor(
    private readonly source: SourceText,
    private readonly scope: Scope,
  ) {}

  evaluate(expression: Expression): Value {
    const location = this.at(expression.span);
    switch (expression.kind) {
      case 'number':
        return { kind: 'number', location, value: expression.value };
      case 'boolean':
        return { kind: 'boolean', location, value: expression.value };
      case 'null':
        return { kind: 'null', location };
      case 'template':
        return this.template(expression, location);
      case 'tuple':
        return { kind: 'list', location, items: expression.items.map((item) => this.evaluate(item)) };
      case 'object':
        return { kind: 'map', location, entries: expression.items.flatMap((item) => this.entry(item)) };
      case 'parentheses':
        return this.evaluate(expression.inner);
      case 'access':
        return this.access(expression, location);
      case 'call':
        return this.call(expression, location);
      case 'conditional': {
        const condition = this.evaluate(expression.condition);
        if (condition.kind !== 'boolean') return unknown(location);
        return this.evaluate(condition.value ? expression.then : expression.else);
      }
      default:
        return unknown(location);
    }
  }

  at(span: Span): Location {
    return { path: this.source.path, span };
  }

  private entry({ key, value, span }: ObjectItem): MapEntry[] {
    const name = key.kind === 'variable' ? key.name : constantString(key);
    if (name === undefined) return [];
    return [{ name, nameLocation: this.at(key.span), value: this.evaluate(value), location: this.at(span) }];
  }

  private template(template: Template, location: Location): Value {
    const literal = literalParts(template);
    if (literal) return this.literal(template, location);
    const [only, ...others] = template.parts;
    // "${x}" alone is x itself, whatever its type.
    if (template.form === 'quoted' && only?.kind === 'interpolation' && !others.length)
      return moved(this.evaluate(only.value), location);
    // "./${path.root}/x": Packer knows the folder by the words in which it was named to it, we by its absolute path.
    const parts = template.parts.map((part, index) => this.part(part, index > 0));
    return {
      kind: 'string',
      location,
      text: parts.map(({ text }) => text).join(''),
      partial: parts.some(({ partial }) => partial),
      locate: () => location,
    };
  }

  private part(part: TemplatePart, follows: boolean): { text: string; partial: boolean } {
    if (part.kind === 'text') return { text: part.value, partial: false };
    const value = part.kind === 'interpolation' ? this.evaluate(part.value) : undefined;
    const text = value && printed(value);
    const misplaced = follows && text === this.scope.folder;
    if (text !== undefined && !misplaced) return { text, partial: value?.kind === 'string' && value.partial };
    return { text: this.source.slice(part.span), partial: true };
  }

  /** A place in the value leads to the very characters where the value stands as it is written. */
  private literal({ parts, contentSpan }: Template, location: Location): StringValue {
    const text = parts.map((part) => (part.kind === 'text' ? part.value : '')).join('');
    const asWritten = this.source.slice(contentSpan) === text;
    // Packer's own templates, like {{.Vars}}, stand in HCL strings too.
    return {
      kind: 'string',
      location,
      text,
      partial: /\{\{.*?\}\}/s.test(text),
      locate: ({ start, end }) =>
        asWritten ? this.at({ start: contentSpan.start + start, end: contentSpan.start + end }) : location,
    };
  }

  private access({ target, steps }: Access, location: Location): Value {
    if (target.kind !== 'variable') return unknown(location);
    const [first, ...others] = steps;
    if (first?.kind !== 'attribute') return unknown(location);
    let value: Value | undefined;
    if (target.name === 'path') value = this.path(first.name, location);
    else if (target.name === 'var' || target.name === 'local')
      value = this.scope.resolve(target.name, first.name, ({ expression, source }) =>
        new Evaluator(source, this.scope).evaluate(expression),
      );
    for (const step of others) {
      const key =
        step.kind === 'attribute'
          ? step.name
          : step.kind === 'index'
            ? keyOf(this.evaluate(step.key))
            : undefined;
      value = key === undefined ? undefined : member(value, key);
    }
    return value ? moved(value, location) : unknown(location);
  }

  /** `path.root` is the folder of the template, `path.cwd` where Packer is started: see baseFolder. */
  private path(name: string, location: Location): Value | undefined {
    const text = name === 'root' ? this.scope.folder : name === 'cwd' ? '.' : undefined;
    if (text === undefined) return undefined;
    return { kind: 'string', location, text, partial: false, locate: () => location };
  }

  private call({ name, arguments: parameters, expandLast }: Call, location: Location): Value {
    const known = expandLast ? undefined : functions[name];
    return (
      known?.(
        parameters.map((parameter) => this.evaluate(parameter)),
        location,
      ) ?? unknown(location)
    );
  }
}

const unknown = (location: Location): UnknownValue => ({ kind: 'unknown', location });

/** A value used elsewhere than where it is set. */
function moved(value: Value, location: Location): Value {
  const definition = value.definition ?? value.location;
  return value.kind === 'string'
    ? { ...value, location, definition, locate: () => location }
    : { ...value, location, definition };
}

function printed(value: Value): string | undefined {
  if (value.kind === 'string') return value.text;
  return value.kind === 'number' || value.kind === 'boolean' ? String(value.value) : undefined;
}

const keyOf = (value: Value): string | number | undefined =>
  value.kind === 'number' ? value.value : value.kind === 'string' && !value.partial ? value.text : undefined;

function member(value: Value | undefined, key: string | number): Value | undefined {
  if (value?.kind === 'list') return value.items[Number(key)];
  return value?.kind === 'map' ? value.entries.find((entry) => entry.name === String(key))?.value : undefined;
}
