import { parseJson } from '../../syntax/json/parseJson';
import type { JsonArray, JsonNode, JsonObject } from '../../syntax/json/tree';
import type { OptionPlace } from './optionPlace';
import { wordBefore } from '../../text/edges';
import { quotedStrings } from '../../text/quotedStrings';

/** See `optionPlace`. */
export function optionPlaceInJson(text: string, offset: number): OptionPlace | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  // Strings of JSON end on their line.
  const opened = /^(?:[^"]|"(?:[^"\\]|\\.)*")*("(?:[^"\\]|\\.)*)$/.exec(line)?.[1];
  const start = offset - (opened ?? wordBefore(line, line.length)).length;
  const [tail = ''] = (opened === undefined ? /^\w*/ : /^[\w.\\/-]*"?/).exec(text.slice(offset)) ?? [];
  const end = offset + tail.length;
  // A name that has its value can be read; what is half typed would spoil what follows.
  const named = /^\s*:/.test(text.slice(end));
  const read = named ? text : text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  const { root, comments } = parseJson(read);
  const step = root && stepAt(root, read, start);
  if (!step || comments.some((comment) => comment.start < offset && offset <= comment.end)) return undefined;
  const name = nameBefore(text.slice(0, start));
  const present = step.properties
    .filter(({ name: own }) => own.span.start !== start && own.value !== name)
    .map(({ name: own }) => own.value);
  const manifest = valueOf(step, 'manifest_file');
  return {
    kind: name === undefined ? 'name' : 'value',
    word: { start, end },
    present: name === undefined ? present : [...present, name],
    ...(manifest !== undefined && !manifest.includes('{{') && { manifest }),
  };
}

/** The name of the property whose value would follow a text. */
function nameBefore(text: string): string | undefined {
  const before = text.trimEnd();
  if (!before.endsWith(':')) return undefined;
  const named = before.slice(0, -1).trimEnd();
  const line = named.slice(named.lastIndexOf('\n') + 1);
  const last = [...quotedStrings(line)].at(-1);
  return last?.end === line.length ? last.content : undefined;
}

/** The dsc step between whose braces an offset is, and in nothing within it. */
function stepAt(root: JsonNode, text: string, offset: number): JsonObject | undefined {
  const { container, names } = containerAt(root, text, offset, []);
  if (container?.kind !== 'object') return undefined;
  const inHcl = names.at(-2) === 'provisioner' && names.at(-1) === 'dsc';
  const inJson = names.at(-1) === 'provisioners' && valueOf(container, 'type') === 'dsc';
  return inHcl || inJson ? container : undefined;
}

interface Found {
  readonly container: JsonObject | JsonArray | undefined;
  /** Of the properties that lead there. */
  readonly names: readonly string[];
}

/** The innermost object or list around an offset. */
function containerAt(
  node: JsonNode | undefined,
  text: string,
  offset: number,
  names: readonly string[],
): Found {
  if (!node || (node.kind !== 'object' && node.kind !== 'array')) return { container: undefined, names };
  // One that is not closed yet goes on.
  const closed = text[node.span.end - 1] === (node.kind === 'array' ? ']' : '}');
  if (offset <= node.span.start || (closed && offset >= node.span.end))
    return { container: undefined, names };
  const children =
    node.kind === 'array'
      ? node.items.map((item) => containerAt(item, text, offset, names))
      : node.properties.map(({ name, value }) => containerAt(value, text, offset, [...names, name.value]));
  return children.findLast(({ container }) => container) ?? { container: node, names };
}

function valueOf({ properties }: JsonObject, name: string): string | undefined {
  const value = properties.findLast((property) => property.name.value === name)?.value;
  return value?.kind === 'string' ? value.value : undefined;
}
