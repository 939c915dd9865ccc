import path from 'node:path';
import * as vscode from 'vscode';
import { foreignGlob } from '../../../pipeline/paths/skippedFolders';
import type { OwnScope } from '../../../tools/vagrant/plugin';
import type { Plugin } from '../../../tools/vagrant/readPlugins';
import { UserFacingError } from '../../showFailure';
import { describeScope } from './pluginItems';

/** @throws UserFacingError when there is none to pick */
export async function pickPlugin<T extends Plugin>(
  plugins: readonly T[],
  placeHolder: string,
): Promise<T | undefined> {
  if (!plugins.length) throw new UserFacingError(vscode.l10n.t('No installed plugin supports this action.'));
  const picked = await vscode.window.showQuickPick(
    plugins.map((plugin) => ({
      label: plugin.name,
      description: `${plugin.version} · ${describeScope(plugin.scope)}`,
      plugin,
    })),
    { placeHolder, matchOnDescription: true },
  );
  return picked?.plugin;
}

/** Asks for one of some scopes, if there are several. */
export async function pickScope(
  scopes: readonly OwnScope[],
  placeHolder: string,
): Promise<OwnScope | undefined> {
  if (scopes.length <= 1) return scopes[0];
  const picked = await vscode.window.showQuickPick(
    scopes.map((scope) => ({
      label: describeScope(scope),
      iconPath: new vscode.ThemeIcon(scope.kind === 'global' ? 'globe' : 'folder'),
      scope,
    })),
    { placeHolder, ignoreFocusOut: true },
  );
  return picked?.scope;
}

/** The scopes in which a plugin can be installed: all projects, or one with a Vagrantfile in the workspace. */
export async function possibleScopes(): Promise<OwnScope[]> {
  const files = await vscode.workspace.findFiles('**/[Vv]agrantfile', foreignGlob);
  const folders = [...new Set(files.map(({ fsPath }) => path.dirname(fsPath)))].sort();
  return [{ kind: 'global' }, ...folders.map((folder) => ({ kind: 'local', folder }) as const)];
}

/** The scopes of some plugins, each once. */
export const scopesOf = (plugins: readonly { readonly scope: OwnScope }[]): OwnScope[] => [
  ...new Map(plugins.map(({ scope }) => [scope.kind === 'local' ? scope.folder : '', scope])).values(),
];
