import type { Expression } from '../../../syntax/hcl/tree';
import type { Value } from '../../value';
import type { Evaluator } from './evaluate';
import { booleanOf } from './known';
import { list, unknown } from './make';

/** More ways than this nobody tells apart. */
const mostBranches = 32;

/** Locals that name each other in both branches have no end that is worth waiting for. Expressions. */
const mostSteps = 10_000;

/**
 * What an expression can be: one value, or where a condition is decided when Packer runs, as the default of a variable
 * may be given another value then, that of each branch.
 */
export function branchesOf(expression: Expression, evaluator: Evaluator): readonly Value[] {
  const found = new Walk().into(expression, evaluator, new Set());
  return found && found.length <= mostBranches ? found : [unknown(evaluator.at(expression.span))];
}

/** Undefined stands for more than can be told apart. */
type Branches = readonly Value[] | undefined;

class Walk {
  private steps = 0;

  /** @param within the expressions that are being looked at: a local may name itself */
  into(expression: Expression, evaluator: Evaluator, within: ReadonlySet<Expression>): Branches {
    if (++this.steps > mostSteps) return undefined;
    if (within.has(expression)) return [evaluator.evaluate(expression)];
    const inner = new Set([...within, expression]);
    const into = (other: Expression, by = evaluator) => this.into(other, by, inner);
    switch (expression.kind) {
      case 'parentheses':
        return into(expression.inner);
      case 'conditional': {
        const decided = booleanOf(evaluator.withoutDefaults.evaluate(expression.condition));
        if (decided !== undefined) return into(decided ? expression.then : expression.else);
        const [first, second] = [into(expression.then), into(expression.else)];
        return first && second && [...first, ...second];
      }
      case 'tuple': {
        const location = evaluator.at(expression.span);
        const items = combined(expression.items.map((item) => into(item)));
        return items?.map((each) => list(each, location));
      }
      case 'access': {
        const local = evaluator.localOf(expression);
        return local ? into(local.expression, local.evaluator) : [evaluator.evaluate(expression)];
      }
      default:
        return [evaluator.evaluate(expression)];
    }
  }
}

/** Each way to take one of each. */
function combined(each: readonly Branches[]): readonly (readonly Value[])[] | undefined {
  let ways: (readonly Value[])[] = [[]];
  for (const values of each) {
    if (!values || ways.length * values.length > mostBranches) return undefined;
    ways = ways.flatMap((way) => values.map((value) => [...way, value]));
  }
  return ways;
}
