import * as vscode from 'vscode';
import type { ToolCommand } from '../../../../tools/toolCommand';
import { WorkspaceUntrusted } from '../../../../tools/toolRunner';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { snapshotList } from '../../../../tools/vagrant/snapshots';
import { machineKey } from '../view/machineNodes';
import type { MachineNode } from '../view/machineNodes';

/** The snapshots of machines, which Vagrant is asked for when somebody looks at them, and not again until they change. */
export class Snapshots {
  private readonly kept = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly ask: <T>(question: ToolCommand<T>) => Promise<T>) {}

  /** @throws VagrantFailure, ToolMissing, WorkspaceUntrusted */
  async of(machine: KnownMachine): Promise<readonly string[]> {
    const key = machineKey(machine);
    const kept = this.kept.get(key) ?? this.ask(snapshotList(machine, machine.name));
    this.kept.set(key, kept);
    return kept;
  }

  /** What stands below a machine in the view. */
  async nodes(machine: KnownMachine): Promise<MachineNode[]> {
    try {
      const names = await this.of(machine);
      return names.length
        ? names.map((name) => ({ kind: 'snapshot', machine, name }))
        : [message(vscode.l10n.t('No snapshots'))];
    } catch (error) {
      if (error instanceof WorkspaceUntrusted)
        return [message(vscode.l10n.t('Snapshots are not asked for in a workspace that is not trusted'))];
      return [message(error instanceof Error ? error.message : String(error))];
    }
  }

  forget(): void {
    this.kept.clear();
  }
}

const message = (label: string): MachineNode => ({ kind: 'message', label, detail: '', missing: false });
