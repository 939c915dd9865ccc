import * as vscode from 'vscode';

/** The scheme of documents that show the end of a log. */
export const endScheme = 'boxwright-log-end';

/** The log that a document shows, whole or its end. */
export const logPathOf = (uri: vscode.Uri): string =>
  uri.scheme === endScheme ? vscode.Uri.parse(uri.query).fsPath : uri.fsPath;

/** The document with the end of a log; it bears its name, so that it has its language. */
export function endUri(log: string): vscode.Uri {
  const uri = vscode.Uri.file(log);
  return uri.with({ scheme: endScheme, query: uri.toString() });
}
