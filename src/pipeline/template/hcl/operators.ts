import type { BinaryOperator } from '../../../syntax/hcl/tree';
import { unlessGiven } from '../../value';
import type { Value } from '../../value';
import { booleanOf, identityOf, numericOf } from './known';

type Result = number | boolean | undefined;

const onNumbers =
  (compute: (a: number, b: number) => number | boolean) =>
  (left: Value, right: Value): Result => {
    const [a, b] = [numericOf(left), numericOf(right)];
    return a === undefined || b === undefined ? undefined : compute(a, b);
  };

/** `false && x` is false whatever x is; HCL itself wants to know both, but fails where it does not. */
const onBooleans =
  (settling: boolean) =>
  (left: Value, right: Value): Result => {
    const [a, b] = [booleanOf(left), booleanOf(right)];
    if (a === settling || b === settling) return settling;
    return a === undefined || b === undefined ? undefined : !settling;
  };

/** Who asks whether a variable is empty says that it may be: then its empty default is meant. */
function equal(left: Value, right: Value): boolean | undefined {
  const [a, b] = [identityOf(unlessGiven(left)), identityOf(unlessGiven(right))];
  return a === undefined || b === undefined ? undefined : a === b;
}

const not = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

/** HCL's operators on known values; undefined where an operand is not known or not of its type. */
export const operators: Readonly<Record<BinaryOperator, (left: Value, right: Value) => Result>> = {
  '+': onNumbers((a, b) => a + b),
  '-': onNumbers((a, b) => a - b),
  '*': onNumbers((a, b) => a * b),
  '/': onNumbers((a, b) => (b === 0 ? NaN : a / b)),
  '%': onNumbers((a, b) => a % b),
  '<': onNumbers((a, b) => a < b),
  '<=': onNumbers((a, b) => a <= b),
  '>': onNumbers((a, b) => a > b),
  '>=': onNumbers((a, b) => a >= b),
  '&&': onBooleans(false),
  '||': onBooleans(true),
  '==': equal,
  '!=': (left, right) => not(equal(left, right)),
};
