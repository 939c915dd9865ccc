import { nodes, type Node } from '../../../syntax/ruby/rubyTree';
import type { Span } from '../../../text/span';
import { constantPath } from './assignments';
import { blockOf, type RunnableBlock, runMaybe } from './blocks';
import { callFile } from './filePaths';
import { methodOf } from './frame';
import { format } from './format';
import type { Interpreter } from './interpreter';
import { iterate } from './iterators';
import { callMethod } from './methods';
import { callOnSelf, declareInBody, methodKey, moduleAt } from './modules';
import { callOwnMethod } from './ownMethods';
import { loadFile, readProjectFile } from './projectFiles';
import {
  assume,
  type HashValue,
  integer,
  isChangeable,
  type Item,
  nil,
  ofEnvironment,
  type RubyValue,
  settled,
  string,
  textOf,
  unknown,
  withAssumed,
} from './rubyValue';

/** What a call is made with. */
export interface Call {
  readonly name: string;
  readonly node: Node;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Without the keyword arguments. */
  readonly positional: readonly Item[];
  readonly keywords: HashValue | undefined;
  readonly block: RunnableBlock | undefined;
}

/** Printing shows an object, and does nothing to it. */
const harmless = new Set(['puts', 'p', 'pp', 'print', 'warn', 'raise', 'abort', 'exit']);
/** They run code that stands elsewhere. */
const loading = new Set(['load', 'eval', 'instance_eval', 'class_eval', 'module_eval', 'instance_exec']);
/** They call a method whose name only they know. */
const indirect = new Set(['send', 'public_send', '__send__', 'method', 'instance_variable_set', ...loading]);

/** Calls of methods: of the file's own, of Ruby's on plain values, and of host objects. */
export function handleCalls(ruby: Interpreter): void {
  const { methods } = ruby;

  ruby.on(nodes.DefNode, (node) => {
    const { body, unit } = ruby.frame;
    const isSingleton = body?.isSingleton === true || node.receiver instanceof nodes.SelfNode;
    const key = body ? methodKey(body.module, node.name, isSingleton) : node.name;
    // One that is defined twice, or perhaps not at all, can't be followed.
    methods.set(key, ruby.branches || methods.has(key) ? undefined : { node, unit });
    return { kind: 'symbol', text: node.name };
  });

  ruby.on(nodes.CallNode, (node) => {
    const receiver = node.receiver && !(node.receiver instanceof nodes.SelfNode) ? node.receiver : undefined;
    if (receiver) {
      const module = moduleAt(ruby, receiver);
      if (module) {
        const call = readCall(ruby, node);
        return callOnSelf(ruby, module, call) ?? callOn(ruby, unknown, call);
      }
      const self = ruby.evaluate(receiver);
      if (node.isSafeNavigation() && self.kind === 'nil') return nil;
      const call = readCall(ruby, node);
      const constant = self.kind === 'unknown' ? constantPath(receiver) : undefined;
      if (constant === 'ENV') return readEnvironment(ruby, call);
      const ofFile = constant === undefined ? undefined : readProjectFile(ruby, constant, call);
      if (ofFile) return ofFile;
      return constant === 'File' ? callFile(call.name, call.positional) : callOn(ruby, self, call);
    }
    const call = readCall(ruby, node);
    const ofBody = declareInBody(ruby, call);
    if (ofBody) return ofBody;
    const own = ruby.frame.self && callOnSelf(ruby, ruby.frame.self, call);
    if (own) return own;
    if (methods.has(call.name)) return callOwnMethod(ruby, methods.get(call.name), call);
    return callFunction(ruby, call);
  });

  ruby.on(nodes.YieldNode, (node) => {
    const { items } = readArguments(ruby, node.arguments_);
    const { block } = methodOf(ruby.frame);
    return block ? block.run(items.map(({ value }) => value)) : unknown;
  });

  ruby.on(nodes.LambdaNode, (node) => {
    // Nobody knows when it is called.
    runMaybe(ruby, blockOf(ruby, node));
    return unknown;
  });

  // a.b ||= 1, a.b += 1, a["b"] ||= 1: whatever was there before is not known.
  const update = (node: {
    receiver: Node | null;
    location: Parameters<typeof ruby.place>[0];
    value: Node;
    name: string;
    nameSpan: Span;
    positional: readonly Item[];
  }): RubyValue => {
    const self = ruby.evaluate(node.receiver);
    ruby.evaluateMaybe(node.value);
    const { name, nameSpan } = node;
    const written: Item = { value: unknown, span: ruby.span(node.value) };
    const positional = [...node.positional, written];
    const span = ruby.span(node);
    ruby.branch(() => {
      callOn(ruby, self, {
        name,
        nameSpan,
        span,
        positional,
        node: node.value,
        keywords: undefined,
        block: undefined,
      });
    });
    return unknown;
  };
  for (const type of [nodes.CallOrWriteNode, nodes.CallAndWriteNode, nodes.CallOperatorWriteNode])
    ruby.on<InstanceType<typeof type>>(type, (node) =>
      update({
        receiver: node.receiver,
        location: node.location,
        value: node.value,
        name: node.writeName,
        nameSpan: ruby.place(node.messageLoc ?? node.location),
        positional: [],
      }),
    );
  for (const type of [nodes.IndexOrWriteNode, nodes.IndexAndWriteNode, nodes.IndexOperatorWriteNode])
    ruby.on<InstanceType<typeof type>>(type, (node) =>
      update({
        receiver: node.receiver,
        location: node.location,
        value: node.value,
        name: '[]=',
        nameSpan: ruby.place(node.openingLoc),
        positional: readArguments(ruby, node.arguments_).items,
      }),
    );
}

/** `ENV["NAME"]`, `ENV.fetch("NAME", 2)`, `ENV.fetch("NAME") { 2 }`. */
function readEnvironment(ruby: Interpreter, { name, positional, block }: Call): RubyValue {
  let otherwise = positional[1]?.value;
  if (block) ruby.branch(() => (otherwise = block.run([])));
  if (name !== '[]' && name !== 'fetch') return unknown;
  return name === 'fetch' && otherwise ? assume(otherwise) : ofEnvironment;
}

function readCall(ruby: Interpreter, node: InstanceType<typeof nodes.CallNode>): Call {
  const { items, keywords } = readArguments(ruby, node.arguments_);
  const { block } = node;
  if (block instanceof nodes.BlockArgumentNode) ruby.evaluate(block.expression);
  return {
    name: node.name,
    node,
    span: ruby.span(node),
    nameSpan: ruby.place(node.messageLoc ?? node.location),
    positional: items,
    keywords,
    block: block instanceof nodes.BlockNode ? blockOf(ruby, block) : undefined,
  };
}

function readArguments(
  ruby: Interpreter,
  node: InstanceType<typeof nodes.ArgumentsNode> | null,
): { items: Item[]; keywords: HashValue | undefined } {
  const items: Item[] = [];
  let keywords: HashValue | undefined;
  for (const argument of node?.arguments_ ?? []) {
    const value = ruby.evaluate(argument);
    if (argument instanceof nodes.KeywordHashNode && value.kind === 'hash') keywords = value;
    else items.push({ value, span: ruby.span(argument) });
  }
  return { items, keywords };
}

function toInteger(value: RubyValue): RubyValue {
  if (settled(value).kind === 'integer') return value;
  const text = textOf(value);
  return text !== undefined && /^\s*\d+\s*$/.test(text) ? integer(Number(text)) : unknown;
}

/** A call without a receiver of a method that the file doesn't define. */
function callFunction(ruby: Interpreter, call: Call): RubyValue {
  const { name, positional, block } = call;
  if (loadFile(ruby, call)) return unknown;
  if (loading.has(name)) ruby.surroundings.hidden(call.span);
  if (name === '__dir__') return string(ruby.folder);
  if (block) runMaybe(ruby, block);
  const [first] = positional;
  const text = textOf(first?.value);
  if (name === 'Integer' && first && positional.length === 1)
    return withAssumed([first.value], ([value]) => toInteger(value ?? unknown)) ?? unknown;
  if (name === 'String' && first) return callMethod(first.value, 'to_s', [], call.span) ?? unknown;
  if ((name === 'format' || name === 'sprintf') && text !== undefined)
    return format(text, positional.slice(1));
  if (!harmless.has(name)) handOut(ruby, call);
  return unknown;
}

function callOn(ruby: Interpreter, self: RubyValue, call: Call): RubyValue {
  const { name, block } = call;
  if (indirect.has(name) && self.kind === 'host') {
    ruby.surroundings.hidden(call.span);
    if (block) runMaybe(ruby, block);
    return unknown;
  }
  if (name === 'tap' && block) {
    block.run([self]);
    return self;
  }
  if (name === 'then' || name === 'yield_self') return block ? block.run([self]) : unknown;
  if (self.kind === 'host') return callHost(ruby, self, call);
  if (self.kind === 'object') {
    const result = callOnSelf(ruby, self.self, call);
    // It may have been given one before.
    if (!result) ruby.surroundings.hidden(call.span);
    return result ?? unknown;
  }

  const iterated = iterate(ruby, self, call);
  if (iterated) return iterated;
  if (block) runMaybe(ruby, block);
  handOut(ruby, call);
  const args = call.keywords
    ? [...call.positional, { value: call.keywords, span: call.span }]
    : call.positional;
  if (extend(ruby, self, name, args)) return self;
  const result = block ? undefined : callMethod(self, name, args, call.span);
  // A method that isn't known may change what it is called on; those that take a block say so in their name.
  if (!result && isChangeable(self) && (!block || name.endsWith('!'))) self.changed = true;
  return result ?? unknown;
}

/** Adds to an array or hash, where it is certain that this happens. */
function extend(ruby: Interpreter, self: RubyValue, name: string, args: readonly Item[]): boolean {
  if (ruby.branches) return false;
  const [first, second] = args;
  if (self.kind === 'array' && ['<<', 'push', 'append'].includes(name))
    for (const item of args) self.items.push(item);
  else if (self.kind === 'hash' && ['[]=', 'store'].includes(name) && first && second)
    self.entries.push({ key: first.value, keySpan: first.span, ...second });
  else return false;
  return true;
}

/** Code that can't be followed gets what a call is given: a host object among it may have anything done to it. */
export function handOut(ruby: Interpreter, { positional, keywords, span }: Call): void {
  const given = [...positional.map(({ value }) => value), ...(keywords ? [keywords] : [])];
  if (given.some(holdsHost)) ruby.surroundings.hidden(span);
}

function holdsHost(value: RubyValue): boolean {
  if (value.kind === 'array') return value.items.some((item) => item.value.kind === 'host');
  if (value.kind === 'hash') return value.entries.some((entry) => entry.value.kind === 'host');
  return value.kind === 'host' || value.kind === 'object';
}

function callHost(ruby: Interpreter, { object }: RubyValue & { kind: 'host' }, call: Call): RubyValue {
  const last = call.positional.at(-1)?.value;
  const options = call.keywords ?? (last?.kind === 'hash' ? last : undefined);
  return object.call({
    name: call.name,
    nameSpan: call.nameSpan,
    span: call.span,
    arguments: call.keywords || !options ? call.positional : call.positional.slice(0, -1),
    options,
    block: call.block,
    conditional: ruby.branches > 0,
  });
}
