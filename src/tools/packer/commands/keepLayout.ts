import { isDeepStrictEqual } from 'node:util';
import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { JSONPath } from 'jsonc-parser';

/** One difference between two JSON values. */
type Change =
  | { readonly path: JSONPath; readonly value: unknown }
  | { readonly path: JSONPath; readonly renamed: string };

/**
 * Brings the changes of `packer fix`, which sorts all keys and lays the text out anew, into the text that was fixed.
 * @returns the text with nothing but those changes; the fixed one where they can't be told apart, as with a key that
 * stands twice
 */
export function keepLayout(text: string, fixed: string): string {
  const after: unknown = JSON.parse(fixed);
  const changes = compare(JSON.parse(text), after, []);
  const result = changes.reduce(apply, text);
  return isDeepStrictEqual(JSON.parse(result), after) ? result : fixed;
}

function compare(before: unknown, after: unknown, path: JSONPath): Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((item, index) => compare(item, after[index], [...path, index]));
  if (isObject(before) && isObject(after)) return compareObjects(before, after, path);
  return [{ path, value: after }];
}

type JsonObject = Readonly<Record<string, unknown>>;

/** A key that is gone, and one that is new with the same value, are one key with another name. */
function compareObjects(before: JsonObject, after: JsonObject, path: JSONPath): Change[] {
  const fresh = new Set(Object.keys(after).filter((key) => !(key in before)));
  const kept: Change[] = [];
  const gone: Change[] = [];
  const renamed: Change[] = [];
  for (const [key, value] of Object.entries(before)) {
    if (key in after) {
      kept.push(...compare(value, after[key], [...path, key]));
      continue;
    }
    const to = [...fresh].find((name) => isDeepStrictEqual(after[name], value));
    if (to === undefined) gone.push({ path: [...path, key], value: undefined });
    else {
      renamed.push({ path: [...path, key], renamed: to });
      fresh.delete(to);
    }
  }
  const added = [...fresh].map((key): Change => ({ path: [...path, key], value: after[key] }));
  // Added first: an object that loses all of its keys would lose its layout.
  return [...kept, ...renamed, ...added, ...gone];
}

function apply(text: string, change: Change): string {
  if ('renamed' in change) {
    const root = parseTree(text);
    const key = root && findNodeAtLocation(root, change.path)?.parent?.children?.[0];
    if (!key) return text;
    const rest = text.slice(key.offset + key.length);
    return text.slice(0, key.offset) + JSON.stringify(change.renamed) + rest;
  }
  const { path, value } = change;
  return (
    (value === undefined ? undefined : append(text, path, value)) ??
    applyEdits(text, modify(text, path, value, {}))
  );
}

/** Adds a key behind the last one of its object, on a line of its own if that has one: `modify` lays both out anew. */
function append(text: string, path: JSONPath, value: unknown): string | undefined {
  const root = parseTree(text);
  if (!root || findNodeAtLocation(root, path)) return undefined;
  const last = findNodeAtLocation(root, path.slice(0, -1))?.children?.at(-1);
  if (last?.type !== 'property') return undefined;
  const [indentation] = /(?:\r\n|\n)[ \t]*$/.exec(text.slice(0, last.offset)) ?? [' '];
  const end = last.offset + last.length;
  const added = `,${indentation}${JSON.stringify(path.at(-1))}: ${JSON.stringify(value)}`;
  return text.slice(0, end) + added + text.slice(end);
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
