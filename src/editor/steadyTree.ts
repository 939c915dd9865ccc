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
  private readonly tree = new DrawnTree<Node>();
  /** What VS Code has asked for; undefined where it has to ask again. */
  private asked: Promise<void> | undefined;
  private visible = false;
  private stale = false;
  private isDrawing = false;

  /** @param read the nodes at the top with what is below them */
  constructor(private readonly read: () => readonly Drawing<Node>[] | Promise<readonly Drawing<Node>[]>) {}

  dispose(): void {
    this.changed.dispose();
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) this.refresh();
  }

  /** Draws anew what is not any more as it was drawn. */
  refresh(): void {
    if (!this.visible || !this.asked) return this.askAgain();
    this.stale = true;
    if (!this.isDrawing) void this.draw();
  }

  /** @throws what reading does */
  async roots(): Promise<Node[]> {
    if (!this.visible) this.asked = undefined;
    this.asked ??= this.readFirst();
    await this.asked;
    return this.tree.rootNodes;
  }

  childrenOf(node: Node): Node[] {
    return this.tree.childrenOf(node);
  }

  private async readFirst(): Promise<void> {
    this.tree.draw(await this.read());
  }

  private askAgain(): void {
    this.asked = undefined;
    this.changed.fire(undefined);
  }

  private async draw(): Promise<void> {
    this.isDrawing = true;
    try {
      while (this.stale) {
        this.stale = false;
        const changed = this.tree.draw(await this.read());
        if (changed === 'all') this.changed.fire(undefined);
        else if (changed.length) this.changed.fire(changed);
      }
    } catch {
      // VS Code shows why, where it asks itself.
      this.askAgain();
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
