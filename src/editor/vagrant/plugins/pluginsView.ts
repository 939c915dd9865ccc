import * as vscode from 'vscode';
import { missingVagrant } from '../missingVagrant';
import { pluginTreeItem } from './pluginItems';
import type { PluginItem } from './pluginItems';
import type { PluginStore } from './pluginStore';

/** The plugins of Vagrant. */
export class PluginsView implements vscode.TreeDataProvider<PluginItem>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private visible = false;

  constructor(private readonly store: PluginStore) {
    this.subscription = store.onDidChange(() => this.changed.fire());
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** Vagrant is asked while somebody looks, never behind a closed view. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) void this.store.ask();
    else this.store.stopAsking();
  }

  getTreeItem(item: PluginItem): vscode.TreeItem {
    return pluginTreeItem(item);
  }

  async getChildren(parent?: PluginItem): Promise<PluginItem[]> {
    if (parent) return [];
    if (this.visible) void this.store.ask();
    const plugins = [...(await this.store.own()), ...this.store.ofPackage()];
    const message = missingVagrant();
    return [
      ...(message === undefined ? [] : [{ kind: 'missing', message } as const]),
      ...plugins.map((plugin) => ({ kind: 'plugin', plugin }) as const),
    ];
  }
}
