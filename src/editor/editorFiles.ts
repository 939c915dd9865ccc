import * as vscode from 'vscode';
import { filesOf } from '../lint/inputFiles';
import type { FileInputs } from '../lint/lintProtocol';
import type { FileSource } from '../text/fileSource';

/** The disk's files, with the text of open documents in place of what is saved of them. */
export const editorFiles = (): FileSource => filesOf(fileInputs());

/** The folders of the workspace that lie on the disk. */
export const rootFolders = (): string[] =>
  (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);

/** Which files there are now. */
function fileInputs(): FileInputs {
  const dirty = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => uri.scheme === 'file' && isDirty);
  // The editor keeps the text of a document once it was asked for, so that it costs nothing the next time.
  return {
    roots: rootFolders(),
    unsaved: new Map(dirty.map((document) => [document.uri.fsPath, document.getText()])),
  };
}
