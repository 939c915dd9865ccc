import type { Access, Call, Expression, TemplatePart } from '../../syntax/hcl/tree';
import type { Span } from '../../text/span';

/** A name that an expression takes from outside: `var.disk.size` is the root `var` with two names behind it. */
export interface Reference {
  readonly root: string;
  /** What follows with a dot, as far as it is written out. */
  readonly names: readonly string[];
  readonly span: Span;
  /** Of each of the names, without its dot; that of the root first. */
  readonly spans: readonly Span[];
  /** It stands in what a condition or a loop may leave out, so an error there may end nothing. */
  readonly optional: boolean;
  /** It stands in `try` or `can`: an error there is an answer. */
  readonly tried: boolean;
}

export interface Visitor {
  reference(reference: Reference): void;
  call(call: Call, within: Surroundings): void;
}

/** What holds where an expression stands. */
export interface Surroundings {
  /** Names that are bound around it: of loops, and iterators of dynamic blocks. */
  readonly bound: ReadonlySet<string>;
  readonly optional: boolean;
  readonly tried: boolean;
}

/** Where nothing is bound. */
export const outside: Surroundings = { bound: new Set(), optional: false, tried: false };

/**
 * Tells all names and calls in an expression, each once, in linear time. The parser bounds how deep it is.
 * Source: hashicorp/hcl hclsyntax, Variables() and ChildScope.
 */
export function visitExpression(expression: Expression, within: Surroundings, visitor: Visitor): void {
  const into = (inner: Expression, around = within) => visitExpression(inner, around, visitor);
  switch (expression.kind) {
    case 'template':
      visitParts(expression.parts, within, visitor);
      return;
    case 'tuple':
      for (const item of expression.items) into(item);
      return;
    case 'object':
      for (const { key, value } of expression.items) {
        // A bare word is its own name.
        if (key.kind !== 'variable') into(key);
        into(value);
      }
      return;
    case 'for': {
      into(expression.collection);
      // Of an empty collection nothing is evaluated.
      const inner = binding(within, [expression.keyName, expression.valueName]);
      for (const part of [expression.key, expression.value, expression.condition])
        if (part) into(part, inner);
      return;
    }
    case 'call':
      visitor.call(expression, within);
      visitArguments(expression, within, visitor);
      return;
    case 'variable':
      if (!within.bound.has(expression.name))
        visitor.reference({
          root: expression.name,
          names: [],
          span: expression.span,
          spans: [expression.span],
          optional: within.optional,
          tried: within.tried,
        });
      return;
    case 'access':
      visitAccess(expression, within, visitor);
      return;
    case 'unary':
      into(expression.operand);
      return;
    case 'binary':
      into(expression.left);
      into(expression.right);
      return;
    case 'conditional':
      into(expression.condition);
      // Only of the branch that is taken HCL tells what is wrong.
      into(expression.then, { ...within, optional: true });
      into(expression.else, { ...within, optional: true });
      return;
    case 'parentheses':
      into(expression.inner);
      return;
    default:
      return;
  }
}

function visitParts(parts: readonly TemplatePart[], within: Surroundings, visitor: Visitor): void {
  for (const part of parts) {
    const { kind } = part;
    if (kind === 'interpolation') visitExpression(part.value, within, visitor);
    if (kind === 'ifDirective') {
      visitExpression(part.condition, within, visitor);
      for (const branch of [part.then, part.else]) visitParts(branch, { ...within, optional: true }, visitor);
    }
    if (kind === 'forDirective') {
      visitExpression(part.collection, within, visitor);
      visitParts(part.parts, binding(within, [part.keyName, part.valueName]), visitor);
    }
  }
}

function visitArguments({ name, arguments: all }: Call, within: Surroundings, visitor: Visitor): void {
  const tried = within.tried || name === 'try' || name === 'can';
  for (const [index, argument] of all.entries()) {
    // The second one of convert() is a type.
    if (name === 'convert' && index === 1) continue;
    visitExpression(argument, tried === within.tried ? within : { ...within, tried }, visitor);
  }
}

function visitAccess({ target, steps, span }: Access, within: Surroundings, visitor: Visitor): void {
  for (const step of steps)
    if (step.kind === 'index' && !step.legacy) visitExpression(step.key, within, visitor);
  if (target.kind !== 'variable') return visitExpression(target, within, visitor);
  if (within.bound.has(target.name)) return;
  const end = steps.findIndex(({ kind }) => kind !== 'attribute');
  const named = (end < 0 ? steps : steps.slice(0, end)).flatMap((step) =>
    step.kind === 'attribute' ? [step] : [],
  );
  visitor.reference({
    root: target.name,
    names: named.map(({ name }) => name),
    span,
    spans: [
      target.span,
      ...named.map((step) => ({ start: step.span.end - step.name.length, end: step.span.end })),
    ],
    optional: within.optional,
    tried: within.tried,
  });
}

export const binding = (
  within: Surroundings,
  names: readonly (string | undefined)[],
  optional = true,
): Surroundings => ({
  bound: new Set([...within.bound, ...names.filter((name) => name !== undefined)]),
  optional: within.optional || optional,
  tried: within.tried,
});
