import { nodes, type Node } from '../../../syntax/ruby/rubyTree';
import type { Interpreter } from './interpreter';
import { callMethod } from './methods';
import { nil, type RubyValue, settled, truth, unknown } from './rubyValue';
import type { Scope } from './variables';

/** Variables and constants: reading them, and every way to give them a value. */
export function handleAssignments(ruby: Interpreter): void {
  const local = (): Scope => ruby.frame.scope;
  const shared = (): Scope => ruby.shared;
  const instance = (): Scope => ruby.frame.self?.variables ?? ruby.shared;

  const read = (scope: () => Scope) => (node: { name: string }) => ruby.read(node.name, scope());
  ruby.on(nodes.LocalVariableReadNode, read(local));
  ruby.on(nodes.ItLocalVariableReadNode, () => ruby.read('it', local()));
  ruby.on(nodes.GlobalVariableReadNode, read(shared));
  ruby.on(nodes.InstanceVariableReadNode, read(instance));
  const constant = (node: Node): RubyValue => {
    const path = constantPath(node);
    const object = path && ruby.surroundings.constants.get(path);
    if (object) return { kind: 'host', object };
    return path ? readConstant(ruby, path) : unknown;
  };
  ruby.on(nodes.ConstantReadNode, constant);
  ruby.on(nodes.ConstantPathNode, constant);

  const write = (scope: () => Scope) => (node: { name: string; value: Node }) =>
    ruby.write(node.name, scope(), ruby.evaluate(node.value));
  ruby.on(nodes.LocalVariableWriteNode, write(local));
  ruby.on(nodes.GlobalVariableWriteNode, write(shared));
  ruby.on(nodes.InstanceVariableWriteNode, write(instance));
  ruby.on(nodes.ConstantWriteNode, (node) => {
    const { body } = ruby.frame;
    const name = body ? `${body.module}::${node.name}` : node.name;
    return ruby.write(name, ruby.shared, ruby.evaluate(node.value));
  });

  // a += 1
  const operate = (scope: () => Scope) => (node: { name: string; binaryOperator: string; value: Node }) => {
    const item = { value: ruby.evaluate(node.value), span: ruby.span(node.value) };
    const before = ruby.read(node.name, scope());
    return ruby.write(
      node.name,
      scope(),
      callMethod(before, node.binaryOperator, [item], item.span) ?? unknown,
    );
  };
  ruby.on(nodes.LocalVariableOperatorWriteNode, operate(local));
  ruby.on(nodes.GlobalVariableOperatorWriteNode, operate(shared));
  ruby.on(nodes.InstanceVariableOperatorWriteNode, operate(instance));

  // a ||= 1
  const writeUnlessSet = (scope: () => Scope) => (node: { name: string; value: Node }) => {
    const isSet = scope().find(node.name) ? truth(settled(ruby.read(node.name, scope()))) : false;
    if (isSet) return ruby.read(node.name, scope());
    if (isSet === false) return ruby.write(node.name, scope(), ruby.evaluate(node.value));
    ruby.evaluateMaybe(node.value);
    return ruby.write(node.name, scope(), unknown);
  };
  ruby.on(nodes.LocalVariableOrWriteNode, writeUnlessSet(local));
  ruby.on(nodes.GlobalVariableOrWriteNode, writeUnlessSet(shared));
  ruby.on(nodes.InstanceVariableOrWriteNode, writeUnlessSet(instance));
  ruby.on(nodes.ConstantOrWriteNode, writeUnlessSet(shared));

  // a &&= 1
  const writeIfSet = (scope: () => Scope) => (node: { name: string; value: Node }) => {
    ruby.evaluateMaybe(node.value);
    return ruby.write(node.name, scope(), unknown);
  };
  ruby.on(nodes.LocalVariableAndWriteNode, writeIfSet(local));
  ruby.on(nodes.GlobalVariableAndWriteNode, writeIfSet(shared));
  ruby.on(nodes.InstanceVariableAndWriteNode, writeIfSet(instance));

  // a, (b, c), *d = …
  ruby.on(nodes.MultiWriteNode, (node) => {
    const value = ruby.evaluate(node.value);
    assignAll(ruby, node, value);
    return value;
  });
}

/** The full names that a constant may have where it is named, the innermost first. */
export function namesOf(ruby: Interpreter, path: string): string[] {
  const names: string[] = [];
  for (let module = ruby.frame.body?.module ?? ruby.frame.self?.module; module;) {
    names.push(`${module}::${path}`);
    module = module.includes('::') ? module.slice(0, module.lastIndexOf('::')) : '';
  }
  return [...names, path];
}

function readConstant(ruby: Interpreter, path: string): RubyValue {
  const name = namesOf(ruby, path).find((one) => ruby.shared.find(one));
  return name === undefined ? unknown : ruby.read(name, ruby.shared);
}

/** `A::B` as text; undefined when the path begins with something else than a constant. */
export function constantPath(node: Node): string | undefined {
  if (node instanceof nodes.ConstantReadNode) return node.name;
  if (!(node instanceof nodes.ConstantPathNode) || !node.name) return undefined;
  if (!node.parent) return node.name;
  const parent = constantPath(node.parent);
  return parent === undefined ? undefined : `${parent}::${node.name}`;
}

/** Gives a value to a parameter, or to a target on the left side of an assignment. */
export function assign(ruby: Interpreter, target: Node, value: RubyValue): void {
  if (target instanceof nodes.MultiTargetNode) assignAll(ruby, target, value);
  else if (target instanceof nodes.RequiredParameterNode) ruby.declare(target.name, value);
  else if (target instanceof nodes.LocalVariableTargetNode) ruby.write(target.name, ruby.frame.scope, value);
  else if (target instanceof nodes.GlobalVariableTargetNode || target instanceof nodes.ConstantTargetNode)
    ruby.write(target.name, ruby.shared, value);
  else if (target instanceof nodes.InstanceVariableTargetNode)
    ruby.write(target.name, ruby.frame.self?.variables ?? ruby.shared, value);
  else if (target instanceof nodes.SplatNode) {
    if (target.expression) assign(ruby, target.expression, unknown);
  } else if (!(target instanceof nodes.ImplicitRestNode)) {
    // `a.b, c = 1, 2` sets something through a method.
    ruby.surroundings.hidden(ruby.span(target));
  }
}

function assignAll(
  ruby: Interpreter,
  { lefts, rest, rights }: { lefts: readonly Node[]; rest: Node | null; rights: readonly Node[] },
  value: RubyValue,
): void {
  const now = settled(value);
  const items = now.kind === 'array' ? now.items.map((item) => item.value) : undefined;
  const missing = items ? nil : unknown;
  lefts.forEach((left, i) => assign(ruby, left, items?.[i] ?? missing));
  for (const target of rest ? [rest, ...rights] : rights) assign(ruby, target, unknown);
}
