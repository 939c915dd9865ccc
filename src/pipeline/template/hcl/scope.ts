import type { Attribute, Block, Expression } from '../../../syntax/hcl/tree';
import type { SourceText } from '../../../text/sourceText';
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
  private readonly values = new Map<Definition, Value>();
  private readonly evaluating = new Set<Definition>();

  /**
   * @param sources the template's own files
   * @param variableFiles `*.auto.pkrvars.hcl`, in the order in which Packer takes them: the last word wins
   * @param folder the template's, for `path.root`
   */
  constructor(
    sources: readonly HclSource[],
    variableFiles: readonly HclSource[],
    readonly folder: string,
  ) {
    for (const file of sources) for (const block of file.blocks) this.define(block, file.source);
    for (const { attributes, source } of variableFiles)
      for (const { name, value } of attributes)
        if (this.variables.has(name)) this.variables.set(name, { expression: value, source });
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
    const value = evaluate(definition);
    this.evaluating.delete(definition);
    this.values.set(definition, value);
    return value;
  }

  private define({ type, labels, body }: Block, source: SourceText): void {
    const name = labels[0]?.value;
    if (type === 'locals')
      for (const local of body.attributes) this.locals.set(local.name, { expression: local.value, source });
    const wanted = type === 'variable' ? 'default' : type === 'local' ? 'expression' : undefined;
    const attribute = body.attributes.find((other) => other.name === wanted);
    // A variable without a default, or with null, is asked for when Packer runs.
    if (name === undefined || !attribute || attribute.value.kind === 'null') return;
    (type === 'variable' ? this.variables : this.locals).set(name, { expression: attribute.value, source });
  }
}
