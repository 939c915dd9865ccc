import * as vscode from 'vscode';

/**
 * The file that the user sees in front of him, undefined when it is none. The tab tells it even while its text is being
 * loaded, and while the output panel, an editor to VS Code as well, has the focus.
 */
export function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputText ? input.uri : vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? uri : undefined;
}
