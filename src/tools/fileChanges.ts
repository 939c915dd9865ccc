import { readFileSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isUnwatched } from '../pipeline/paths/skippedFolders';
import { foldersUp, isWithin } from '../text/pathKey';
import { PathSet } from '../text/pathMap';

/** What happened to files and folders, by their paths. It is what was heard: what is so now, the disk says. */
export interface Changes {
  /** With all that is in a folder that came. */
  readonly came: PathSet;
  readonly changed: PathSet;
  /** Of a folder the folder alone: nobody knows any more what was in it. See {@link isAmong}. */
  readonly gone: PathSet;
}

/** How long changes are gathered. They are told then, whatever else comes: something may change all the time. Milliseconds. */
const gathering = 200;

/** More than this is not looked for in a folder that came: it is no project of a person. Files and folders. */
const mostEntries = 50_000;

/** More folders than this are not watched: the system has only so many watches for all programs. A quarter is left to us. */
export const mostWatched = (allowed = watchesOfSystem()): number =>
  Math.min(mostEntries, Math.max(2000, Math.floor(allowed / 4)));

function watchesOfSystem(): number {
  try {
    return Number(readFileSync('/proc/sys/fs/inotify/max_user_watches', 'utf8')) || 0;
  } catch {
    return 0;
  }
}

/** Whether a file, or a folder that it lies in, is among some paths. */
export const isAmong = (paths: PathSet, file: string): boolean =>
  paths.size > 0 && foldersUp(file).some((at) => paths.has(at));

/** Whether the watcher of VS Code misses what is in new folders: on Linux it begins to watch a folder when that is there. */
const missesFolders = process.platform === 'linux';

/**
 * Makes of what a watcher tells of single paths what has happened to files. A folder may come with much in it, of which
 * the watcher tells nothing where it was moved, or where, as on Linux, the watcher was late; that is looked for here.
 * There it never hears of the folders in it, either: they are watched here from then on.
 */
export class FileChanges {
  private pending = nothing();
  /** Paths that came, went or were replaced, to be looked at. */
  private unseen = new Set<string>();
  private looking = false;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private readonly watched = new Map<string, FSWatcher>();
  private readonly most = mostWatched();

  constructor(
    private readonly report: (changes: Changes) => void,
    private readonly watchesFolders = missesFolders,
  ) {}

  dispose(): void {
    this.ended = true;
    clearTimeout(this.timer);
    for (const watcher of this.watched.values()) watcher.close();
    this.watched.clear();
  }

  came(file: string): void {
    this.note('came', file);
    this.look(file);
  }

  changed(file: string): void {
    this.note('changed', file);
    // What went and came again is told as a change, also of a folder.
    if (this.watchesFolders) this.look(file);
  }

  gone(file: string): void {
    this.note('gone', file);
    this.unwatch(file);
  }

  private note(kind: keyof Changes, file: string): void {
    if (this.ended || isUnwatched(file)) return;
    this.pending[kind].add(file);
    this.timer ??= setTimeout(() => {
      const { pending } = this;
      this.timer = undefined;
      this.pending = nothing();
      this.report(pending);
    }, gathering);
  }

  private look(file: string): void {
    if (isUnwatched(`${file}${path.sep}`)) return;
    this.unseen.add(file);
    if (this.looking) return;
    this.looking = true;
    // What is told together is looked at together.
    setImmediate(() => void this.lookAtAll());
  }

  private async lookAtAll(): Promise<void> {
    while (this.unseen.size && !this.ended) {
      const all = this.unseen;
      this.unseen = new Set();
      const listed = new Set<string>();
      for (const one of all) await this.lookAt(one, listed);
    }
    this.looking = false;
  }

  /** @param listed the folders that were listed already, which is enough */
  private async lookAt(file: string, listed: Set<string>): Promise<void> {
    if (this.ended || listed.has(file)) return;
    const stat = await lstat(file).catch(() => undefined);
    if (!stat) this.gone(file);
    else if (stat.isDirectory()) await this.list(file, listed);
  }

  /** All that is in a folder came with it. Links are not followed. */
  private async list(top: string, listed: Set<string>): Promise<void> {
    let count = 0;
    const folders = [top];
    for (let folder = folders.pop(); folder !== undefined && !this.ended; folder = folders.pop()) {
      if (listed.has(folder)) continue;
      listed.add(folder);
      // Before it is listed: what comes afterwards is told.
      this.watch(folder);
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        if (++count > mostEntries) return;
        const file = path.join(folder, entry.name);
        this.note('came', file);
        if (entry.isDirectory() && !isUnwatched(`${file}${path.sep}`)) folders.push(file);
      }
    }
  }

  private watch(folder: string): void {
    if (!this.watchesFolders || this.ended) return;
    // It may be another folder of that name by now.
    this.watched.get(folder)?.close();
    this.watched.delete(folder);
    if (this.watched.size >= this.most) return;
    try {
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        if (name === null || this.watched.get(folder) !== watcher) return;
        const file = path.join(folder, name);
        if (event === 'change') this.note('changed', file);
        else this.renamed(file);
      });
      watcher.on('error', () => watcher.close());
      this.watched.set(folder, watcher);
    } catch {
      // It is gone again, or the system has no watches left.
    }
  }

  /** A name came or went. */
  private renamed(file: string): void {
    void lstat(file).then(
      () => this.came(file),
      () => this.gone(file),
    );
  }

  private unwatch(gone: string): void {
    if (!this.watched.has(gone)) return;
    for (const [folder, watcher] of this.watched)
      if (isWithin(folder, gone)) {
        watcher.close();
        this.watched.delete(folder);
      }
  }
}

const nothing = (): Record<keyof Changes, PathSet> => ({
  came: new PathSet(),
  changed: new PathSet(),
  gone: new PathSet(),
});
