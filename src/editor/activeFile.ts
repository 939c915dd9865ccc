import * as vscode from 'vscode';

/** By the scheme of documents that show something of a file: which file that is. */
const subjects = new Map<string, (uri: vscode.Uri) => string | undefined>();

/** Makes documents of a scheme stand for a file, for commands that are run while one is in front. */
export function standForFiles(
  scheme: string,
  fileOf: (uri: vscode.Uri) => string | undefined,
): vscode.Disposable {
  subjects.set(scheme, fileOf);
  return new vscode.Disposable(() => subjects.delete(scheme));
}

/**
 * The file that the user sees in front of him, or of which he sees something; undefined when it is none. The tab tells it even
 * while its text is being loaded, and while the output panel, an editor to VS Code as well, has the focus.
 */
export function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputText ? input.uri : vscode.window.activeTextEditor?.document.uri;
  if (!uri || uri.scheme === 'file') return uri;
  const file = subjects.get(uri.scheme)?.(uri);
  return file === undefined ? undefined : vscode.Uri.file(file);
}
