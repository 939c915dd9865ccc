import * as vscode from 'vscode';
import { DiskFiles } from '../lint/diskFiles';
import type { FileSource } from '../text/fileSource';

/** The disk's files, with the text of open documents in place of what is saved of them. */
export function editorFiles(): FileSource {
  const roots = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
  const disk = new DiskFiles(roots);
  const open = new Map(
    vscode.workspace.textDocuments
      .filter((document) => document.uri.scheme === 'file' && document.isDirty)
      .map((document) => [document.uri.fsPath, document]),
  );
  return {
    paths: disk.paths,
    read: (path) => open.get(path)?.getText() ?? disk.read(path),
    kind: (path) => disk.kind(path),
    list: (folder) => disk.list(folder),
    isKeptElsewhere: (path) => disk.isKeptElsewhere(path),
    rootOf: (path) => disk.rootOf(path),
  };
}
