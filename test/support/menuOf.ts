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
  readonly enablement?: string;
  readonly icon?: string;
}

interface Setting {
  readonly default: unknown;
  readonly scope?: string;
  readonly order: number;
  readonly tags?: readonly string[];
}

interface SettingGroup {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Setting>>;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly ContributedCommand[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly when?: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when?: string;
    }[];
    readonly configuration: readonly SettingGroup[];
  };
}

export const manifest: Manifest = JSON.parse(
  readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8'),
) as Manifest;

/** All settings, in the order of package.json. */
export const declaredSettings = manifest.contributes.configuration.flatMap(({ properties }) =>
  Object.entries(properties),
);

/** What VS Code's context has: values by their keys; a key that is set to `true` where it stands for itself. */
export type Context = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** The commands of a menu in some context, in its order, without `boxwright.` before their names. */
export const commandsIn = (menu: string, context: Context): string[] =>
  (manifest.contributes.menus[menu] ?? [])
    .filter(({ when }) => isTrue(when, context))
    .sort(byGroup)
    .map(({ command }) => command.replace('boxwright.', ''));

/**
 * The commands that package.json offers at an item of a view, without `boxwright.` before their names.
 * @param keys of VS Code's context that are set
 */
export function menuOf(view: string, item: { contextValue?: string }, keys: readonly string[] = []): Menu {
  const context = {
    view,
    viewItem: item.contextValue ?? '',
    ...Object.fromEntries(keys.map((key) => [key, true])),
  };
  const offered = (manifest.contributes.menus['view/item/context'] ?? []).filter(({ when }) =>
    isTrue(when, context),
  );
  const names = (isInline: boolean) =>
    offered
      .filter(({ group = '' }) => group.startsWith('inline') === isInline)
      .sort(byGroup)
      .map(({ command }) => command.replace(/^boxwright\.(?:(?:packer|vagrant)\.)?/, ''))
      .join(' ');
  return { inline: names(true), menu: names(false) };
}

const byGroup = ({ group: a = '' }: MenuItem, { group: b = '' }: MenuItem): number =>
  a < b ? -1 : a > b ? 1 : 0;

interface Menu {
  /** As buttons in the item itself. */
  readonly inline: string;
  /** In its context menu, from top to bottom. */
  readonly menu: string;
}

/** Whether a condition of package.json holds; as VS Code reads it, `&&` before `||`. */
export const isTrue = (condition: string | undefined, context: Context): boolean =>
  (condition ?? 'true').split(' || ').some((part) => part.split(' && ').every((one) => holds(one, context)));

function holds(part: string, context: Context): boolean {
  if (part === 'true') return true;
  const [, not, key = '', operator, value = ''] = /^(!?)(\S+)(?: (==|!=|=~|in) (.+))?$/.exec(part) ?? [];
  const actual = context[key];
  if (not) return !actual;
  switch (operator) {
    case undefined:
      return Boolean(actual);
    case '==':
      return valueOf(actual) === value;
    case '!=':
      return valueOf(actual) !== value;
    case 'in': {
      const list = context[value];
      return Array.isArray(list) && list.includes(actual);
    }
    default: {
      const pattern = /^\/(.+)\/(\w*)$/.exec(value);
      return new RegExp(pattern?.[1] ?? value, pattern?.[2]).test(valueOf(actual));
    }
  }
}

const valueOf = (actual: Context[string]): string => (typeof actual === 'string' ? actual : '');
