import { nodes, type Node } from '../../../syntax/ruby/rubyTree';
import { assign } from './assignments';
import { enter, Leave, mayHaveEnded, methodOf } from './frame';
import type { Interpreter } from './interpreter';
import { loop } from './iteration';
import { assume, equal, nil, type RubyValue, settled, truth, unknown } from './rubyValue';

/** Statements, conditions, `for`, and the ways out of blocks and methods. */
export function handleControlFlow(ruby: Interpreter): void {
  const condition = (node: Node): boolean | undefined => truth(settled(ruby.evaluate(node)));

  ruby.on(nodes.ProgramNode, (node) => ruby.evaluate(node.statements));
  ruby.on(nodes.StatementsNode, (node) => runStatements(ruby, node.body));
  ruby.on(nodes.ParenthesesNode, (node) => ruby.evaluate(node.body));
  ruby.on(nodes.ElseNode, (node) => ruby.evaluate(node.statements));
  ruby.on(nodes.IfNode, (node) => choose(ruby, condition(node.predicate), node.statements, node.subsequent));
  ruby.on(nodes.UnlessNode, (node) =>
    choose(ruby, condition(node.predicate), node.elseClause, node.statements),
  );
  ruby.on(nodes.AndNode, (node) => logical(ruby, node.left, node.right, true));
  ruby.on(nodes.OrNode, (node) => logical(ruby, node.left, node.right, false));
  ruby.on(nodes.CaseNode, (node) => chooseCase(ruby, node));
  ruby.on(nodes.BeginNode, (node) => {
    const value = ruby.evaluate(node.statements);
    ruby.evaluateMaybe(node.rescueClause);
    ruby.evaluate(node.elseClause);
    ruby.evaluate(node.ensureClause?.statements);
    return node.rescueClause ? unknown : value;
  });
  ruby.on(nodes.RescueModifierNode, (node) => {
    ruby.evaluate(node.expression);
    ruby.evaluateMaybe(node.rescueExpression);
    return unknown;
  });
  ruby.on(nodes.ForNode, (node) => {
    const collection = ruby.evaluate(node.collection);
    loop(ruby, collection, ruby.span(node.collection), (value) => {
      // Unlike a block, a `for` has no variables of its own.
      const { unit, self } = ruby.frame;
      const frame = enter('block', ruby.frame.scope, ruby.branches, { outer: ruby.frame, unit, self });
      ruby.within(frame, () => {
        assign(ruby, node.index, value);
        ruby.evaluate(node.statements);
      });
      return frame;
    });
    return collection;
  });
  ruby.on(nodes.NextNode, (node) => leave(ruby, 'next', node.arguments_));
  ruby.on(nodes.BreakNode, (node) => leave(ruby, 'break', node.arguments_));
  ruby.on(nodes.ReturnNode, (node) => leave(ruby, 'return', node.arguments_));
  ruby.on(nodes.ArgumentsNode, (node) => {
    const values = node.arguments_.map((argument) => ruby.evaluate(argument));
    return values.length === 1 ? (values[0] ?? nil) : unknown;
  });
}

function runStatements(ruby: Interpreter, body: readonly Node[], from = 0): RubyValue {
  let value = nil;
  for (let i = from; i < body.length; i++) {
    const before = mayHaveEnded(ruby.frame);
    value = ruby.evaluate(body[i]);
    if (!before && mayHaveEnded(ruby.frame) && i + 1 < body.length) {
      ruby.branch(() => runStatements(ruby, body, i + 1));
      return unknown;
    }
  }
  return value;
}

function choose(
  ruby: Interpreter,
  condition: boolean | undefined,
  then: Node | null,
  otherwise: Node | null,
): RubyValue {
  if (condition !== undefined) return ruby.evaluate(condition ? then : otherwise);
  ruby.evaluateMaybe(then);
  ruby.evaluateMaybe(otherwise);
  return unknown;
}

function logical(ruby: Interpreter, left: Node, right: Node, and: boolean): RubyValue {
  const found = ruby.evaluate(left);
  const value = settled(found);
  const known = truth(value);
  if (known === and) return ruby.evaluate(right);
  if (known !== undefined) return value;
  let other: RubyValue = unknown;
  ruby.branch(() => (other = ruby.evaluate(right)));
  return !and && mayBeOfEnvironment(found) ? assume(found.kind === 'assumed' ? found : other) : unknown;
}

/** `ENV["CPUS"] || 2`, `ENV["CPUS"] || ENV["CORES"] || 2`. */
const mayBeOfEnvironment = (value: RubyValue): boolean =>
  value.kind === 'assumed' || (value.kind === 'unknown' && value.ofEnvironment === true);

function chooseCase(ruby: Interpreter, node: InstanceType<typeof nodes.CaseNode>): RubyValue {
  const subject = node.predicate ? settled(ruby.evaluate(node.predicate)) : undefined;
  for (const when of node.conditions) {
    const found =
      when instanceof nodes.WhenNode
        ? when.conditions.map((condition) => {
            const value = ruby.evaluate(condition);
            return subject ? equal(subject, value) : truth(settled(value));
          })
        : [undefined];
    if (found.includes(true)) return ruby.evaluate(statementsOf(when));
    if (found.includes(undefined)) {
      // From here on any of them may be the one.
      for (const other of node.conditions.slice(node.conditions.indexOf(when)))
        ruby.evaluateMaybe(statementsOf(other));
      ruby.evaluateMaybe(node.elseClause);
      return unknown;
    }
  }
  return ruby.evaluate(node.elseClause);
}

const statementsOf = (when: Node): Node | null => (when instanceof nodes.WhenNode ? when.statements : when);

function leave(ruby: Interpreter, how: Leave['how'], values: Node | null): RubyValue {
  const value = ruby.evaluate(values);
  const left = how === 'return' ? methodOf(ruby.frame) : ruby.frame;
  if (ruby.branches > left.depth) {
    if (how === 'next') left.mayHaveLeft = true;
    else if (how === 'break') left.mayHaveBroken = true;
    else
      for (let frame: typeof left | undefined = ruby.frame; frame; frame = frame.outer)
        frame.mayHaveReturned = true;
  }
  throw new Leave(how, value);
}
