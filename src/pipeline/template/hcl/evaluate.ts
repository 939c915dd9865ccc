import type {
  Access,
  Call,
  Expression,
  ForExpression,
  ObjectExpression,
  Step,
  Template,
  TemplatePart,
} from '../../../syntax/hcl/tree';
import type { Location } from '../../../text/location';
import { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import { fileTexts, hidable, secretTexts } from '../../hiddenValues';
import { decided, valueInWorld } from '../../either';
import type { World } from '../../either';
import { asFromFile, asSensitive } from '../../value';
import type { MapEntry, StringValue, Value } from '../../value';
import { parseBareTemplate } from './bareTemplate';
import { literalParts } from './constants';
import { functionNamed } from './functions/functions';
import { booleanOf, elementsOf, isFromFile, isSensitive, numericOf, textOf, valueIn } from './known';
import { list, scalar, string, unknown } from './make';
import { operators } from './operators';
import { conditionOf } from './conditions';
import { render } from './render';
import type { TemplateContext } from './render';
import type { Rendered } from './rendered';
import type { Scope } from './scope';
import { hasPackerAction } from '../packerActions';
import { isTooHeavy, isTooLarge, weightOf } from './weight';

/** Names that only an expression's surroundings know: iterators, and the variables of a `templatefile`. */
interface Bindings {
  readonly names: ReadonlyMap<string, Value>;
  /** Those around them. */
  readonly outer?: Bindings;
}

/** More conditions on one text than this are not told apart. */
const mostDecisions = 3;

/** An access that HCL refuses: there is no such element. */
const missing = Symbol('missing');
type Found = Value | typeof missing | undefined;

/** Evaluates expressions of one file, as far as it can be done without running Packer. */
export class Evaluator {
  constructor(
    readonly source: SourceText,
    readonly scope: Scope,
    private readonly bindings?: Bindings,
    private readonly inTemplateFile = false,
  ) {}

  /** The same with more names. */
  with(names: Iterable<readonly [string, Value]>): Evaluator {
    const bindings = { names: new Map(names), ...(this.bindings && { outer: this.bindings }) };
    return new Evaluator(this.source, this.scope, bindings, this.inTemplateFile);
  }

  /** The same, where a variable that only has a default may have any value. */
  get withoutDefaults(): Evaluator {
    return new Evaluator(this.source, this.scope.withoutDefaults, this.bindings, this.inTemplateFile);
  }

  /** What `local.NAME` alone stands for; undefined for anything else. */
  localOf({ target, steps: [first, ...others] }: Access) {
    if (target.kind !== 'variable' || target.name !== 'local' || first?.kind !== 'attribute')
      return undefined;
    const definition = others.length ? undefined : this.scope.local(first.name);
    return (
      definition && {
        expression: definition.expression,
        evaluator: new Evaluator(definition.source, this.scope),
      }
    );
  }

  /** What an expression is worth; unknown, too, where that is more than the {@link Scope.budget} of the template. */
  evaluate(expression: Expression): Value {
    const { budget } = this.scope;
    const location = this.at(expression.span);
    if (budget.isSpent)
      return isWrittenOut(expression) ? this.valueOf(expression, location) : unknown(location);
    const value = budget.within(() => this.valueOf(expression, location));
    if (!value) return unknown(location);
    const weight = weightOf(value);
    return budget.spend(weight.size) && !isTooHeavy(weight) ? value : unknown(location);
  }

  private valueOf(expression: Expression, location: Location): Value {
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
        const value = this.bound(expression.name);
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
        if (condition !== undefined) return this.evaluate(condition ? expression.then : expression.else);
        const written = this.bindings ? undefined : conditionOf(expression.condition, this.source);
        if (!written) return unknown(location);
        const [first, second] = [this.evaluate(expression.then), this.evaluate(expression.else)];
        return { ...unknown(location), either: { condition: written, then: first, else: second } };
      }
      case 'invalid':
        return unknown(location);
    }
  }

  at(span: Span): Location {
    return { path: this.source.path, span };
  }

  private bound(name: string): Value | undefined {
    for (let { bindings } = this; bindings; bindings = bindings.outer) {
      const value = bindings.names.get(name);
      if (value) return value;
    }
    return undefined;
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
    if (!elements || this.scope.budget.isSpent) return undefined;
    const items: Value[] = [];
    const groups = new Map<string, Value[]>();
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
      const group = expression.grouped ? groups.get(name) : undefined;
      if (group) group.push(value);
      else groups.set(name, [value]);
    }
    if (!key) return list(items, location);
    const nameLocation = this.at(key.span);
    return {
      kind: 'map',
      location,
      entries: [...groups].flatMap(([name, group]) => {
        const value = expression.grouped ? list(group, location) : group[0];
        return value ? [{ name, nameLocation, value, location: nameLocation }] : [];
      }),
    };
  }

  private template(template: Template, location: Location): Value {
    if (literalParts(template)) return this.literal(template, location);
    const [only, ...others] = template.parts;
    // "${x}" alone is x itself, whatever its type.
    if (template.form === 'quoted' && only?.kind === 'interpolation' && !others.length)
      return moved(this.evaluate(only.value), location);
    return this.rendered(template.parts, new Map(), location);
  }

  /** The text of a template; where a condition decides on a part of it, also what it is in either case. */
  private rendered(parts: readonly TemplatePart[], world: World, location: Location): Value {
    const rendered = render(parts, this.in(world));
    if (!rendered) return unknown(location);
    const { text, partial, sensitive, fromFile, usual, unread, condition } = rendered;
    const isOpen = condition && !world.has(condition.subject) && world.size < mostDecisions;
    const inCase = (holds: boolean) =>
      condition && this.rendered(parts, decided(world, condition, holds), location);
    const [first, second] = isOpen ? [inCase(true), inCase(false)] : [];
    const value = {
      ...string(text, location, partial),
      ...(usual && { usual }),
      ...(unread && { unread }),
      ...(fromFile && { fromFile: true as const }),
      ...(condition && first && second && { either: { condition, then: first, else: second } }),
    };
    return sensitive ? asSensitive(value) : value;
  }

  /** The same, where conditions are taken for decided. */
  private in(world: World): TemplateContext {
    if (!world.size) return this;
    const inWorld = (context: TemplateContext): TemplateContext => ({
      source: context.source,
      scope: context.scope,
      evaluate: (expression) => valueInWorld(context.evaluate(expression), world),
      at: (span) => context.at(span),
      with: (names) => inWorld(context.with(names)),
    });
    return inWorld(this);
  }

  /** A place in the value leads to the very characters where the value stands as it is written. */
  private literal({ parts, contentSpan }: Template, location: Location): StringValue {
    const text = parts.map((part) => (part.kind === 'text' ? part.value : '')).join('');
    const asWritten = this.source.slice(contentSpan) === text;
    // Packer's own templates, like {{.Vars}}, stand in HCL strings too.
    return {
      ...string(text, location, hasPackerAction(text)),
      locate: ({ start, end }) =>
        asWritten ? this.at({ start: contentSpan.start + start, end: contentSpan.start + end }) : location,
    };
  }

  private access({ target, steps }: Access, location: Location): Found {
    if (target.kind !== 'variable') return this.follow(this.evaluate(target), steps, location);
    const bound = this.bound(target.name);
    if (bound) return this.follow(bound, steps, location);
    const [first, ...others] = steps;
    if (first?.kind !== 'attribute') return undefined;
    if (target.name === 'path') return this.follow(this.path(first.name, location), others, location);
    if (target.name !== 'var' && target.name !== 'local') return undefined;
    // What is secret is not put in anywhere, so no message can tell it.
    if (this.scope.isSensitive(target.name, first.name)) return asSensitive(unknown(location));
    const value = this.scope.resolve(target.name, first.name, ({ expression, source }) =>
      new Evaluator(source, this.scope).evaluate(expression),
    );
    return this.follow(value, others, location);
  }

  private follow(value: Found, steps: readonly Step[], location: Location): Found {
    if (!steps.length || !value || value === missing) return value;
    return this.scope.budget.within(() => this.step(value, steps, location));
  }

  private step(value: Value, [step, ...others]: readonly Step[], location: Location): Found {
    if (!step) return value;
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
      for (const item of last.items) parameters.push(item);
    }
    const value = functionNamed(name)?.(parameters, {
      location,
      folder: this.scope.folder,
      files: this.scope.files,
      template: (text, path, variables) => this.templateFile(text, path, variables),
    });
    if (name === 'sensitive') for (const parameter of parameters) this.scope.hide(secretTexts(parameter));
    if (name === 'file' && value?.kind === 'string') this.scope.hide(hidable(value.text));
    const result =
      value && putsTogether.has(name) ? filledIn(value, parameters) : derived(value, parameters, location);
    if (isFromFile(result)) this.scope.hide(fileTexts(result));
    return result;
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
    const bindings = { names: new Map(variables) };
    return render(parts, new Evaluator(new SourceText(path, text), this.scope, bindings, true));
  }
}

/** Whether a value is no more than its text, so that it costs nothing: what stands in it is read in any case. */
function isWrittenOut(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
    case 'null':
    case 'tuple':
      return true;
    case 'template':
      return literalParts(expression) !== undefined;
    default:
      return false;
  }
}

/** A value used elsewhere than where it is set. */
function moved(value: Value, location: Location): Value {
  const definition = value.definition ?? value.location;
  return value.kind === 'string'
    ? { ...value, location, definition, locate: () => location }
    : { ...value, location, definition };
}

/** A result is as secret as what it is made of, and made of the same defaults. */
function derived(value: Value | undefined, from: readonly Value[], location: Location): Value {
  const result = !value || isTooLarge(value) ? unreadAmong(from, location) : value;
  if (isSensitive(result) || from.some(isSensitive)) return asSensitive(unknown(location));
  if (from.some(isFromFile)) return asFromFile(result);
  const usual = from.flatMap((one) => (one.kind === 'string' ? (one.usual ?? []) : []))[0];
  return result.kind === 'string' && usual ? { ...result, usual } : result;
}

/** Functions that put texts together, or lists, and look at none of them: what is a secret stays as it is written. */
const putsTogether: ReadonlySet<string> = new Set([
  'templatefile',
  'join',
  'split',
  'format',
  'concat',
  'flatten',
]);

function filledIn(value: Value, from: readonly Value[]): Value {
  const result = isTooLarge(value) ? unreadAmong(from, value.location) : value;
  const secret = from.some(isSensitive) ? asSensitive(asPartial(result)) : result;
  const usual = from.flatMap((one) => (one.kind === 'string' ? (one.usual ?? []) : []))[0];
  const found = secret.kind === 'string' && usual && !secret.usual ? { ...secret, usual } : secret;
  return from.some(isFromFile) ? asFromFile(found) : found;
}

const asPartial = (value: Value): Value =>
  value.kind === 'list'
    ? { ...value, items: value.items.map(asPartial) }
    : value.kind === 'string'
      ? { ...value, partial: true }
      : value;

/** What is made of a file that does not exist is unknown for that reason. */
function unreadAmong(from: readonly Value[], location: Location): Value {
  const unread = from.find((one) => one.unread)?.unread;
  return unread ? { ...unknown(location), unread } : unknown(location);
}

function member(value: Value, key: string): Found {
  if (value.kind === 'list') return value.items[Number(key)] ?? missing;
  if (value.kind !== 'map') return value.kind === 'unknown' ? undefined : missing;
  return valueIn(value, key) ?? missing;
}
