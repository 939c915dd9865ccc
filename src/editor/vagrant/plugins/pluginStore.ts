import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ToolRunner } from '../../../tools/toolRunner';
import { systemPlugins } from '../../../tools/vagrant/plugin';
import { globalPluginsFile, readPlugins } from '../../../tools/vagrant/readPlugins';
import type { Plugin } from '../../../tools/vagrant/readPlugins';
import { isAmong } from '../../../tools/fileChanges';
import type { WatchedFiles } from '../../watchedFiles';
import { canRun } from '../canRun';
import type { OwnPlugin } from './pluginItems';

const isLocal = (file: string): boolean => /[\\/]\.vagrant[\\/]plugins\.json$/.test(file);

/** The plugins of Vagrant: the user's from disk, those of Vagrant's package as Vagrant told them last. */
export class PluginStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Comes also for changes that others have made on disk, once somebody has read. */
  readonly onDidChange = this.changed.event;
  private readonly watchers: vscode.Disposable[] = [];
  /** The files of projects, as they were found last. */
  private local: readonly string[] = [];
  private system: readonly Plugin[] | undefined;
  private asking: AbortController | undefined;

  constructor(
    private readonly runner: ToolRunner,
    private readonly home: string,
    private readonly log: Pick<vscode.LogOutputChannel, 'info'>,
    private readonly files: WatchedFiles,
  ) {}

  dispose(): void {
    this.stopAsking();
    for (const watcher of this.watchers) watcher.dispose();
    this.changed.dispose();
  }

  /** Those that the user can change: first of all projects, then of each project of the workspace. */
  async own(): Promise<OwnPlugin[]> {
    this.watch();
    const found = await vscode.workspace.findFiles('**/.vagrant/plugins.json', '**/node_modules/**');
    this.local = found.map(({ fsPath }) => fsPath).sort();
    const folders = this.local.map((file) => path.dirname(path.dirname(file)));
    return [
      ...readPlugins(this.home, { kind: 'global' }),
      ...folders.flatMap((folder) => readPlugins(this.home, { kind: 'local', folder })),
    ] as OwnPlugin[];
  }

  /** Those of Vagrant's package; none before it has been asked. */
  ofPackage(): readonly Plugin[] {
    return this.system ?? [];
  }

  /** Asks Vagrant in the background for what its package brings, once. What fails is only written to the log. */
  async ask(): Promise<void> {
    if (this.system || this.asking || !canRun(this.runner)) return;
    const asking = new AbortController();
    this.asking = asking;
    try {
      const found = await this.runner.run(systemPlugins(homedir()), asking.signal);
      this.system = found.map((plugin) => ({
        ...plugin,
        scope: { kind: 'system' },
        constraint: '',
        sources: [],
        gems: undefined,
        installed: true,
      }));
      this.changed.fire();
    } catch (error) {
      if (asking.signal.aborted) return;
      // Not again before Refresh: it would fail each time that the view is drawn.
      this.system = [];
      this.log.info(
        `Plugins of Vagrant's package: ${error instanceof Error ? error.message : String(error)}`,
      );
    } finally {
      this.asking = undefined;
    }
  }

  /** Ends what was begun in the background; it is begun again by the next {@link ask}. */
  stopAsking(): void {
    this.asking?.abort();
  }

  /** Forgets what Vagrant has told. */
  refresh(): void {
    this.system = undefined;
    this.changed.fire();
  }

  private watch(): void {
    if (this.watchers.length) return;
    const global = globalPluginsFile(this.home);
    const pattern = new vscode.RelativePattern(vscode.Uri.file(path.dirname(global)), path.basename(global));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const fire = () => this.changed.fire();
    this.watchers.push(
      watcher,
      watcher.onDidChange(fire),
      watcher.onDidCreate(fire),
      watcher.onDidDelete(fire),
      this.files.onDidChange(({ came, changed, gone }) => {
        if ([...came, ...changed].some(isLocal) || this.local.some((file) => isAmong(gone, file))) fire();
      }),
    );
  }
}
