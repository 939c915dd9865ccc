import { isDeepStrictEqual } from 'node:util';
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { applyEdits } from '../../../text/textEdit';
import type { TextEdit } from '../../../text/textEdit';

type Edit = Pick<TextEdit, 'span' | 'newText'>;

/**
 * Brings the changes of `packer fix`, which sorts all keys and lays the text out anew, into the text that was fixed.
 * @returns the text with nothing but those changes; of a key that stands twice the last one, which is in force
 */
export function keepLayout(text: string, fixed: string): string {
  const after: unknown = JSON.parse(fixed);
  const root = parseTree(text);
  const result = root ? applyEdits(text, changes(root, after, text)) : fixed;
  return isDeepStrictEqual(JSON.parse(result), after) ? result : fixed;
}

/** What makes of a value in a text another one. @param text of which the value is a part */
function changes(before: Node, after: unknown, text: string): Edit[] {
  const { type, children = [] } = before;
  if (type === 'array' && Array.isArray(after) && children.length === after.length)
    return children.flatMap((item, index) => changes(item, after[index], text));
  if (type === 'object' && isObject(after)) return changesOfObject(before, after, text);
  return type !== 'array' && type !== 'object' && before.value === after
    ? []
    : [{ span: spanOf(before), newText: JSON.stringify(after) }];
}

type JsonObject = Readonly<Record<string, unknown>>;

interface Property {
  readonly node: Node;
  readonly key: Node;
  readonly value: Node;
  readonly name: string;
}

/** A key that is gone, and one that is new with the same value, are one key with another name. */
function changesOfObject(object: Node, after: JsonObject, text: string): Edit[] {
  const properties = (object.children ?? []).flatMap(propertyOf);
  const inForce = new Map(properties.map((property) => [property.name, property]));
  const fresh = byValue(
    Object.keys(after).filter((name) => !inForce.has(name)),
    after,
  );
  const edits: Edit[] = [];
  const kept = properties.filter((property) => {
    const { name, key, value } = property;
    if (inForce.get(name) !== property) return false;
    if (Object.hasOwn(after, name)) {
      for (const edit of changes(value, after[name], text)) edits.push(edit);
      return true;
    }
    const renamed = fresh.size > 0 && fresh.get(canonical(valueOf(value, text)))?.pop();
    if (renamed) edits.push({ span: spanOf(key), newText: JSON.stringify(renamed) });
    return Boolean(renamed);
  });
  const added = [...fresh.values()]
    .flat()
    .reverse()
    .map((name) => `${JSON.stringify(name)}: ${JSON.stringify(after[name])}`);
  const last = kept.at(-1);
  if (!last) return contents(object, properties, added, text);
  for (const edit of removals(properties, new Set(kept))) edits.push(edit);
  if (added.length > 0) {
    const between = separator(last, text);
    const newText = added.map((one) => between + one).join('');
    edits.push({ span: { start: endOf(last.node), end: endOf(last.node) }, newText });
  }
  return edits;
}

function propertyOf(node: Node): Property[] {
  const [key, value] = node.children ?? [];
  return key && value ? [{ node, key, value, name: String(key.value) }] : [];
}

/** Names by what they stand for, the first one last. */
function byValue(names: readonly string[], of: JsonObject): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of names.toReversed()) {
    const value = canonical(of[name]);
    const others = found.get(value);
    if (others) others.push(name);
    else found.set(value, [name]);
  }
  return found;
}

/** Each goes with the comma before it, or the one behind it where none is kept before it. */
function removals(properties: readonly Property[], kept: ReadonlySet<Property>): Edit[] {
  const firstKept = properties.findIndex((property) => kept.has(property));
  return properties.flatMap((property, index) => {
    if (kept.has(property)) return [];
    const [before, behind] = [properties[index - 1], properties[index + 1]];
    const span =
      index < firstKept && behind
        ? { start: property.node.offset, end: behind.node.offset }
        : { start: endOf(before?.node ?? property.node), end: endOf(property.node) };
    return [{ span, newText: '' }];
  });
}

/** What an object has in place of all that it had. */
function contents(
  object: Node,
  properties: readonly Property[],
  added: readonly string[],
  text: string,
): Edit[] {
  const [first, last] = [properties[0], properties.at(-1)];
  if (!first || !last)
    return added.length > 0
      ? [{ span: { start: object.offset + 1, end: object.offset + 1 }, newText: added.join(', ') }]
      : [];
  return [
    { span: { start: first.node.offset, end: endOf(last.node) }, newText: added.join(separator(last, text)) },
  ];
}

/** What stands between two properties: each is on a line of its own if this one is. */
function separator({ node }: Property, text: string): string {
  let start = node.offset;
  while (/[ \t]/.test(text.charAt(start - 1))) start--;
  const lineBreak = /\r?\n$/.exec(text.slice(Math.max(0, start - 2), start))?.[0];
  return lineBreak === undefined ? ', ' : `,${lineBreak}${text.slice(start, node.offset)}`;
}

/** A value whose text is the same whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

const valueOf = ({ offset, length }: Node, text: string): unknown =>
  JSON.parse(text.slice(offset, offset + length));

const endOf = ({ offset, length }: Node): number => offset + length;

const spanOf = (node: Node): Edit['span'] => ({ start: node.offset, end: endOf(node) });

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
