import * as vscode from 'vscode';

/** The item of a view that says that there is no Packer. */
export interface MissingPackerItem {
  readonly kind: 'missing';
  readonly message: string;
  /** The path from the settings that leads nowhere. */
  readonly configured: string;
  /** The version that the settings ask for. */
  readonly version: string;
}

/** Whoever has set a path has a Packer somewhere; to all others one is offered. */
export function missingPackerItem({ message, configured, version }: MissingPackerItem): vscode.TreeItem {
  const item = new vscode.TreeItem(
    version ? vscode.l10n.t('Packer {0} is not installed', version) : vscode.l10n.t('Packer not found'),
    vscode.TreeItemCollapsibleState.None,
  );
  item.id = '\0missing';
  item.description = configured
    ? vscode.l10n.t('click to set its path')
    : vscode.l10n.t('click to install it');
  item.tooltip = message;
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'missingPacker';
  item.accessibilityInformation = { label: message };
  item.command = configured
    ? {
        command: 'workbench.action.openSettings',
        title: vscode.l10n.t('Open Settings'),
        arguments: ['boxwright.packer.path'],
      }
    : {
        command: 'boxwright.packer.installPacker',
        title: vscode.l10n.t('Install Packer'),
        arguments: [version],
      };
  return item;
}
