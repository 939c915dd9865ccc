import { nodes, type Node } from '../../../syntax/ruby/rubyTree';
import type { Span } from '../../../text/span';
import { type Interpreter, slashed } from './interpreter';
import { rangeItems } from './methods';
import {
  type ArrayValue,
  boolean,
  type HashValue,
  integer,
  nil,
  type RubyValue,
  settled,
  string,
  mostCharacters,
  toText,
  unknown,
  withAssumed,
} from './rubyValue';

export function handleLiterals(ruby: Interpreter): void {
  ruby.on(nodes.NilNode, () => nil);
  ruby.on(nodes.TrueNode, () => boolean(true));
  ruby.on(nodes.FalseNode, () => boolean(false));
  ruby.on(nodes.SelfNode, () => unknown);
  ruby.on(nodes.IntegerNode, (node) => {
    // The number as written, because the parser's own is wrong beyond 64 bits.
    const { source, tree } = ruby.unit;
    const text = source.slice(tree.toSpan(node.location)).replace(/_/g, '').toLowerCase();
    return integer(/^-?0\d/.test(text) ? parseInt(text, 8) : Number(text.replace(/^0d/, '')));
  });
  ruby.on(nodes.FloatNode, (node) => ({ kind: 'float', value: node.value }));
  ruby.on(nodes.SymbolNode, (node) => ({ kind: 'symbol', text: node.unescaped.value }));
  ruby.on(nodes.StringNode, (node) =>
    // What stands in another file has no place in this one.
    string(node.unescaped.value, ruby.unit.at ? undefined : ruby.place(node.contentLoc)),
  );
  ruby.on(nodes.InterpolatedStringNode, (node) => {
    const content = contentOf(ruby, node);
    return join(ruby, node.parts, (text) => string(text, content)) ?? { kind: 'unknown', content };
  });
  ruby.on(nodes.InterpolatedSymbolNode, (node) => {
    return join(ruby, node.parts, (text) => ({ kind: 'symbol', text })) ?? unknown;
  });
  ruby.on(nodes.EmbeddedStatementsNode, (node) => ruby.evaluate(node.statements));
  ruby.on(nodes.EmbeddedVariableNode, (node) => ruby.evaluate(node.variable));
  ruby.on(nodes.SourceFileNode, () => string(slashed(ruby.unit.source.path)));
  ruby.on(nodes.ArrayNode, (node) => array(ruby, node.elements));
  ruby.on(nodes.HashNode, (node) => hash(ruby, node.elements));
  ruby.on(nodes.KeywordHashNode, (node) => hash(ruby, node.elements));
  ruby.on(nodes.ImplicitNode, (node) => ruby.evaluate(node.value));
  ruby.on(nodes.RangeNode, (node) => {
    const [left, right] = [ruby.evaluate(node.left), ruby.evaluate(node.right)];
    if (left.kind !== 'integer' || right.kind !== 'integer') return unknown;
    return { kind: 'range', first: left.value, last: right.value - (node.isExcludeEnd() ? 1 : 0) };
  });
}

function join(
  ruby: Interpreter,
  parts: readonly Node[],
  make: (text: string) => RubyValue,
): RubyValue | undefined {
  const values = parts.map((part) => ruby.evaluate(part));
  return withAssumed(values, (known) => {
    const texts = known.map(toText);
    const length = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
    return texts.includes(undefined) || length > mostCharacters ? undefined : make(texts.join(''));
  });
}

function contentOf(
  ruby: Interpreter,
  { openingLoc, closingLoc, parts }: InstanceType<typeof nodes.InterpolatedStringNode>,
): Span | undefined {
  // Strings written one after the other have several contents.
  const { at, tree, source } = ruby.unit;
  if (at || !openingLoc || !closingLoc) return undefined;
  const opening = tree.toSpan(openingLoc);
  const closing = tree.toSpan(closingLoc);
  const [first] = parts;
  if (!first || !source.slice(opening).startsWith('<<'))
    return { start: opening.end, end: Math.max(opening.end, closing.start) };
  // A heredoc begins on a line of its own; `<<~` leaves the indentation out of its parts.
  const { line } = source.positionAt(ruby.span(first).start);
  const start = source.offsetAt({ line, character: 0 });
  return { start, end: Math.max(start, closing.start) };
}

function array(ruby: Interpreter, elements: readonly Node[]): ArrayValue {
  const result: ArrayValue = { kind: 'array', items: [] };
  for (const element of elements) {
    const span = ruby.span(element);
    if (!(element instanceof nodes.SplatNode)) {
      result.items.push({ value: ruby.evaluate(element), span });
      continue;
    }
    const value = settled(ruby.evaluate(element.expression));
    if (value.kind === 'array') for (const item of value.items) result.items.push(item);
    else if (value.kind === 'range') result.items.push(...rangeItems(value, span));
    else result.changed = true;
  }
  return result;
}

function hash(ruby: Interpreter, elements: readonly Node[]): HashValue {
  const result: HashValue = { kind: 'hash', entries: [] };
  for (const element of elements) {
    if (element instanceof nodes.AssocNode)
      result.entries.push({
        key: ruby.evaluate(element.key),
        keySpan: ruby.span(element.key),
        value: ruby.evaluate(element.value),
        span: ruby.span(element.value),
      });
    else if (element instanceof nodes.AssocSplatNode) {
      const value: RubyValue = settled(ruby.evaluate(element.value));
      if (value.kind === 'hash') for (const entry of value.entries) result.entries.push(entry);
      else result.changed = true;
    }
  }
  return result;
}
