import type { Expression } from '../../../syntax/hcl/tree';
import type { SourceText } from '../../../text/sourceText';
import type { Condition } from '../../value';
import { literalParts } from './constants';

/** What a condition asks for, as far as it compares something with a text or a number, or asks for yes or no. */
export function conditionOf(expression: Expression, source: SourceText): Condition | undefined {
  switch (expression.kind) {
    case 'parentheses':
      return conditionOf(expression.inner, source);
    case 'unary': {
      const inner = expression.operator === '!' ? conditionOf(expression.operand, source) : undefined;
      return inner && { ...inner, negated: !inner.negated };
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator !== '==' && operator !== '!=') return undefined;
      const [first, second] = [literalOf(left), literalOf(right)];
      const value = first ?? second;
      const subject = first === undefined ? left : right;
      return value === undefined || (first !== undefined && second !== undefined)
        ? undefined
        : { subject: writtenAs(subject, source), value, negated: operator === '!=' };
    }
    case 'access':
      return { subject: writtenAs(expression, source), value: 'true', negated: false };
    default:
      return undefined;
  }
}

const writtenAs = ({ span }: Expression, source: SourceText): string =>
  source.slice(span).replace(/\s+/g, '');

function literalOf(expression: Expression): string | undefined {
  if (expression.kind === 'number' || expression.kind === 'boolean') return String(expression.value);
  if (expression.kind === 'null') return 'null';
  return expression.kind === 'template'
    ? literalParts(expression)
        ?.map((part) => part.value)
        .join('')
    : undefined;
}
