import * as vscode from 'vscode';
import type { Plugin } from '../../../tools/vagrant/readPlugins';
import type { OwnScope } from '../../../tools/vagrant/plugin';

/** An item of the Plugins view: a plugin, or word that Vagrant is missing. */
export type PluginItem =
  | { readonly kind: 'plugin'; readonly plugin: Plugin }
  | { readonly kind: 'missing'; readonly message: string };

/** A plugin that the user can change: of all projects or of one, not of Vagrant's package. */
export type OwnPlugin = Plugin & { readonly scope: OwnScope };

export const isOwn = (plugin: Plugin): plugin is OwnPlugin => plugin.scope.kind !== 'system';

/** Whom a plugin serves, in words. */
export function describeScope(scope: Plugin['scope']): string {
  switch (scope.kind) {
    case 'global':
      return vscode.l10n.t('for all projects');
    case 'local':
      return vscode.l10n.t('only in {0}', vscode.workspace.asRelativePath(scope.folder, true));
    case 'system':
      return vscode.l10n.t('came with Vagrant');
  }
}

export function pluginTreeItem(item: PluginItem): vscode.TreeItem {
  return item.kind === 'plugin' ? ofPlugin(item.plugin) : missing(item.message);
}

function ofPlugin(plugin: Plugin): vscode.TreeItem {
  const item = new vscode.TreeItem(plugin.name);
  const scope = describeScope(plugin.scope);
  const broken = plugin.installed ? undefined : vscode.l10n.t('needs repair');
  item.id = [plugin.name, plugin.scope.kind, plugin.scope.kind === 'local' ? plugin.scope.folder : ''].join(
    '\0',
  );
  // What is wrong first, for a narrow side bar cuts the rest.
  item.description = [broken, plugin.version, scope].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    broken ? 'warning' : plugin.scope.kind === 'system' ? 'lock' : 'extensions',
  );
  item.contextValue = isOwn(plugin) ? (broken ? 'plugin own broken' : 'plugin own') : 'plugin system';
  item.tooltip = [
    `${plugin.name} ${plugin.version}, ${scope}`,
    broken &&
      vscode.l10n.t(
        "Its gem is missing, possibly because Vagrant was replaced by one with another version of Ruby. Run 'Repair Plugins' to reinstall it.",
      ),
    plugin.scope.kind === 'system' &&
      vscode.l10n.t('It cannot be removed. A plugin of the same name that you install replaces it.'),
  ]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: vscode.l10n.t('Plugin {0}, {1}', plugin.name, item.description) };
  item.command = {
    command: 'boxwright.vagrant.showPlugin',
    title: vscode.l10n.t('Show Plugin'),
    arguments: [{ kind: 'plugin', plugin } satisfies PluginItem],
  };
  return item;
}

function missing(message: string): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Vagrant not found'));
  item.description = vscode.l10n.t('click to set its path');
  item.tooltip = message;
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'missing';
  item.command = {
    command: 'workbench.action.openSettings',
    title: vscode.l10n.t('Open Settings'),
    arguments: ['boxwright.vagrant.path'],
  };
  return item;
}
