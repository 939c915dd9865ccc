import type * as vscode from 'vscode';
import type { Drawing } from '../../drawnTree';
import { drawingOf, SteadyTree } from '../../steadyTree';
import { missingVagrant } from '../missingVagrant';
import { pluginTreeItem } from './pluginItems';
import type { PluginItem } from './pluginItems';
import type { PluginStore } from './pluginStore';

/** The plugins of Vagrant. */
export class PluginsView implements vscode.TreeDataProvider<PluginItem>, vscode.Disposable {
  private readonly tree = new SteadyTree<PluginItem>(() => this.read());
  readonly onDidChangeTreeData = this.tree.onDidChange;
  private readonly subscription: vscode.Disposable;
  private visible = false;

  constructor(private readonly store: PluginStore) {
    this.subscription = store.onDidChange(() => this.tree.refresh());
  }

  dispose(): void {
    this.subscription.dispose();
    this.tree.dispose();
  }

  /** Vagrant is asked while somebody looks, never behind a closed view. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) void this.store.ask();
    else this.store.stopAsking();
    this.tree.setVisible(visible);
  }

  getTreeItem(item: PluginItem): vscode.TreeItem {
    return pluginTreeItem(item);
  }

  async getChildren(parent?: PluginItem): Promise<PluginItem[]> {
    return parent ? [] : this.tree.roots();
  }

  private async read(): Promise<Drawing<PluginItem>[]> {
    if (this.visible) void this.store.ask();
    const plugins = [...(await this.store.own()), ...this.store.ofPackage()];
    const message = missingVagrant();
    const items: PluginItem[] = [
      ...(message === undefined ? [] : [{ kind: 'missing', message } as const]),
      ...plugins.map((plugin) => ({ kind: 'plugin', plugin }) as const),
    ];
    return items.map((item) => drawingOf(item, pluginTreeItem(item)));
  }
}
