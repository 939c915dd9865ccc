import * as vscode from 'vscode';
import { WorkspaceUntrusted } from '../../../../tools/toolRunner';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { machineTreeItem } from './machineItems';
import type { MachineNode } from './machineNodes';
import type { AllMachines, MachineStore } from '../status/machineStore';
import { missingVagrant } from '../../missingVagrant';
import type { RunningTasks } from '../tasks/runningTasks';
import type { Snapshots } from '../status/snapshotCache';

/** The Machines view: the workspace's Vagrantfiles, then the other machines of this computer. Vagrant is not run for it. */
export class MachinesView implements vscode.TreeDataProvider<MachineNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  private readonly wasRead = new vscode.EventEmitter<AllMachines>();
  /** The machines have been read, to be drawn. */
  readonly onDidRead = this.wasRead.event;

  constructor(
    private readonly store: Pick<MachineStore, 'read'>,
    private readonly running: Pick<RunningTasks, 'on'>,
    private readonly snapshots: Snapshots,
  ) {}

  dispose(): void {
    this.changed.dispose();
    this.wasRead.dispose();
  }

  /** Draws anew what the disk says. */
  refresh(): void {
    this.changed.fire();
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
    switch (parent?.kind) {
      case undefined:
        return this.roots();
      case 'vagrantfile':
        return parent.of.machines.map((machine) => ({ kind: 'machine', machine, isOther: false }));
      case 'others':
        return parent.machines.map((machine) => ({ kind: 'machine', machine, isOther: true }));
      case 'machine':
        return this.snapshotsOf(parent.machine);
      default:
        return [];
    }
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

  private async roots(): Promise<MachineNode[]> {
    const machines = await this.store.read();
    this.wasRead.fire(machines);
    const { workspace, others } = machines;
    const missing = workspace.length || others.length ? missingVagrant() : undefined;
    return [
      ...(missing === undefined
        ? []
        : [
            {
              kind: 'message',
              label: vscode.l10n.t('Vagrant not found'),
              detail: missing,
              missing: true,
            } as const,
          ]),
      ...workspace.map((of) => ({ kind: 'vagrantfile', of }) as const),
      ...(others.length
        ? [{ kind: 'others', machines: others, expanded: workspace.length === 0 } as const]
        : []),
    ];
  }
}

const message = (label: string): MachineNode => ({ kind: 'message', label, detail: '', missing: false });
