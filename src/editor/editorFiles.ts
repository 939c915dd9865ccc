import * as vscode from 'vscode';
import { filesOf } from '../lint/inputFiles';
import type { FileInputs } from '../lint/lintProtocol';
import { Projects } from '../lint/project';
import type { FileSource } from '../text/fileSource';
import { lastValues } from './packer/builds/choices/lastValues';

/** The disk's files, with the text of open documents in place of what is saved of them. */
export const editorFiles = (): FileSource => filesOf(fileInputs());

/** The projects among them; templates are read with the values with which they were built last. */
export const editorProjects = (): Projects =>
  new Projects(editorFiles(), { given: (template) => lastValues.of(template) });

/** Which files there are now. */
export function fileInputs(): FileInputs {
  const roots = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
  const dirty = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => uri.scheme === 'file' && isDirty);
  // The editor keeps the text of a document once it was asked for, so that it costs nothing the next time.
  return { roots, unsaved: new Map(dirty.map((document) => [document.uri.fsPath, document.getText()])) };
}
