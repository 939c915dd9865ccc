import type { Attribute, Block, Body, Expression, ObjectItem } from './tree';

/** The string that a template without interpolations and directives always gives; undefined for any other. */
export function constantString(expression: Expression): string | undefined {
  if (expression.kind !== 'template') return undefined;
  let value = '';
  for (const part of expression.parts) {
    if (part.kind !== 'text') return undefined;
    value += part.value;
  }
  return value;
}

/**
 * The value of an expression that needs no evaluation: string, number (also negative), boolean, null, array, and
 * object (a Map, in the order of the text, the last of equal keys counts). Undefined when any part of it has to be
 * evaluated.
 */
export function literalValue(expression: Expression): unknown {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return expression.value;
    case 'null':
      return null;
    case 'template':
      return constantString(expression);
    case 'parentheses':
      return literalValue(expression.inner);
    case 'unary': {
      const operand = literalValue(expression.operand);
      if (expression.operator === '-') return typeof operand === 'number' ? -operand : undefined;
      return typeof operand === 'boolean' ? !operand : undefined;
    }
    case 'tuple': {
      const values = expression.items.map(literalValue);
      return values.includes(undefined) ? undefined : values;
    }
    case 'object': {
      const entries = new Map<string, unknown>();
      for (const item of expression.items) {
        const key = constantKey(item);
        const value = literalValue(item.value);
        if (key === undefined || value === undefined) return undefined;
        entries.set(key, value);
      }
      return entries;
    }
    default:
      return undefined;
  }
}

/** The key of an object's item where it is fixed: a bare word means its own name. Undefined for an expression. */
function constantKey({ key }: ObjectItem): string | undefined {
  if (key.kind === 'variable') return key.name;
  const value = key.kind === 'null' ? undefined : literalValue(key);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** The first attribute of a name. */
export const findAttribute = (body: Body, name: string): Attribute | undefined =>
  body.attributes.find((attribute) => attribute.name === name);

export const findBlocks = (body: Body, type: string): readonly Block[] =>
  body.blocks.filter((block) => block.type === type);
