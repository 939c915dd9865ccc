import * as vscode from 'vscode';
import type { Plugin } from '../../../tools/vagrant/readPlugins';
import { pickPlugin } from './pickPlugin';
import { pluginPage } from './pluginPage';
import type { PluginStore } from './pluginStore';

/** The scheme of the pages of plugins, which are in no file. */
export const pluginScheme = 'boxwright-plugin';

/** The pages of plugins; each is written when it is opened, from what is on disk then. */
export const pluginPages: vscode.TextDocumentContentProvider = {
  provideTextDocumentContent: ({ query }) => pluginPage(JSON.parse(query) as Plugin),
};

export const pluginUri = (plugin: Plugin): vscode.Uri =>
  vscode.Uri.from({ scheme: pluginScheme, path: `/${plugin.name}.md`, query: JSON.stringify(plugin) });

/** Shows the page of a plugin. @param given undefined to pick. @throws UserFacingError when there is none to pick */
export async function showPlugin(store: PluginStore, given: Plugin | undefined): Promise<void> {
  const plugin =
    given ??
    (await pickPlugin(
      [...(await store.own()), ...store.ofPackage()],
      vscode.l10n.t('Select a plugin to show'),
    ));
  if (plugin) await vscode.commands.executeCommand('markdown.showPreview', pluginUri(plugin));
}
