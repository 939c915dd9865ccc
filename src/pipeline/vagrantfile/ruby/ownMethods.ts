import { nodes } from '../../../syntax/ruby/rubyTree';
import { assign } from './assignments';
import { runMaybe } from './blocks';
import { type Call, handOut } from './calls';
import { enter, Leave, type Self, type Unit } from './frame';
import type { Interpreter } from './interpreter';
import { nil, option, type RubyValue, unknown } from './rubyValue';

/** A method that the file defines; undefined for one that can't be followed. */
export type OwnMethod =
  { readonly node: InstanceType<typeof nodes.DefNode>; readonly unit: Unit } | undefined;

const maximumCalls = 20;

/** Runs a method of the file itself with the values it is called with. @param self what it is called on */
export function callOwnMethod(ruby: Interpreter, method: OwnMethod, call: Call, self?: Self): RubyValue {
  const { parameters } = method?.node ?? {};
  const { calls } = ruby.frame;
  if (!method || calls >= maximumCalls || (parameters && (parameters.rest || parameters.keywordRest))) {
    handOut(ruby, call);
    if (call.block) runMaybe(ruby, call.block);
    return unknown;
  }
  const scope = ruby.variables.newScope();
  const { node, unit } = method;
  const frame = enter('method', scope, ruby.branches, { block: call.block, calls: calls + 1, unit, self });
  const values = call.positional.map(({ value }) => value);
  const value = ruby.within(frame, () => {
    parameters?.requireds.forEach((target, i) => assign(ruby, target, values[i] ?? nil));
    parameters?.optionals.forEach((target, i) => {
      if (!(target instanceof nodes.OptionalParameterNode)) return;
      ruby.declare(target.name, values[parameters.requireds.length + i] ?? ruby.evaluate(target.value));
    });
    parameters?.posts.forEach((target) => assign(ruby, target, unknown));
    for (const target of parameters?.keywords ?? []) {
      const name = 'name' in target ? target.name : undefined;
      const given = name ? option(call.keywords, name)?.value : undefined;
      if (target instanceof nodes.RequiredKeywordParameterNode) ruby.declare(target.name, given ?? unknown);
      else if (target instanceof nodes.OptionalKeywordParameterNode)
        ruby.declare(target.name, given ?? ruby.evaluate(target.value));
    }
    try {
      return ruby.evaluate(node.body);
    } catch (error) {
      if (error instanceof Leave && error.how === 'return') return error.value;
      throw error;
    }
  });
  // A block that it gets by name may be called from anywhere in it.
  if (call.block && parameters?.block) runMaybe(ruby, call.block);
  return frame.mayHaveReturned ? unknown : value;
}
