import { parseHcl } from '../../../syntax/hcl/parseHcl';
import type { Attribute, Block, Expression } from '../../../syntax/hcl/tree';
import { losesPart } from '../../../syntax/syntaxProblem';
import type { SyntaxProblem } from '../../../syntax/syntaxProblem';
import type { FileSource } from '../../../text/fileSource';
import type { Location } from '../../../text/location';
import { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import { Budget } from '../../budget';
import { secretTexts } from '../../hiddenValues';
import { isEmptyText, unlessGiven } from '../../value';
import type { Value } from '../../value';
import { placedAt, string, unknown } from './make';

/** One file of a template, read. */
export interface HclSource {
  readonly source: SourceText;
  readonly blocks: readonly Block[];
  readonly attributes: readonly Attribute[];
  /** What could not be read of it. */
  readonly problems: readonly SyntaxProblem[];
}

/** An expression with the file in which it stands. */
export interface Definition {
  readonly expression: Expression;
  readonly source: SourceText;
}

type Evaluate = (definition: Definition) => Value;

/** What sets the variables of a template, beside their defaults. */
export interface VariableValues {
  /** Files that set variables, in the order in which Packer takes them: the last word wins. */
  readonly files: readonly HclSource[];
  /** The texts of `-var`, by name, which win over all files. */
  readonly given: Readonly<Record<string, string>>;
}

interface Variable {
  readonly declaration: Location;
  /** As it is written: `list(string)`; undefined where it is not said. */
  readonly type: string | undefined;
  /** What holds unless another value is given. */
  readonly default: Definition | undefined;
}

/**
 * Real templates need some thousands of steps. Values of this size altogether are read by all rules in a second, and the
 * depth is a quarter of what the stack holds.
 */
const limits = { steps: 2_000_000, depth: 250 };

/** What names mean in all files of a template: the values of variables, and locals. */
export class Scope {
  private readonly variables = new Map<string, Variable>();
  private readonly set = new Map<string, Definition>();
  private readonly locals = new Map<string, Definition>();
  /** `var.NAME` and `local.NAME` that are declared to be secrets. */
  private readonly sensitive = new Set<string>();
  private readonly values = new Map<string, Value | undefined>();
  private readonly evaluating = new Set<string>();
  private strict: Scope | undefined;

  /**
   * @param sources the template's own files
   * @param folder the template's, for `path.root`
   * @param files where `file()` and `templatefile()` read
   * @param takesDefaults false where nothing may be known of a variable by its default alone
   * @param budget what all that is evaluated of the template may cost together
   * @param hidden texts that no message may show; it grows with what is evaluated
   */
  constructor(
    private readonly sources: readonly HclSource[],
    private readonly given: VariableValues,
    readonly folder: string,
    readonly files: FileSource,
    private readonly takesDefaults = true,
    readonly budget = new Budget(limits),
    private readonly hidden = new Set<string>(),
  ) {
    for (const file of sources) for (const block of file.blocks) this.define(block, file.source);
    for (const { attributes, source } of given.files)
      for (const { name, value } of attributes) this.set.set(name, { expression: value, source });
  }

  /** The same names, where a variable that only has a default may have any value. */
  get withoutDefaults(): Scope {
    if (!this.takesDefaults) return this;
    return (this.strict ??= new Scope(
      this.sources,
      this.given,
      this.folder,
      this.files,
      false,
      this.budget,
      this.hidden,
    ));
  }

  /** Whether something that stands at a place may have been lost by a mistake in its file. */
  losesPart({ path, span }: Location): boolean {
    return this.sources.some(({ source, problems }) => source.path === path && losesPart(problems, span));
  }

  /** Where a local is defined. */
  local(name: string): Definition | undefined {
    return this.locals.get(name);
  }

  /**
   * The value of `var.NAME` or `local.NAME`.
   * @returns undefined when there is none, or when it is defined by itself
   */
  resolve(kind: 'var' | 'local', name: string, evaluate: Evaluate): Value | undefined {
    const key = `${kind}.${name}`;
    if (this.evaluating.has(key)) return undefined;
    if (this.values.has(key)) return this.values.get(key);
    this.evaluating.add(key);
    const definition = kind === 'local' ? this.locals.get(name) : undefined;
    const value = kind === 'var' ? this.variable(name, evaluate) : definition && evaluate(definition);
    this.evaluating.delete(key);
    this.values.set(key, value);
    return value;
  }

  /** Whether `var.NAME` or `local.NAME` is declared to be a secret. */
  isSensitive(kind: 'var' | 'local', name: string): boolean {
    return this.sensitive.has(`${kind}.${name}`);
  }

  /** Keeps texts out of all messages. */
  hide(texts: readonly string[]): void {
    for (const text of texts) this.hidden.add(text);
  }

  /** Texts that no message may show: of what is declared to be secret, and of what was hidden so far. */
  hiddenTexts(evaluate: Evaluate): readonly string[] {
    for (const key of this.sensitive) {
      const [kind, name = ''] = key.split('.');
      const value = this.resolve(kind === 'var' ? 'var' : 'local', name, evaluate);
      if (value) this.hide(secretTexts(unlessGiven(value)));
    }
    return [...this.hidden];
  }

  private variable(name: string, evaluate: Evaluate): Value | undefined {
    const variable = this.variables.get(name);
    if (!variable) return undefined;
    const text = this.given.given[name];
    if (text !== undefined) return argumentValue(text, variable, evaluate);
    const set = this.set.get(name);
    if (set) return evaluate(set);
    // A file that could not be read in full may set any.
    if (this.given.files.some(({ problems }) => problems.length)) return undefined;
    if (!variable.default || !this.takesDefaults) return undefined;
    const value = evaluate(variable.default);
    // Nobody builds with nothing: such a default stands for a value that comes with -var.
    const isEmpty = value.kind === 'null' || isEmptyText(value);
    if (isEmpty) return { ...unknown(value.location), unlessGiven: value };
    return value.kind === 'string' ? { ...value, usual: value.location } : value;
  }

  private define({ type, labels, body, span }: Block, source: SourceText): void {
    const name = labels[0]?.value;
    const at = (where: Span) => ({ path: source.path, span: where });
    if (type === 'locals')
      for (const local of body.attributes) this.locals.set(local.name, { expression: local.value, source });
    if (type === 'variables')
      for (const one of body.attributes)
        this.variables.set(one.name, {
          declaration: at(one.span),
          type: undefined,
          default: { expression: one.value, source },
        });
    if (name === undefined || (type !== 'variable' && type !== 'local')) return;
    const attribute = (wanted: string) => body.attributes.find((other) => other.name === wanted)?.value;
    const secret = attribute('sensitive');
    if (secret?.kind === 'boolean' && secret.value)
      this.sensitive.add(`${type === 'variable' ? 'var' : 'local'}.${name}`);
    const expression = attribute(type === 'variable' ? 'default' : 'expression');
    const definition = expression && { expression, source };
    const typed = attribute('type');
    if (type === 'variable')
      this.variables.set(name, {
        declaration: at(span),
        type: typed && writtenType(typed, source),
        default: definition,
      });
    else if (definition && definition.expression.kind !== 'null') this.locals.set(name, definition);
  }
}

/** In JSON syntax it stands between quotes. */
export const writtenType = ({ span }: Expression, source: SourceText): string =>
  source.slice(span).replace(/^"(.*)"$/s, '$1');

/**
 * The value that `-var` gives: the text itself where the variable is a text or a number, else an expression. It stands
 * in no file, so its place is the declaration of the variable.
 * Source: hashicorp/packer hcl2template/types.variables.go, expressionFromVariableDefinition().
 */
function argumentValue(text: string, variable: Variable, evaluate: Evaluate): Value {
  const { declaration } = variable;
  if (isTaken(variable, evaluate)) return string(text, declaration);
  const source = new SourceText(declaration.path, `value = ${text}\n`);
  const { body, problems } = parseHcl(source.text);
  const [attribute] = body.attributes;
  if (!attribute || problems.length) return unknown(declaration);
  return placedAt(evaluate({ expression: attribute.value, source }), declaration);
}

/** Whether a variable takes a text as it is. Without a type it has that of its default. */
function isTaken({ type, default: usual }: Variable, evaluate: Evaluate): boolean {
  if (type !== undefined) return /^(string|number|any)$/.test(type.trim());
  const kind = usual && evaluate(usual).kind;
  return kind === undefined || !['boolean', 'list', 'map'].includes(kind);
}
