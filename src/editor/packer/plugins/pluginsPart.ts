import * as vscode from 'vscode';
import { capabilities } from '../../../pipeline/packer/capabilities';
import { installedPlugins } from '../../../tools/packer/plugins/installedPlugins';
import { pluginFolders } from '../../../tools/packer/plugins/pluginFolders';
import { pluginsToRequire, unnamedComponents } from '../../../tools/packer/plugins/pluginsToRequire';
import type { LiveLint } from '../../lint/liveLint';
import type { Command, Part, EditorServices } from '../../part';
import { dscCache } from '../../toolBox';
import { getPlugin } from './getPlugin';
import { targetOf } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { pluginNote } from './pluginNotes';
import type { NeededPlugin, OwnedPlugin, PackerPluginItem } from './pluginItems';
import { PluginFixes } from './pluginFixes';
import type { UnnamedOf } from './pluginFixes';
import { PluginStore } from './pluginStore';
import { PluginsView } from './pluginsView';
import { programTarget } from '../../../tools/packer/plugins/target';

/** The Packer Plugins view with what can be done in it. */
export function pluginsPart(
  shared: EditorServices,
  { templates }: Pick<LiveLint, 'templates'>,
): Part & { readonly view: PluginsView; readonly store: PluginStore } {
  const store = new PluginStore(shared.runner, shared.versions, templates, dscCache(shared.context));
  const view = new PluginsView(store);
  const unnamedOf = unnamedWith(shared);
  const tree = vscode.window.createTreeView('boxwright.packerPlugins', { treeDataProvider: view });
  return {
    view,
    store,
    commands: commandTable(shared, store, unnamedOf),
    disposables: [
      store,
      view,
      tree,
      tree.onDidChangeVisibility(({ visible }) => view.setVisible(visible)),
      vscode.languages.registerCodeActionsProvider(
        { scheme: 'file', pattern: '**/*.{json,hcl}' },
        new PluginFixes(unnamedOf),
        { providedCodeActionKinds: PluginFixes.kinds },
      ),
    ],
  };
}

function commandTable(
  services: EditorServices,
  store: PluginStore,
  unnamedOf: UnnamedOf,
): Record<string, Command> {
  const { runner } = services;
  const changing = async (change: () => Promise<void>) => {
    runner.executable('packer');
    try {
      await change();
    } finally {
      store.refresh();
    }
  };
  const owned = async (
    item: PackerPluginItem | undefined,
    placeHolder: string,
    fits?: (one: OwnedPlugin) => boolean,
  ) => (item?.kind === 'plugin' ? item : (await import('./pickPlugin')).pickPlugin(store, placeHolder, fits));
  return {
    'boxwright.packer.refreshPlugins': () => store.refresh(),
    'boxwright.packer.installPlugin': (given?: PackerPluginItem | { readonly source: string }) =>
      changing(async () => {
        const { installPlugin } = await import('./installPlugin');
        if (given && 'source' in given) return installPlugin(services, given.source);
        return given?.kind === 'needed' ? installNeeded(given, services) : installPlugin(services);
      }),
    'boxwright.packer.installPluginFromFile': () =>
      changing(async () => (await import('./installPlugin')).installPluginFromFile(services)),
    'boxwright.packer.removePlugin': (given?: PackerPluginItem) =>
      changing(async () => {
        const item = await owned(given, vscode.l10n.t('Select a plugin to remove'));
        if (item) await (await import('./removePlugin')).removePlugin(item, runner);
      }),
    'boxwright.packer.requirePlugins': async (given?: TemplateArgument) =>
      (await import('./requirePlugins')).requirePlugins(given, unnamedOf),
    'boxwright.packer.revealPlugin': async (given?: PackerPluginItem) => {
      const item = await owned(given, vscode.l10n.t('Select a plugin to reveal'));
      if (item) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(item.plugin.path));
    },
    'boxwright.packer.copyPluginSource': async (given?: PackerPluginItem) => {
      const source =
        given?.kind === 'needed'
          ? given.plugin.source
          : (await owned(given, vscode.l10n.t('Select a plugin to copy its source'), hasSource))?.plugin
              .source;
      if (source !== undefined) await vscode.env.clipboard.writeText(source);
    },
  };
}

/** By what is installed; where Packer is missing or may not run, by what is generally known. */
const unnamedWith =
  ({ runner, versions }: EditorServices): UnnamedOf =>
  async (template) => {
    // Most templates name all that they use: then there is nothing to ask Packer for.
    if (!unnamedComponents(template).length) return [];
    try {
      const version = await versions.current();
      if (version === undefined) return pluginsToRequire(template, []);
      if (!capabilities(version).init) return [];
      const executable = runner.executable('packer');
      const folders = pluginFolders(version, executable, (await targetOf(template)).cwd);
      return pluginsToRequire(template, installedPlugins(version, folders, programTarget(executable)));
    } catch {
      return pluginsToRequire(template, []);
    }
  };

const hasSource = ({ plugin }: OwnedPlugin): boolean => plugin.source !== undefined;

/** In the way that its templates give: by what each asks for, or once for all. */
async function installNeeded(
  { plugin, version, templates }: NeededPlugin,
  services: EditorServices,
): Promise<void> {
  const { action } = pluginNote(plugin, version);
  if (!action) return;
  for (const template of action.kind === 'init' ? templates : templates.slice(0, 1))
    await getPlugin(services, action, template, (await targetOf(template)).cwd);
}
