import { machineKey } from '../../../../tools/vagrant/knownMachines';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { snapshotList } from '../../../../tools/vagrant/snapshots';
import type { AskVagrant } from './askVagrant';

/** The snapshots of machines, which Vagrant is asked for when somebody looks at them, and not again until they change. */
export class Snapshots {
  private readonly kept = new Map<string, Promise<readonly string[]>>();

  private forgotten = 0;

  constructor(private readonly ask: AskVagrant) {}

  /** @throws VagrantFailure, ToolMissing, WorkspaceUntrusted */
  async of(machine: KnownMachine): Promise<readonly string[]> {
    const key = machineKey(machine);
    const kept = this.kept.get(key) ?? this.ask(snapshotList(machine, machine.name));
    this.kept.set(key, kept);
    return kept;
  }

  /** Another one when they may be others. */
  get version(): number {
    return this.forgotten;
  }

  forget(): void {
    this.forgotten++;
    this.kept.clear();
  }
}
