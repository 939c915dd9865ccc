import path from 'node:path';
import type { FSWatcher } from 'chokidar';
import { isUnwatched } from '../../pipeline/paths/skippedFolders';

/** What is told of files and folders that come, change and go. */
export interface Notes {
  came(file: string): void;
  changed(file: string): void;
  gone(file: string): void;
}

/**
 * Watches folders for an editor that does not: Neovim does not on Linux. A build and `git pull` change files that no editor
 * has open, and what is missing or wrong in them would be reported until somebody types.
 */
export class FolderWatcher {
  private watcher: Promise<FSWatcher> | undefined;

  constructor(
    private readonly notes: Notes,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Watches these folders, and no others any more. */
  watch(folders: readonly string[]): void {
    this.close();
    if (!folders.length) return;
    this.watcher = import('chokidar').then(({ watch }) => {
      const watcher = watch([...folders], {
        ignored: (file) => isUnwatched(`${file}${path.sep}`),
        ignoreInitial: true,
        followSymlinks: false,
      });
      for (const event of ['add', 'addDir'] as const) watcher.on(event, (file) => this.notes.came(file));
      for (const event of ['unlink', 'unlinkDir'] as const)
        watcher.on(event, (file) => this.notes.gone(file));
      return watcher.on('change', (file) => this.notes.changed(file)).on('error', this.onError);
    });
    this.watcher.catch(this.onError);
  }

  close(): void {
    const { watcher } = this;
    this.watcher = undefined;
    void watcher?.then((one) => one.close()).catch(() => undefined);
  }
}
