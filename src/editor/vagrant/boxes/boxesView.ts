import type { FSWatcher } from 'chokidar';
import path from 'node:path';
import type * as vscode from 'vscode';
import { groupBy } from '../../../text/groupBy';
import { readBoxes } from '../../../tools/vagrant/readBoxes';
import type { Box } from '../../../tools/vagrant/readBoxes';
import { readMachines } from '../../../tools/vagrant/readMachines';
import { boxesFolder, machineIndex } from '../../../tools/vagrant/vagrantHome';
import type { Drawing } from '../../drawnTree';
import { drawingOf, SteadyTree } from '../../steadyTree';
import { missingVagrant } from '../missingVagrant';
import { boxesOf, boxTreeItem } from './boxItems';
import type { BoxItem } from './boxItems';
import type { BoxSizes } from './boxSizes';
import { describeBytes } from '../../sizes';
import { usersOf } from './describeBox';
import type { NewerBoxes } from './newerBoxes';
import { isSamePath, isWithin } from '../../../text/pathKey';

/** How long changes on disk are gathered before the view is drawn anew. Milliseconds. */
const gathering = 200;

/** The boxes of this computer, read from disk; Vagrant is asked for newer versions alone, and waited for by nobody. */
export class BoxesView implements vscode.TreeDataProvider<BoxItem>, vscode.Disposable {
  private readonly tree = new SteadyTree<BoxItem>(() => this.read());
  readonly onDidChangeTreeData = this.tree.onDidChange;
  readonly onDidRefresh = this.tree.onDidRefresh;
  private readonly learning: vscode.Disposable;
  private watcher: FSWatcher | undefined;
  private watching = false;
  private visible = false;
  private disposed = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly home: string,
    private readonly sizes: BoxSizes,
    private readonly newer: NewerBoxes,
  ) {
    this.learning = newer.onDidChange(() => this.refresh());
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    void this.watcher?.close();
    this.learning.dispose();
    this.tree.dispose();
  }

  refresh(): void {
    this.tree.refresh();
  }

  /** Catalogs are asked while somebody looks, never behind a closed view. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) void this.newer.lookWhenDue(readBoxes(this.home));
    else this.newer.stopLooking();
    this.tree.setVisible(visible);
  }

  getTreeItem(item: BoxItem): vscode.TreeItem {
    return boxTreeItem(item);
  }

  /** The size of all versions is only summed up for those who point at a name. */
  async resolveTreeItem(item: vscode.TreeItem, box: BoxItem): Promise<vscode.TreeItem> {
    if (box.kind === 'name' || box.kind === 'version')
      item.tooltip = `${boxesOf(box)[0]?.name}\n${describeBytes(await this.sizes.sum(boxesOf(box)))}`;
    return item;
  }

  async getChildren(parent?: BoxItem): Promise<BoxItem[]> {
    if (!parent) return this.tree.roots();
    const versions = [...groupBy(boxesOf(parent), ({ version }) => version).values()];
    if (parent.kind === 'name')
      return Promise.all(
        versions.map(async (boxes): Promise<BoxItem> => {
          const [only] = boxes;
          return only && boxes.length === 1 ? this.one(only, true) : { kind: 'version', boxes };
        }),
      );
    return parent.kind === 'version' ? Promise.all(parent.boxes.map((box) => this.one(box, false))) : [];
  }

  private read(): Drawing<BoxItem>[] {
    void this.watch();
    const boxes = readBoxes(this.home);
    if (this.visible) void this.newer.lookWhenDue(boxes);
    const machines = readMachines(this.home);
    const message = missingVagrant();
    const items: BoxItem[] = [
      ...(message === undefined ? [] : [{ kind: 'missing', message } as const]),
      ...[...groupBy(boxes, ({ name }) => name).values()].map((boxes) => {
        return { kind: 'name', boxes, newer: this.newer.of(boxes) } as const;
      }),
    ];
    // Sizes are summed up for those who unfold a name: VS Code has to ask again for what may be below it.
    return items.map((item) => {
      const more = boxesOf(item).map((box) => [box, usersOf(box, machines)]);
      return drawingOf(item, boxTreeItem(item), { more });
    });
  }

  private async one(box: Box, alone: boolean): Promise<BoxItem> {
    const users = usersOf(box, readMachines(this.home));
    return { kind: 'box', box, alone, size: await this.sizes.of(box), users };
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
        if (stats?.isFile())
          return !isSamePath(file, index) && !['metadata.json', 'metadata_url'].includes(path.basename(file));
        return ![boxes, index].some((wanted) => isWithin(wanted, file)) && !isWithin(file, boxes);
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
