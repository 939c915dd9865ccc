import { language } from '../../../pipeline/grammar/language';
import { componentOf } from '../../../pipeline/schema/component';
import type { Completion } from '../../completion';
import { fill } from '../../messages';
import { functionsPage } from '../documentation';
import { isSameName, namesIn } from '../names';
import type { NameKind, NamePlace } from '../names';
import { functionNamed, signatureText } from '../signature';
import { inSnippet } from '../snippets';
import type { CompletionContext } from './context';

/** Where expressions can name only some things, by the block around them. */
type Reach = 'all' | 'steps' | 'own' | 'env' | 'none';

/**
 * Names and functions that can stand in an expression.
 * @param path what stands before the word: empty where an expression begins
 * @param after what follows the word
 */
export function nameCompletions(
  context: CompletionContext,
  path: readonly string[],
  after: string,
): Completion[] {
  const reach = reachOf(context);
  if (reach === 'none') return [];
  const [root, ...rest] = path;
  if (reach === 'own') return ownItems(context, path, after);
  if (root !== undefined) return reach === 'env' ? [] : members(context, root, rest, reach);
  if (reach === 'env') return functionItems(context, after, true);
  const roots = ['path', 'packer', ...(reach === 'steps' ? ['source', 'build'] : [])];
  return [
    ...declaredItems(context, 'variable', 'var.'),
    ...declaredItems(context, 'local', 'local.'),
    ...declaredItems(context, 'data', 'data.'),
    ...roots.map((name): Completion => ({
      label: name,
      kind: 'module',
      insert: name,
      commitCharacters: ['.'],
    })),
    ...functionItems(context, after, false),
  ];
}

/** A validation can name its variable alone. */
function ownItems(context: CompletionContext, path: readonly string[], after: string): Completion[] {
  const name = context.cursor.blocks[0]?.labels[0]?.value;
  if (name === undefined || path.length > 1 || (path.length && path[0] !== 'var')) return [];
  const label = path.length ? name : `var.${name}`;
  const own: Completion = { label, kind: 'variable', insert: label };
  return path.length ? [own] : [own, ...functionItems(context, after, false)];
}

function reachOf({ cursor: { blocks, place } }: CompletionContext): Reach {
  const [top, ...inner] = blocks;
  const attribute = place.kind === 'value' ? place.attribute.name : '';
  switch (top?.type) {
    case 'packer':
      return 'none';
    case 'variables':
      return 'env';
    case 'variable':
      return inner.length ? 'own' : attribute === 'default' ? 'env' : 'none';
    case 'build':
      return inner.some(({ type }) => /^(provisioner|error-cleanup-provisioner|post-processor)$/.test(type))
        ? 'steps'
        : 'all';
    case undefined:
      return 'none';
    default:
      return 'all';
  }
}

function members(
  context: CompletionContext,
  root: string,
  rest: readonly string[],
  reach: Reach,
): Completion[] {
  const { references } = language();
  const attributes = (of: 'path' | 'packer' | 'source' | 'build') =>
    rest.length ? [] : Object.keys(references[of].attributes).map((name) => field(name));
  switch (root) {
    case 'var':
      return rest.length ? [] : declaredItems(context, 'variable', '');
    case 'local':
      return rest.length ? [] : declaredItems(context, 'local', '');
    case 'data':
      return dataMembers(context, rest);
    case 'path':
    case 'packer':
      return attributes(root);
    case 'source':
    case 'build':
      return reach === 'steps' ? attributes(root) : [];
    default:
      return [];
  }
}

const field = (label: string, detail?: string): Completion => ({
  label,
  kind: 'field',
  insert: label,
  ...(detail !== undefined && { detail }),
});

/** `data.TYPE.NAME.OUTPUT`: what comes after as many names as there are. */
function dataMembers(
  { template, place }: CompletionContext,
  [type, name, ...more]: readonly string[],
): Completion[] {
  if (more.length) return [];
  if (type !== undefined && name !== undefined) {
    const found = componentOf(template, 'dataSource', type, place.packer);
    return found?.known
      ? Object.entries(found.component.outputs ?? {}).map(([output, of]) => field(output, of))
      : [];
  }
  const declared = namesIn(template)
    .filter(({ kind, role }) => kind === 'data' && role === 'declaration')
    .map((one) => one.name.split('.'));
  const next = declared.flatMap(
    ([of, own]) => (type === undefined ? of : of === type ? own : undefined) ?? [],
  );
  return [...new Set(next)].map((one): Completion => ({ label: one, kind: 'reference', insert: one }));
}

/** What is declared, each once. A name in the block that is being written is not offered to itself. */
function declaredItems(
  { template, cursor }: CompletionContext,
  kind: NameKind,
  prefix: string,
): Completion[] {
  const isAround = ({ item, source }: NamePlace) =>
    item !== undefined &&
    item.start <= cursor.offset &&
    cursor.offset <= item.end &&
    source.text === cursor.text;
  const found = namesIn(template).filter((one) => one.kind === kind && one.role === 'declaration');
  const first = found.filter((one) => found.find((other) => isSameName(one, other)) === one);
  return first
    .filter((one) => !isAround(one))
    .map(({ name, source, item }) => {
      const label = `${prefix}${name}`;
      const declaration = item && source.slice(item);
      const line = declaration?.split('\n')[0]?.trim();
      return {
        label,
        kind: 'variable',
        insert: label,
        ...(line !== undefined && kind === 'local' && !/^local\b/.test(line) && { detail: line }),
      };
    });
}

/** @param ofDefaults those that are for defaults of variables alone, or all others */
function functionItems({ messages }: CompletionContext, after: string, ofDefaults: boolean): Completion[] {
  const isCalled = /^\s*\(/.test(after);
  return Object.keys(language().functions).flatMap((name): Completion[] => {
    const schema = functionNamed(name);
    if (!schema || (schema.only !== undefined) !== ofDefaults) return [];
    const takes = schema.params.length > 0 || schema.rest !== undefined;
    const since = schema.since === undefined ? '' : fill(messages.since, 'Packer', schema.since);
    return [
      {
        label: name,
        kind: 'function',
        ...(isCalled
          ? { insert: name }
          : { insert: `${inSnippet(name)}(${takes ? '$1' : ''})`, isSnippet: true }),
        detail: signatureText(name, schema),
        documentation: [since, `[${messages.documentation}](${functionsPage})`].filter(Boolean).join('\n\n'),
        sort: `~${name}`,
      },
    ];
  });
}
