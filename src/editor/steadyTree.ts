import * as vscode from 'vscode';
import { DrawnTree } from './drawnTree';
import type { Drawing } from './drawnTree';

/**
 * The nodes of a view that are read first, and drawn anew then where they differ: see {@link DrawnTree}. What nobody sees is
 * read when VS Code asks for it.
 */
export class SteadyTree<Node extends object> implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly onDidChange = this.changed.event;
  private readonly wasRead = new vscode.EventEmitter<void>();
  /** The nodes were read, by whomever. */
  readonly onDidRead = this.wasRead.event;
  private readonly refreshed = new vscode.EventEmitter<void>();
  /** The nodes are what they are now, whether anything of it is to be seen or not. */
  readonly onDidRefresh = this.refreshed.event;
  private readonly tree = new DrawnTree<Node>();
  /** The nodes were just read, and VS Code is about to ask for them. */
  private isFresh = false;
  private visible = false;
  private stale = false;
  private isDrawing = false;

  /** @param read the nodes at the top with what is below them */
  constructor(private readonly read: () => readonly Drawing<Node>[] | Promise<readonly Drawing<Node>[]>) {}

  dispose(): void {
    this.changed.dispose();
    this.wasRead.dispose();
    this.refreshed.dispose();
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) this.refresh();
  }

  /** Draws anew what is not any more as it was drawn. */
  refresh(): void {
    if (!this.visible) return this.changed.fire(undefined);
    this.stale = true;
    if (!this.isDrawing) void this.draw();
  }

  /** @throws what reading does */
  async roots(): Promise<Node[]> {
    if (!this.isFresh) {
      this.tree.draw(await this.read());
      this.wasRead.fire();
    }
    this.isFresh = false;
    return this.tree.rootNodes;
  }

  childrenOf(node: Node): Node[] {
    return this.tree.childrenOf(node);
  }

  private async draw(): Promise<void> {
    this.isDrawing = true;
    try {
      while (this.stale) {
        this.stale = false;
        const changed = this.tree.draw(await this.read());
        this.isFresh = changed === 'all';
        if (changed === 'all') this.changed.fire(undefined);
        else if (changed.length) this.changed.fire(changed);
        this.wasRead.fire();
        this.refreshed.fire();
      }
    } catch {
      // VS Code shows why, where it asks itself.
      this.changed.fire(undefined);
    } finally {
      this.isDrawing = false;
    }
  }
}

/** How a node is drawn. @param more what is drawn below it and is not among its children, as plain data */
export function drawingOf<Node>(
  node: Node,
  item: vscode.TreeItem,
  { children, more }: { readonly children?: readonly Drawing<Node>[]; readonly more?: unknown } = {},
): Drawing<Node> {
  const { command, ...look } = item;
  return {
    id: item.id ?? JSON.stringify(item.label),
    node,
    // What a click does goes by the node.
    look: JSON.stringify([look, command?.command, more]),
    ...(children && { children }),
  };
}
