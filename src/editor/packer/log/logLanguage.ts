import path from 'node:path';
import * as vscode from 'vscode';
import { settings } from '../../settings';

/** The language of Packer's logs, as package.json names it. */
export const logLanguage = 'packer-log';

/** Logs that the user or another extension gave a language keep it. */
const plain = new Set(['plaintext', 'log']);

/** Gives a log its language where its name does not tell: when the settings name another file. */
export const withLogLanguage = async (document: vscode.TextDocument): Promise<vscode.TextDocument> =>
  plain.has(document.languageId) ? vscode.languages.setTextDocumentLanguage(document, logLanguage) : document;

/** Whether a file is a log by the name that the settings give them, of the last build or an earlier one. */
function isNamedAsLog(file: string): boolean {
  const { name, ext } = path.parse(settings.logFile(vscode.Uri.file(file)));
  const base = path.basename(file);
  return base === `${name}${ext}` || (base.startsWith(`${name}.`) && base.endsWith(ext) && ext !== '');
}

/** Gives the logs that are opened their language. */
export function setLogLanguages(): vscode.Disposable {
  const opened = (document: vscode.TextDocument) => {
    if (document.uri.scheme === 'file' && isNamedAsLog(document.uri.fsPath)) void withLogLanguage(document);
  };
  for (const document of vscode.workspace.textDocuments) opened(document);
  return vscode.workspace.onDidOpenTextDocument(opened);
}
