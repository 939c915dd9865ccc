import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { readEnd } from '../../../tools/packer/log/readEnd';
import { logPathOf } from './logPathOf';

/** From this size on the editor shows files without colors, outline and folding; it gives up on links later. Bytes. */
export const largestColored = 20 * 1024 * 1024;

/** As much of the end of a log is shown at first, and twice as much while it grows. Bytes. */
const shown = 2 * 1024 * 1024;

/** How long a growing log is left alone before it is read again. Milliseconds. */
const gathering = 250;

/** File systems that tell of no changes are asked this often. Milliseconds. */
const interval = 2000;

interface Watched {
  readonly watcher: FSWatcher | undefined;
  readonly timer: NodeJS.Timeout;
  /** Where what is shown begins. Bytes. */
  from: number;
  size: number;
  soon: NodeJS.Timeout | undefined;
}

/** Documents with the end of logs that are too large for an editor that colors, folds and links them. */
export class LogEnds implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly open = new Map<string, Watched>();
  private readonly closing = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
    this.forget(uri.toString()),
  );

  dispose(): void {
    for (const uri of [...this.open.keys()]) this.forget(uri);
    this.closing.dispose();
    this.changed.dispose();
  }

  /** @throws Error of the file system */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const log = logPathOf(uri);
    const { size } = await stat(log);
    const state = this.watch(uri, log);
    const grown = size - state.from;
    const end = await readEnd(
      log,
      size < state.size || grown > 2 * shown ? Math.max(0, size - shown) : state.from,
    );
    state.size = size;
    state.from = end.from;
    return end.text;
  }

  private watch(uri: vscode.Uri, log: string): Watched {
    const key = uri.toString();
    const known = this.open.get(key);
    if (known) return known;
    const look = () => {
      state.soon ??= setTimeout(() => {
        state.soon = undefined;
        this.changed.fire(uri);
      }, gathering);
    };
    const poll = async () => {
      const size = await stat(log).then(
        (stats) => stats.size,
        () => state.size,
      );
      if (size !== state.size) look();
    };
    const state: Watched = {
      watcher: watchFile(log, look),
      timer: setInterval(() => void poll(), interval),
      from: -Infinity,
      size: 0,
      soon: undefined,
    };
    this.open.set(key, state);
    return state;
  }

  private forget(key: string): void {
    const state = this.open.get(key);
    if (!state) return;
    this.open.delete(key);
    state.watcher?.close();
    clearInterval(state.timer);
    clearTimeout(state.soon);
  }
}

function watchFile(file: string, look: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(file, look);
    // A folder that can't be watched is asked by the timer.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
