import type { FSWatcher } from 'chokidar';
import path from 'node:path';
import * as vscode from 'vscode';
import { ToolMissing } from '../../tools/toolRunner';
import { readBoxes } from '../../tools/vagrant/readBoxes';
import type { Box } from '../../tools/vagrant/readBoxes';
import { readMachines } from '../../tools/vagrant/readMachines';
import type { IndexedMachine } from '../../tools/vagrant/readMachines';
import { boxesFolder, machineIndex } from '../../tools/vagrant/vagrantHome';
import { missingToolMessage } from '../showFailure';
import { locateTool } from '../toolBox';

/** An item of the Boxes view: a box, or word that Vagrant is missing. */
export type BoxItem =
  { readonly kind: 'box'; readonly box: Box } | { readonly kind: 'missing'; readonly message: string };

/** How long changes on disk are gathered before the view is drawn anew. Milliseconds. */
const gathering = 200;

/** The boxes of this machine, read from disk; Vagrant itself is not run for them. */
export class BoxesView implements vscode.TreeDataProvider<BoxItem>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private watcher: FSWatcher | undefined;
  private watching = false;
  private disposed = false;
  private timer: NodeJS.Timeout | undefined;
  private machines: readonly IndexedMachine[] = [];

  constructor(private readonly home: string) {}

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    void this.watcher?.close();
    this.changed.dispose();
  }

  refresh(): void {
    this.changed.fire();
  }

  getTreeItem(item: BoxItem): vscode.TreeItem {
    return item.kind === 'box'
      ? boxTreeItem(item.box, usersOf(item.box, this.machines))
      : missingTreeItem(item.message);
  }

  getChildren(parent?: BoxItem): BoxItem[] {
    if (parent) return [];
    void this.watch();
    this.machines = readMachines(this.home);
    const boxes = readBoxes(this.home).map((box): BoxItem => ({ kind: 'box', box }));
    const missing = missingVagrant();
    return missing === undefined ? boxes : [{ kind: 'missing', message: missing }, ...boxes];
  }

  /** From the first time that the view is shown; a window without it watches nothing. */
  private async watch(): Promise<void> {
    if (this.watching) return;
    this.watching = true;
    const { watch } = await import('chokidar');
    if (this.disposed) return;
    const [boxes, index] = [boxesFolder(this.home), machineIndex(this.home)];
    this.watcher = watch(this.home, {
      ignoreInitial: true,
      // name / version / architecture / provider / metadata.json
      depth: 6,
      // Of a whole Vagrant home only boxes and the index matter, and of a box only that it is there: its disk is not watched.
      ignored: (file, stats) => {
        if (stats?.isFile()) return file !== index && path.basename(file) !== 'metadata.json';
        return (
          ![boxes, index].some((wanted) => isOnTheWay(file, wanted)) && !file.startsWith(boxes + path.sep)
        );
      },
    });
    const refreshSoon = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.refresh(), gathering);
    };
    // What changed while the watcher looked around for the first time is reported by no event.
    this.watcher.on('ready', refreshSoon).on('all', refreshSoon);
    // A folder that can't be watched is still read when the view is drawn and on Refresh.
    this.watcher.on('error', () => undefined);
  }
}

/** Whether a path is the wanted one or leads to it. */
const isOnTheWay = (file: string, wanted: string): boolean =>
  file === wanted || wanted.startsWith(file + path.sep);

function missingVagrant(): string | undefined {
  try {
    locateTool('vagrant');
    return undefined;
  } catch (error) {
    if (error instanceof ToolMissing) return missingToolMessage(error);
    throw error;
  }
}

/** The machines that were made from a box. */
export const usersOf = (box: Box, machines: readonly IndexedMachine[]): IndexedMachine[] =>
  machines.filter(
    ({ box: used }) =>
      used?.name === box.name && used.version === box.version && used.provider === box.provider,
  );

/** How a box is called in messages. */
export const describeBox = ({ name, version, provider, architecture }: Box): string =>
  `${name} ${version} (${[provider, architecture].filter(Boolean).join(', ')})`;

function boxTreeItem(box: Box, users: readonly IndexedMachine[]): vscode.TreeItem {
  const item = new vscode.TreeItem(box.name);
  item.id = [box.name, box.version, box.architecture ?? '', box.provider].join('\0');
  item.description = [box.version, box.provider, box.architecture].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon('package');
  item.contextValue = 'box';
  const used = users.map(({ name, folder }) => vscode.l10n.t('Used by {0} in {1}', name, folder));
  item.tooltip = [describeBox(box), ...used, box.folder].join('\n');
  item.accessibilityInformation = { label: vscode.l10n.t('Box {0}', describeBox(box)) };
  return item;
}

function missingTreeItem(message: string): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Vagrant was not found'));
  item.description = vscode.l10n.t('click to set its path');
  item.tooltip = message;
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'missing';
  item.command = {
    command: 'workbench.action.openSettings',
    title: vscode.l10n.t('Open Settings'),
    arguments: ['boxwright.vagrant.path'],
  };
  return item;
}
