import * as vscode from 'vscode';
import { FileChanges } from '../tools/fileChanges';
import type { Changes } from '../tools/fileChanges';

/** Tells what happens to the files of the workspace, or of another place, also to those that come in a folder. */
export class WatchedFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Changes>();
  /** Soon after something happened, for much of it together. */
  readonly onDidChange = this.changed.event;
  private readonly changes = new FileChanges((changes) => this.changed.fire(changes));
  private readonly watcher: vscode.FileSystemWatcher;

  /** @param place a pattern by which folders are told, too */
  constructor(place: vscode.GlobPattern = '**/*') {
    this.watcher = vscode.workspace.createFileSystemWatcher(place);
    const onDisk =
      (note: (file: string) => void) =>
      ({ scheme, fsPath }: vscode.Uri) => {
        if (scheme === 'file') note(fsPath);
      };
    this.watcher.onDidCreate(onDisk((file) => this.changes.came(file)));
    this.watcher.onDidChange(onDisk((file) => this.changes.changed(file)));
    this.watcher.onDidDelete(onDisk((file) => this.changes.gone(file)));
  }

  dispose(): void {
    this.watcher.dispose();
    this.changes.dispose();
    this.changed.dispose();
  }
}
