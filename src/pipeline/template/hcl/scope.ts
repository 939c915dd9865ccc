import type { Attribute, Block, Expression } from '../../../syntax/hcl/tree';
import type { FileSource } from '../../../text/fileSource';
import type { SourceText } from '../../../text/sourceText';
import { asSensitive } from '../../value';
import type { Value } from '../../value';

/** One file of a template, read. */
export interface HclSource {
  readonly source: SourceText;
  readonly blocks: readonly Block[];
  readonly attributes: readonly Attribute[];
}

/** An expression with the file in which it stands. */
export interface Definition {
  readonly expression: Expression;
  readonly source: SourceText;
}

/** What names mean in all files of a template: the defaults of variables, and locals. */
export class Scope {
  private readonly variables = new Map<string, Definition>();
  private readonly locals = new Map<string, Definition>();
  private readonly declared = new Set<string>();
  /** `var.NAME` and `local.NAME` that are declared to be secrets. */
  private readonly sensitive = new Set<string>();
  private readonly values = new Map<Definition, Value>();
  private readonly evaluating = new Set<Definition>();

  /**
   * @param sources the template's own files
   * @param variableFiles those that set variables, in the order in which Packer takes them: the last word wins
   * @param folder the template's, for `path.root`
   * @param files where `file()` and `templatefile()` read
   */
  constructor(
    sources: readonly HclSource[],
    variableFiles: readonly HclSource[],
    readonly folder: string,
    readonly files: FileSource,
  ) {
    for (const file of sources) for (const block of file.blocks) this.define(block, file.source);
    for (const { attributes, source } of variableFiles)
      for (const { name, value } of attributes)
        if (this.declared.has(name)) this.variables.set(name, { expression: value, source });
  }

  /**
   * The value of `var.NAME` or `local.NAME`.
   * @returns undefined when there is none, or when it is defined by itself
   */
  resolve(
    kind: 'var' | 'local',
    name: string,
    evaluate: (definition: Definition) => Value,
  ): Value | undefined {
    const definition = (kind === 'var' ? this.variables : this.locals).get(name);
    if (!definition || this.evaluating.has(definition)) return undefined;
    const known = this.values.get(definition);
    if (known) return known;
    this.evaluating.add(definition);
    const evaluated = evaluate(definition);
    const value = this.sensitive.has(`${kind}.${name}`) ? asSensitive(evaluated) : evaluated;
    this.evaluating.delete(definition);
    this.values.set(definition, value);
    return value;
  }

  private define({ type, labels, body }: Block, source: SourceText): void {
    const name = labels[0]?.value;
    if (type === 'locals')
      for (const local of body.attributes) this.locals.set(local.name, { expression: local.value, source });
    if (type === 'variables')
      for (const variable of body.attributes) {
        this.declared.add(variable.name);
        if (variable.value.kind !== 'null')
          this.variables.set(variable.name, { expression: variable.value, source });
      }
    if (name === undefined || (type !== 'variable' && type !== 'local')) return;
    const attribute = (wanted: string) => body.attributes.find((other) => other.name === wanted)?.value;
    const secret = attribute('sensitive');
    if (secret?.kind === 'boolean' && secret.value)
      this.sensitive.add(`${type === 'variable' ? 'var' : 'local'}.${name}`);
    if (type === 'variable') this.declared.add(name);
    const expression = attribute(type === 'variable' ? 'default' : 'expression');
    // A variable without a default, or with null, is asked for when Packer runs.
    if (!expression || expression.kind === 'null') return;
    (type === 'variable' ? this.variables : this.locals).set(name, { expression, source });
  }
}
