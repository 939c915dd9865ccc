import * as vscode from 'vscode';
import { ToolMissing, WorkspaceUntrusted } from '../../../tools/toolRunner';
import { missingToolMessage } from '../../showFailure';
import { pluginTreeItem } from './pluginItems';
import type { PackerPluginItem } from './pluginItems';
import type { PluginStore } from './pluginStore';

/** How long changes are gathered before the view is drawn anew. Milliseconds. */
const gathering = 200;

/** The plugins of Packer: those that are missing first. */
export class PluginsView implements vscode.TreeDataProvider<PackerPluginItem>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly store: PluginStore) {
    this.subscription = store.onDidChange(() => {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.changed.fire();
      }, gathering);
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
    this.changed.dispose();
  }

  getTreeItem(item: PackerPluginItem): vscode.TreeItem {
    return pluginTreeItem(item);
  }

  async getChildren(parent?: PackerPluginItem): Promise<PackerPluginItem[]> {
    if (parent?.kind === 'plugin' || parent?.kind === 'needed')
      return parent.templates.map((template) => ({ kind: 'template', parent, template }));
    if (parent) return [];
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
