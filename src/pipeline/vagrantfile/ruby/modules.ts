import { nodes, type Node } from '../../../syntax/ruby/rubyTree';
import { constantPath, namesOf } from './assignments';
import { type Call, handOut } from './calls';
import { type Body, enter, type Self } from './frame';
import type { Interpreter } from './interpreter';
import { callOwnMethod } from './ownMethods';
import { nil, type RubyValue, textOf, unknown } from './rubyValue';

/** Classes and modules: their bodies define methods and constants, and nothing of them runs before it is called. */
export function handleModules(ruby: Interpreter): void {
  const define = (path: Node, superclass: Node | null, body: Node | null): RubyValue => {
    const name = constantPath(path);
    if (name === undefined) return unknown;
    const { body: outer } = ruby.frame;
    const module = outer ? `${outer.module}::${name}` : name;
    const parent = superclass ? constantPath(superclass) : undefined;
    const known = ruby.modules.get(module);
    const bases = known?.bases ?? [];
    const more = superclass
      ? [(parent && namesOf(ruby, parent).find((one) => ruby.modules.has(one))) ?? '']
      : [];
    ruby.modules.set(module, { bases: [...bases, ...more], isItself: known?.isItself ?? false });
    runBody(ruby, { module, isSingleton: false }, body);
    return nil;
  };
  ruby.on(nodes.ClassNode, (node) => define(node.constantPath, node.superclass, node.body));
  ruby.on(nodes.ModuleNode, (node) => define(node.constantPath, null, node.body));
  ruby.on(nodes.SingletonClassNode, (node) => {
    const { body } = ruby.frame;
    if (body && node.expression instanceof nodes.SelfNode)
      runBody(ruby, { ...body, isSingleton: true }, node.body);
    return nil;
  });
}

function runBody(ruby: Interpreter, body: Body, node: Node | null): void {
  const { calls, unit } = ruby.frame;
  const scope = ruby.variables.newScope();
  const self: Self = { module: body.module, variables: undefined };
  const frame = enter('method', scope, ruby.branches, { unit, calls, self, body });
  ruby.contained(() => ruby.within(frame, () => ruby.evaluate(node)));
}

/** The name by which a method is kept: `A.b` of a class or module itself, `A#b` of its objects. */
export const methodKey = (module: string, name: string, isSingleton: boolean): string =>
  `${module}${isSingleton ? '.' : '#'}${name}`;

/** What a class or module says of itself: whose methods it has, too. @returns undefined for another call */
export function declareInBody(ruby: Interpreter, { name, positional }: Call): RubyValue | undefined {
  const { body } = ruby.frame;
  if (!body) return undefined;
  const known = ruby.modules.get(body.module);
  if (name === 'module_function' || name === 'extend') {
    // `extend self`; what else extends it is not followed.
    if (known) ruby.modules.set(body.module, { ...known, isItself: true });
    return nil;
  }
  if (name !== 'attr_reader' && name !== 'attr_accessor') return undefined;
  for (const { value } of positional) {
    const attribute = textOf(value);
    if (attribute !== undefined) ruby.attributes.add(methodKey(body.module, attribute, body.isSingleton));
  }
  return nil;
}

/** Calls a method of a class, a module or an object that the file defines; undefined where it has none of this name. */
export function callOnSelf(ruby: Interpreter, self: Self, call: Call): RubyValue | undefined {
  const isSingleton = self.variables === undefined;
  const key = keyOf(ruby, self.module, call.name, isSingleton);
  if (key !== undefined) return callOwnMethod(ruby, ruby.methods.get(key), call, self);
  if (isSingleton)
    return call.name === 'new' && isClass(ruby, self) ? newObject(ruby, self.module, call) : undefined;
  const attribute = methodKey(self.module, call.name, false);
  return self.variables && ruby.attributes.has(attribute)
    ? ruby.read(`@${call.name}`, self.variables)
    : undefined;
}

const isClass = (ruby: Interpreter, { module }: Self): boolean =>
  ruby.modules.get(module)?.bases.includes('') === false;

/** Its own, or that of what it is made from. */
function keyOf(
  ruby: Interpreter,
  module: string,
  name: string,
  isSingleton: boolean,
  seen: readonly string[] = [],
): string | undefined {
  const known = ruby.modules.get(module);
  if (!known || seen.includes(module)) return undefined;
  const keys = [methodKey(module, name, isSingleton)];
  if (isSingleton && known.isItself) keys.push(methodKey(module, name, false));
  const own = keys.find((key) => ruby.methods.has(key));
  if (own !== undefined) return own;
  for (const base of known.bases) {
    const found = keyOf(ruby, base, name, isSingleton, [...seen, module]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function newObject(ruby: Interpreter, module: string, call: Call): RubyValue {
  const self: Self = { module, variables: ruby.variables.newScope() };
  const initialize = keyOf(ruby, module, 'initialize', false);
  if (initialize !== undefined) callOwnMethod(ruby, ruby.methods.get(initialize), call, self);
  else handOut(ruby, call);
  return { kind: 'object', self };
}

/** The class or module that a constant names, as what methods are called on. */
export function moduleAt(ruby: Interpreter, receiver: Node): Self | undefined {
  const path = constantPath(receiver);
  // What is added to Vagrant itself takes nothing from it.
  if (path === undefined || ruby.surroundings.constants.has(path)) return undefined;
  const module = namesOf(ruby, path).find((one) => ruby.modules.has(one));
  return module === undefined ? undefined : { module, variables: undefined };
}
