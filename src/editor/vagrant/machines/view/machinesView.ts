import * as vscode from 'vscode';
import { WorkspaceUntrusted } from '../../../../tools/toolRunner';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import type { Drawing } from '../../../drawnTree';
import { drawingOf, SteadyTree } from '../../../steadyTree';
import { machineTreeItem } from './machineItems';
import type { MachineNode } from './machineNodes';
import type { AllMachines, MachineStore } from '../status/machineStore';
import { missingVagrant } from '../../missingVagrant';
import type { RunningTasks } from '../tasks/runningTasks';
import type { Snapshots } from '../status/snapshotCache';

/** The Machines view: the workspace's Vagrantfiles, then the other machines of this computer. Vagrant is not run for it. */
export class MachinesView implements vscode.TreeDataProvider<MachineNode>, vscode.Disposable {
  private readonly tree = new SteadyTree<MachineNode>(() => this.drawings());
  readonly onDidChangeTreeData = this.tree.onDidChange;

  readonly onDidRead = this.tree.onDidRead;
  readonly onDidRefresh = this.tree.onDidRefresh;
  private read: AllMachines = { workspace: [], others: [] };

  constructor(
    private readonly store: Pick<MachineStore, 'read'>,
    private readonly running: Pick<RunningTasks, 'on'>,
    private readonly snapshots: Snapshots,
  ) {}

  dispose(): void {
    this.tree.dispose();
  }

  /** As they were read last. */
  get machines(): AllMachines {
    return this.read;
  }

  setVisible(visible: boolean): void {
    this.tree.setVisible(visible);
  }

  refresh(): void {
    this.tree.refresh();
  }

  getTreeItem(node: MachineNode): vscode.TreeItem {
    const busy =
      node.kind === 'machine'
        ? this.running.on(node.machine.folder, node.machine.name)
        : node.kind === 'vagrantfile'
          ? this.running.on(node.of.folder)
          : undefined;
    return machineTreeItem(node, busy?.command);
  }

  async getChildren(parent?: MachineNode): Promise<MachineNode[]> {
    if (parent?.kind === 'machine') return this.snapshotsOf(parent.machine);
    return parent ? this.tree.childrenOf(parent) : this.tree.roots();
  }

  private async snapshotsOf(machine: KnownMachine): Promise<MachineNode[]> {
    try {
      const names = await this.snapshots.of(machine);
      return names.length
        ? names.map((name) => ({ kind: 'snapshot', machine, name }))
        : [message(vscode.l10n.t('No snapshots'))];
    } catch (error) {
      if (error instanceof WorkspaceUntrusted)
        return [message(vscode.l10n.t('Snapshots are not shown in an untrusted workspace'))];
      return [message(error instanceof Error ? error.message : String(error))];
    }
  }

  private async drawings(): Promise<Drawing<MachineNode>[]> {
    this.read = await this.store.read();
    const { workspace, others } = this.read;
    const missing = workspace.length || others.length ? missingVagrant() : undefined;
    return [
      ...(missing === undefined
        ? []
        : [
            this.drawingOf({
              kind: 'message',
              label: vscode.l10n.t('Vagrant not found'),
              detail: missing,
              missing: true,
            }),
          ]),
      ...workspace.map((of) => this.drawingOf({ kind: 'vagrantfile', of })),
      ...(others.length
        ? [this.drawingOf({ kind: 'others', machines: others, expanded: workspace.length === 0 })]
        : []),
    ];
  }

  private drawingOf(node: MachineNode): Drawing<MachineNode> {
    const machines =
      node.kind === 'vagrantfile' ? node.of.machines : node.kind === 'others' ? node.machines : undefined;
    const isOther = node.kind === 'others';
    const children = machines?.map((machine) => this.drawingOf({ kind: 'machine', machine, isOther }));
    // Snapshots are asked for when somebody looks at them: VS Code has to ask again when they may be others.
    const hasSnapshots = node.kind === 'machine' && node.machine.created;
    const more = hasSnapshots ? [vscode.workspace.isTrusted, this.snapshots.version] : [];
    return drawingOf(node, this.getTreeItem(node), { ...(children && { children }), more });
  }
}

const message = (label: string): MachineNode => ({ kind: 'message', label, detail: '', missing: false });
