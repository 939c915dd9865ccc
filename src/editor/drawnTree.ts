/** A node of a tree as it is to be drawn. */
export interface Drawing<Node> {
  readonly id: string;
  readonly node: Node;
  /** All that is drawn of it, as a text to compare. */
  readonly look: string;
  readonly children?: readonly Drawing<Node>[];
}

/**
 * What a view has drawn. VS Code forgets the nodes below what is drawn anew until it has asked for them again; a button of
 * a row that is pressed meanwhile does not say of which row. So only what differs is drawn anew, and nodes stay the same
 * objects, by which VS Code knows them.
 */
export class DrawnTree<Node extends object> {
  private roots: readonly Drawing<Node>[] = [];
  private readonly children = new Map<Node, readonly Node[]>();

  get rootNodes(): Node[] {
    return this.roots.map(({ node }) => node);
  }

  /** Of a node the children that its drawing had. */
  childrenOf(node: Node): Node[] {
    return [...(this.children.get(node) ?? [])];
  }

  /** Takes the tree as it is now. @returns what is to be drawn anew: some nodes with all below them, or all */
  draw(next: readonly Drawing<Node>[]): Node[] | 'all' {
    const changed: Node[] = [];
    const before = this.roots;
    this.children.clear();
    this.roots = this.merge(before, next, changed);
    return hasSameIds(before, next) ? changed : 'all';
  }

  /** @param changed takes the nodes that look different, or whose children are others */
  private merge(
    before: readonly Drawing<Node>[],
    next: readonly Drawing<Node>[],
    changed: Node[],
  ): Drawing<Node>[] {
    const known = new Map(before.map((one) => [one.id, one]));
    return next.map((one) => {
      const old = known.get(one.id);
      const node = old ? become(old.node, one.node) : one.node;
      const below: Node[] = [];
      const children = one.children && this.merge(old?.children ?? [], one.children, below);
      if (children)
        this.children.set(
          node,
          children.map((child) => child.node),
        );
      if (old && (old.look !== one.look || !hasSameIds(old.children ?? [], one.children ?? [])))
        changed.push(node);
      else if (old) changed.push(...below);
      return { ...one, node, ...(children && { children }) };
    });
  }
}

const hasSameIds = (before: readonly Drawing<unknown>[], next: readonly Drawing<unknown>[]): boolean =>
  before.length === next.length && before.every(({ id }, index) => id === next[index]?.id);

/** Makes of a node what it is now. */
function become<Node extends object>(node: Node, now: Node): Node {
  for (const name of Object.keys(node)) if (!(name in now)) Reflect.deleteProperty(node, name);
  return Object.assign(node, now);
}
