import type {
  Access,
  Call,
  Expression,
  ForExpression,
  ObjectExpression,
  Step,
  Template,
} from '../../../syntax/hcl/tree';
import type { Location } from '../../../text/location';
import { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import { asSensitive } from '../../value';
import type { MapEntry, StringValue, Value } from '../../value';
import { parseBareTemplate } from './bareTemplate';
import { literalParts } from './constants';
import { functionNamed } from './functions/functions';
import { booleanOf, elementsOf, isSensitive, numericOf, textOf } from './known';
import { isTooLarge, list, scalar, string, unknown } from './make';
import { operators } from './operators';
import { render } from './render';
import type { Rendered } from './rendered';
import type { Scope } from './scope';

/** Names that only an expression's surroundings know: iterators, and the variables of a `templatefile`. */
type Bindings = ReadonlyMap<string, Value>;

/** An access that HCL refuses: there is no such element. */
const missing = Symbol('missing');
type Found = Value | typeof missing | undefined;

/** Evaluates expressions of one file, as far as it can be done without running Packer. */
export class Evaluator {
  constructor(
    readonly source: SourceText,
    readonly scope: Scope,
    private readonly bindings: Bindings = new Map(),
    private readonly inTemplateFile = false,
  ) {}

  /** The same with more names. */
  with(names: Iterable<readonly [string, Value]>): Evaluator {
    return new Evaluator(this.source, this.scope, new Map([...this.bindings, ...names]), this.inTemplateFile);
  }

  evaluate(expression: Expression): Value {
    const location = this.at(expression.span);
    switch (expression.kind) {
      case 'number':
      case 'boolean':
        return scalar(expression.value, location) ?? unknown(location);
      case 'null':
        return { kind: 'null', location };
      case 'template':
        return this.template(expression, location);
      case 'tuple':
        return list(
          expression.items.map((item) => this.evaluate(item)),
          location,
        );
      case 'object':
        return this.object(expression, location);
      case 'for':
        return this.comprehension(expression, location) ?? unknown(location);
      case 'parentheses':
        return this.evaluate(expression.inner);
      case 'variable': {
        const value = this.bindings.get(expression.name);
        return value ? moved(value, location) : unknown(location);
      }
      case 'access': {
        const value = this.access(expression, location);
        return value && value !== missing ? moved(value, location) : unknown(location);
      }
      case 'call':
        return this.call(expression, location);
      case 'unary': {
        const operand = this.evaluate(expression.operand);
        const [number, boolean] = [numericOf(operand), booleanOf(operand)];
        const result =
          expression.operator === '-' ? number && -number : boolean === undefined ? undefined : !boolean;
        return derived(scalar(result, location), [operand], location);
      }
      case 'binary': {
        const operands = [this.evaluate(expression.left), this.evaluate(expression.right)] as const;
        return derived(scalar(operators[expression.operator](...operands), location), operands, location);
      }
      case 'conditional': {
        const condition = booleanOf(this.evaluate(expression.condition));
        if (condition === undefined) return unknown(location);
        return this.evaluate(condition ? expression.then : expression.else);
      }
      case 'invalid':
        return unknown(location);
    }
  }

  at(span: Span): Location {
    return { path: this.source.path, span };
  }

  /** Nothing is known of an object with a key that is not: it may be any. */
  private object({ items }: ObjectExpression, location: Location): Value {
    const entries: MapEntry[] = [];
    for (const { key, value, span } of items) {
      const name = key.kind === 'variable' ? key.name : textOf(this.evaluate(key));
      if (name === undefined) return unknown(location);
      const nameLocation = this.at(key.span);
      entries.push({ name, nameLocation, value: this.evaluate(value), location: this.at(span) });
    }
    return { kind: 'map', location, entries };
  }

  private comprehension(expression: ForExpression, location: Location): Value | undefined {
    const { keyName, valueName, collection, key, condition } = expression;
    const elements = elementsOf(this.evaluate(collection));
    if (!elements) return undefined;
    const items: Value[] = [];
    const entries = new Map<string, Value>();
    for (const [index, element] of elements) {
      const indexValue = typeof index === 'number' ? scalar(index, location) : string(index, location);
      const inner = this.with([
        [valueName, element],
        ...(keyName !== undefined && indexValue ? [[keyName, indexValue] as const] : []),
      ]);
      const wanted = condition ? booleanOf(inner.evaluate(condition)) : true;
      if (wanted === undefined) return undefined;
      if (!wanted) continue;
      const value = inner.evaluate(expression.value);
      if (!key) {
        items.push(value);
        continue;
      }
      const name = textOf(inner.evaluate(key));
      if (name === undefined) return undefined;
      const before = entries.get(name);
      const grouped = before?.kind === 'list' ? before.items : [];
      entries.set(name, expression.grouped ? list([...grouped, value], location) : value);
    }
    if (!key) return list(items, location);
    const nameLocation = this.at(key.span);
    return {
      kind: 'map',
      location,
      entries: [...entries].map(([name, value]) => ({ name, nameLocation, value, location: nameLocation })),
    };
  }

  private template(template: Template, location: Location): Value {
    if (literalParts(template)) return this.literal(template, location);
    const [only, ...others] = template.parts;
    // "${x}" alone is x itself, whatever its type.
    if (template.form === 'quoted' && only?.kind === 'interpolation' && !others.length)
      return moved(this.evaluate(only.value), location);
    const { text, partial, sensitive } = render(template.parts, this);
    const value = string(text, location, partial);
    if (isTooLarge(value)) return unknown(location);
    return sensitive ? asSensitive(value) : value;
  }

  /** A place in the value leads to the very characters where the value stands as it is written. */
  private literal({ parts, contentSpan }: Template, location: Location): StringValue {
    const text = parts.map((part) => (part.kind === 'text' ? part.value : '')).join('');
    const asWritten = this.source.slice(contentSpan) === text;
    // Packer's own templates, like {{.Vars}}, stand in HCL strings too.
    return {
      ...string(text, location, /\{\{.*?\}\}/s.test(text)),
      locate: ({ start, end }) =>
        asWritten ? this.at({ start: contentSpan.start + start, end: contentSpan.start + end }) : location,
    };
  }

  private access({ target, steps }: Access, location: Location): Found {
    if (target.kind !== 'variable') return this.follow(this.evaluate(target), steps, location);
    const bound = this.bindings.get(target.name);
    if (bound) return this.follow(bound, steps, location);
    const [first, ...others] = steps;
    if (first?.kind !== 'attribute') return undefined;
    if (target.name === 'path') return this.follow(this.path(first.name, location), others, location);
    if (target.name !== 'var' && target.name !== 'local') return undefined;
    const value = this.scope.resolve(target.name, first.name, ({ expression, source }) =>
      new Evaluator(source, this.scope).evaluate(expression),
    );
    return this.follow(value, others, location);
  }

  private follow(value: Found, steps: readonly Step[], location: Location): Found {
    const [step, ...others] = steps;
    if (!step || !value || value === missing) return value;
    if (step.kind !== 'splat') {
      const key = step.kind === 'attribute' ? step.name : textOf(this.evaluate(step.key));
      return key === undefined ? undefined : this.follow(member(value, key), others, location);
    }
    if (value.kind === 'unknown') return undefined;
    const elements = value.kind === 'list' ? value.items : value.kind === 'null' ? [] : [value];
    // `.*` takes the attributes behind it to each element, `[*]` all that follows.
    const next = others.findIndex(({ kind }) => kind !== 'attribute');
    const each = step.full || next < 0 ? others.length : next;
    const found = elements.map((element) => this.follow(element, others.slice(0, each), location));
    if (found.includes(missing)) return missing;
    const items = found.map((item) => (item && item !== missing ? item : unknown(location)));
    return this.follow(list(items, location), others.slice(each), location);
  }

  /** `path.root` is the folder of the template, `path.cwd` where Packer is started: see baseFolder. */
  private path(name: string, location: Location): Value | undefined {
    const text = name === 'root' ? this.scope.folder : name === 'cwd' ? '.' : undefined;
    return text === undefined ? undefined : string(text, location);
  }

  private call({ name, arguments: written, expandLast }: Call, location: Location): Value {
    if (name === 'try' || name === 'can') return this.attempt(name, written, location);
    const parameters = written.map((parameter) => this.evaluate(parameter));
    if (expandLast) {
      const last = parameters.pop();
      if (last?.kind !== 'list') return unknown(location);
      parameters.push(...last.items);
    }
    const value = functionNamed(name)?.(parameters, {
      location,
      folder: this.scope.folder,
      files: this.scope.files,
      template: (text, path, variables) => this.templateFile(text, path, variables),
    });
    return derived(value, parameters, location);
  }

  /** `try` takes the first expression that HCL does not refuse; one that is not known may be that, or not. */
  private attempt(name: 'try' | 'can', expressions: readonly Expression[], location: Location): Value {
    for (const expression of expressions) {
      const found =
        expression.kind === 'access' ? this.access(expression, location) : this.evaluate(expression);
      if (found === missing) continue;
      if (!found || found.kind === 'unknown') return unknown(location);
      return name === 'try' ? moved(found, location) : { kind: 'boolean', location, value: true };
    }
    return name === 'can' ? { kind: 'boolean', location, value: false } : unknown(location);
  }

  private templateFile(
    text: string,
    path: string,
    variables: readonly (readonly [string, Value])[],
  ): Rendered | undefined {
    // HCL has no templatefile in a file that it fills in: it could be that file itself.
    if (this.inTemplateFile) return undefined;
    const { parts, problems } = parseBareTemplate(text, (offset) => offset);
    if (problems.length) return undefined;
    return render(parts, new Evaluator(new SourceText(path, text), this.scope, new Map(variables), true));
  }
}

/** A value used elsewhere than where it is set. */
function moved(value: Value, location: Location): Value {
  const definition = value.definition ?? value.location;
  return value.kind === 'string'
    ? { ...value, location, definition, locate: () => location }
    : { ...value, location, definition };
}

/** A result is as secret as what it is made of. */
function derived(value: Value | undefined, from: readonly Value[], location: Location): Value {
  if (value && isTooLarge(value)) return unknown(location);
  return value && from.some(isSensitive) ? asSensitive(value) : (value ?? unknown(location));
}

function member(value: Value, key: string): Found {
  if (value.kind === 'list') return value.items[Number(key)] ?? missing;
  if (value.kind !== 'map') return value.kind === 'unknown' ? undefined : missing;
  return value.entries.findLast((entry) => entry.name === key)?.value ?? missing;
}
