import * as vscode from 'vscode';

/**
 * Whether files can be moved to a trash. VS Code's server, on which the extension runs in containers, WSL, over SSH and in a
 * browser, has none. Source: RemoteFileSystemProviderClient of VS Code, which does not have the capability.
 */
export const hasTrash = (): boolean =>
  vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
