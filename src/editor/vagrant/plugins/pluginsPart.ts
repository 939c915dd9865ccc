import * as vscode from 'vscode';
import type { Command, Part, EditorServices } from '../../part';
import { UserFacingError } from '../../showFailure';
import { isOwn } from './pluginItems';
import type { OwnPlugin, PluginItem } from './pluginItems';
import type { PluginServices } from './pluginServices';
import { PluginStore } from './pluginStore';
import { PluginsView } from './pluginsView';
import { pluginPages, pluginScheme, showPlugin } from './showPlugin';

/** The view of Vagrant's plugins and what can be done with them. @param home the folder of vagrantHome() */
export function pluginsPart(
  { log, runner, files }: EditorServices,
  home: string,
): Part & { readonly plugins: PluginsView } {
  const store = new PluginStore(runner, home, log, files);
  const plugins = new PluginsView(store);
  const tree = vscode.window.createTreeView('boxwright.vagrantPlugins', { treeDataProvider: plugins });
  return {
    plugins,
    commands: pluginCommandTable({ runner, store }),
    disposables: [
      store,
      plugins,
      tree,
      tree.onDidChangeVisibility(({ visible }) => plugins.setVisible(visible)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => store.refresh()),
      vscode.workspace.registerTextDocumentContentProvider(pluginScheme, pluginPages),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.vagrant.path')) store.refresh();
      }),
    ],
  };
}

/** Loaded with the first of these commands. */
const changes = () => import('./changePlugins');

const pluginCommandTable = (services: PluginServices): Record<string, Command> => ({
  'boxwright.vagrant.refreshPlugins': () => services.store.refresh(),
  'boxwright.vagrant.installPlugin': async () => (await import('./installPlugin')).installPlugin(services),
  'boxwright.vagrant.showPlugin': (item?: PluginItem) =>
    showPlugin(services.store, item?.kind === 'plugin' ? item.plugin : undefined),
  'boxwright.vagrant.updatePlugin': async (item?: PluginItem) =>
    (await changes()).updatePlugin(services, own(item)),
  'boxwright.vagrant.updateAllPlugins': async () => (await changes()).updateAllPlugins(services),
  'boxwright.vagrant.uninstallPlugin': async (item?: PluginItem) =>
    (await changes()).uninstallPlugin(services, own(item)),
  'boxwright.vagrant.repairPlugins': async (item?: PluginItem) =>
    (await changes()).repairPlugins(services, own(item)),
  'boxwright.vagrant.expungePlugins': async () => (await changes()).expungePlugins(services),
});

/** @throws UserFacingError for a plugin of Vagrant's package */
function own(item: PluginItem | undefined): OwnPlugin | undefined {
  if (item?.kind !== 'plugin') return undefined;
  if (isOwn(item.plugin)) return item.plugin;
  throw new UserFacingError(
    vscode.l10n.t(
      '{0} came with Vagrant and can only be changed with it. A plugin of the same name that you install replaces it.',
      item.plugin.name,
    ),
  );
}
