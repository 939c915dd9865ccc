import type * as vscode from 'vscode';
import { ToolMissing, WorkspaceUntrusted } from '../../../tools/toolRunner';
import type { Drawing } from '../../drawnTree';
import { missingToolMessage } from '../../showFailure';
import { drawingOf, SteadyTree } from '../../steadyTree';
import { pluginTreeItem } from './pluginItems';
import type { PackerPluginItem } from './pluginItems';
import type { PluginStore } from './pluginStore';

/** How long changes are gathered before the view is drawn anew. Milliseconds. */
const gathering = 200;

/** The plugins of Packer: those that are missing first. */
export class PluginsView implements vscode.TreeDataProvider<PackerPluginItem>, vscode.Disposable {
  private readonly tree = new SteadyTree<PackerPluginItem>(() => this.read());
  readonly onDidChangeTreeData = this.tree.onDidChange;
  private readonly subscription: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly store: PluginStore) {
    this.subscription = store.onDidChange(() => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.tree.refresh();
      }, gathering);
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
    this.tree.dispose();
  }

  setVisible(visible: boolean): void {
    this.tree.setVisible(visible);
  }

  getTreeItem(item: PackerPluginItem): vscode.TreeItem {
    return pluginTreeItem(item);
  }

  async getChildren(parent?: PackerPluginItem): Promise<PackerPluginItem[]> {
    return parent ? this.tree.childrenOf(parent) : this.tree.roots();
  }

  private async read(): Promise<Drawing<PackerPluginItem>[]> {
    return (await this.items()).map((item) => {
      const templates = item.kind === 'plugin' || item.kind === 'needed' ? item.templates : [];
      const children = templates.map((template) => {
        const node = { kind: 'template', parent: item, template } as PackerPluginItem;
        return drawingOf(node, pluginTreeItem(node));
      });
      return drawingOf(item, pluginTreeItem(item), { children });
    });
  }

  private async items(): Promise<PackerPluginItem[]> {
    try {
      const { owned, needed, silent } = await this.store.read();
      if (silent) return [{ kind: 'silent' }];
      return [...needed, ...owned];
    } catch (error) {
      if (error instanceof ToolMissing) {
        const { configured, version } = error;
        return [{ kind: 'missing', message: missingToolMessage(error), configured, version }];
      }
      if (error instanceof WorkspaceUntrusted) return [];
      throw error;
    }
  }
}
