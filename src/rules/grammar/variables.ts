import type { Attribute, Block, Expression } from '../../syntax/hcl/tree';
import { constantString } from '../../syntax/hcl/values';
import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import type { GrammarTree } from '../../pipeline/grammar/grammarTree';
import { outside, visitExpression } from '../../pipeline/grammar/references';
import { described, isProblem, misfitOf, readType } from '../../pipeline/grammar/types';
import type { Misfit, Type } from '../../pipeline/grammar/types';
import type { Pipeline } from '../../pipeline/pipeline';
import { Evaluator } from '../../pipeline/template/hcl/evaluate';
import { variableSource } from '../../pipeline/template/hcl/readHclTemplate';
import { Scope } from '../../pipeline/template/hcl/scope';
import type { HclSource } from '../../pipeline/template/hcl/scope';
import type { Template } from '../../pipeline/template/template';
import { isEmptyText } from '../../pipeline/value';
import type { Value } from '../../pipeline/value';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { FileSource } from '../../text/fileSource';
import type { Report } from '../rule';

const rejects = 'Packer rejects the template.';

/**
 * Variables whose type is none, whose value does not fit it, and whose validation Packer does not take, or is not passed.
 * Source: hashicorp/packer hcl2template/types.variables.go.
 */
export function* invalidVariables({ template, files }: Pipeline): Generator<Report> {
  if (template.dialect !== 'hcl2') return;
  const tree = grammarTree(template);
  const given = template.variableFiles.map(variableSource);
  const reader = new Reader(template, tree, given, files);
  for (const { source, blocks, problems } of tree.files)
    for (const block of problems.length ? [] : blocks)
      if (block.type === 'variable') yield* reader.variable(block, source);
      else if (block.type === 'local') yield* sensitive(block, source);
}

class Reader {
  constructor(
    private readonly template: Template,
    private readonly tree: GrammarTree,
    private readonly given: readonly HclSource[],
    private readonly files: FileSource,
  ) {}

  *variable(block: Block, source: SourceText): Generator<Report> {
    const { labels, body } = block;
    const attribute = (name: string) => body.attributes.find((one) => one.name === name);
    const name = labels[0]?.value ?? '';
    // In JSON syntax a type stands in a string.
    const isJson = /\.json$/i.test(source.path);
    const written = isJson ? undefined : attribute('type');
    const type = written && readType(written.value);
    if (type && isProblem(type))
      yield { message: `${type.message} ${rejects}`, location: locate(source, type.span) };
    const usual = attribute('default');
    if (type && !isProblem(type)) {
      if (usual)
        yield* misfits(
          `The default of the variable '${name}'`,
          this.valueIn(source, usual.value),
          type,
          locate(source, usual.value.span),
        );
      for (const file of this.given)
        for (const set of file.attributes)
          if (set.name === name)
            yield* misfits(
              `The value of the variable '${name}'`,
              this.valueIn(file.source, set.value),
              type,
              locate(file.source, set.value.span),
            );
    }
    yield* sensitive(block, source);
    for (const validation of body.blocks.filter((one) => one.type === 'validation'))
      yield* this.validation(name, validation, source, usual);
  }

  private *validation(
    name: string,
    block: Block,
    source: SourceText,
    usual: Attribute | undefined,
  ): Generator<Report> {
    const attribute = (wanted: string) => block.body.attributes.find((one) => one.name === wanted);
    const condition = attribute('condition');
    const message = attribute('error_message');
    for (const [wanted, there] of [
      ['condition', condition],
      ['error_message', message],
    ] as const)
      if (!there)
        yield {
          message: `This validation has no '${wanted}': ${rejects}`,
          location: locate(source, block.typeSpan),
        };
    const text = message && constantString(message.value);
    if (message && text !== undefined && !looksLikeSentences(text))
      yield {
        message: `The message of a validation is a sentence that starts with a capital letter, and ends with '.', '?' or '!': ${rejects}`,
        location: locate(source, message.value.span),
      };
    if (!condition || /\.json$/i.test(source.path)) return;
    yield* this.conditionNames(name, condition.value, source);
    if (this.fails(condition.value, source) && !(usual && isNone(this.valueIn(source, usual.value)))) {
      const set = this.given.flatMap((file) =>
        file.attributes
          .filter((one) => one.name === name)
          .map(({ value }) => locate(file.source, value.span)),
      );
      const location = set.at(-1) ?? (usual && locate(source, usual.value.span));
      if (location)
        yield {
          message: `This value of the variable '${name}' does not pass the validation: ${rejects}${text === undefined ? '' : ` ${text}`}`,
          location,
          related: [{ message: 'This is the condition.', location: locate(source, condition.value.span) }],
        };
    }
  }

  private *conditionNames(name: string, condition: Expression, source: SourceText): Generator<Report> {
    let own = 0;
    const others: { span: { start: number; end: number } }[] = [];
    visitExpression(condition, outside, {
      reference: ({ root, names, span }) => {
        if (root === 'var' && names[0] === name) own++;
        else others.push({ span });
      },
      call: () => undefined,
    });
    for (const { span } of others)
      yield {
        message: `The condition of a validation can use no name but its own variable, var.${name}: ${rejects}`,
        location: locate(source, span),
      };
    if (!own && !others.length)
      yield {
        message: `This condition does not ask for its variable, var.${name}: ${rejects}`,
        location: locate(source, condition.span),
      };
  }

  /** Whether a condition is known to be false with the value that the variable has if nobody gives it another. */
  private fails(condition: Expression, source: SourceText): boolean {
    if (this.tree.isBroken) return false;
    return this.valueIn(source, condition).kind === 'boolean' && isFalse(this.valueIn(source, condition));
  }

  private valueIn(source: SourceText, expression: Expression): Value {
    return new Evaluator(source, this.scope).evaluate(expression);
  }

  private get scope(): Scope {
    return (this.made ??= new Scope(
      this.tree.files,
      { files: this.given, given: {} },
      this.template.folder,
      this.files,
    ));
  }

  private made: Scope | undefined;
}

/** A value that stands for one that comes with the build. */
const isNone = (value: Value): boolean => value.kind === 'null' || isEmptyText(value);

const isFalse = (value: Value): boolean => value.kind === 'boolean' && !value.value;

function* misfits(what: string, value: Value, type: Type, fallback: Location): Generator<Report> {
  const misfit = misfitOf(value, type);
  if (!misfit) return;
  const { path, span } = misfit.value.location;
  const isThere = path === fallback.path && span.end > span.start;
  yield {
    message: `${what} does not fit its type: ${needs(misfit)}. ${rejects}`,
    location: isThere ? misfit.value.location : fallback,
  };
}

function needs({ type, missing }: Misfit): string {
  if (missing !== undefined) return `the attribute '${missing}' is missing`;
  if (type.kind === 'tuple') return `a list of ${type.items.length} is needed`;
  return `${described(type)} is needed here`;
}

function* sensitive({ body }: Block, source: SourceText): Generator<Report> {
  const value = body.attributes.find(({ name }) => name === 'sensitive')?.value;
  const text = value && constantString(value);
  const isWrong =
    value &&
    (value.kind === 'number' ||
      value.kind === 'tuple' ||
      value.kind === 'object' ||
      (text !== undefined && !/^(true|false|1|0)$/.test(text)));
  if (isWrong)
    yield { message: `'sensitive' is true or false: ${rejects}`, location: locate(source, value.span) };
}

/** Source: hashicorp/packer hcl2template/types.variables.go, looksLikeSentences(). */
function looksLikeSentences(text: string): boolean {
  const trimmed = text.trim();
  const [first = ''] = trimmed;
  if (/\p{L}/u.test(first) && !/\p{Lu}/u.test(first)) return false;
  return /[.?!]$/.test(trimmed);
}
