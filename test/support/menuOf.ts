import { readFileSync } from 'node:fs';
import path from 'node:path';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface ContributedCommand {
  readonly command: string;
  readonly title: string;
  readonly category: string;
  readonly icon?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly ContributedCommand[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown; readonly scope?: string }>>;
    };
  };
}

export const manifest = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as Manifest;

/**
 * The commands that package.json offers at an item of a view, without `boxwright.` before their names.
 * @param keys of VS Code's context that are set
 */
export function menuOf(view: string, item: { contextValue?: string }, keys: readonly string[] = []): Menu {
  const offered = (manifest.contributes.menus['view/item/context'] ?? [])
    .filter(({ when = '' }) => when.split(' && ').every((part) => holds(part, view, item, keys)))
    .map(({ command, group = '' }) => ({ name: command.replace('boxwright.', ''), group }));
  const names = (isInline: boolean) =>
    offered
      .filter(({ group }) => group.startsWith('inline') === isInline)
      .sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0))
      .map(({ name }) => name.replace(/^(packer|vagrant)\./, ''))
      .join(' ');
  return { inline: names(true), menu: names(false) };
}

interface Menu {
  /** As buttons in the item itself. */
  readonly inline: string;
  /** In its context menu, from top to bottom. */
  readonly menu: string;
}

function holds(
  part: string,
  view: string,
  { contextValue = '' }: { contextValue?: string },
  keys: readonly string[],
): boolean {
  const [, key = '', operator, value = ''] = /^(\S+)(?: (==|=~) (.+))?$/.exec(part) ?? [];
  if (operator === undefined) return keys.includes(key);
  const actual = key === 'view' ? view : key === 'viewItem' ? contextValue : undefined;
  if (actual === undefined) throw new Error(`A condition that this test does not know: ${part}`);
  if (operator === '==') return actual === value;
  const pattern = /^\/(.+)\/(\w*)$/.exec(value);
  return new RegExp(pattern?.[1] ?? value, pattern?.[2]).test(actual);
}
