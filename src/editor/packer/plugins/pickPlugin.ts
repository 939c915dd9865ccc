import * as vscode from 'vscode';
import { UserFacingError } from '../../showFailure';
import { describeUnloadable } from './describeUnloadable';
import type { OwnedPlugin } from './pluginItems';
import type { PluginStore } from './pluginStore';

/** A plugin on this machine. @returns undefined when the user picks none. @throws UserFacingError, ToolMissing, WorkspaceUntrusted */
export async function pickPlugin(
  store: PluginStore,
  placeHolder: string,
  fits: (plugin: OwnedPlugin) => boolean = () => true,
): Promise<OwnedPlugin | undefined> {
  const plugins = (await store.read()).owned.filter(fits);
  if (!plugins.length) throw new UserFacingError(vscode.l10n.t('No installed plugin supports this action.'));
  const picked = await vscode.window.showQuickPick(
    plugins.map((item) => {
      const { name, version, source, path, unloadable } = item.plugin;
      const why =
        unloadable && vscode.l10n.t('not loaded: {0}', describeUnloadable(unloadable, item.version).word);
      return {
        label: name,
        description: [version, source, why].filter(Boolean).join(' · '),
        detail: path,
        item,
      };
    }),
    { placeHolder, matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.item;
}
