import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { isWorkedOn, machineLocks } from '../../../../tools/vagrant/lockHolder';
import type { AllMachines } from './machineStore';
import { isAmongPaths, isSamePath } from '../../../../text/pathKey';

/** The locks of the machines that are known, by which it is told whether some Vagrant works on them. */
export class MachineLocks {
  private own: readonly KnownMachine[] = [];
  private others: readonly KnownMachine[] = [];

  constructor(
    /** The folder of vagrantHome(). */
    private readonly home: string,
  ) {}

  learn({ workspace, others }: AllMachines): void {
    this.own = workspace.flatMap(({ machines }) => machines);
    this.others = others.filter(({ stale }) => !stale);
  }

  /** Whether machines of a folder are known, of the workspace or others. */
  knows(folder: string): boolean {
    return this.in(folder).length > 0;
  }

  /** Whether some Vagrant does something with a machine of a folder. */
  areHeld(folder: string): boolean {
    return this.in(folder).some((machine) => isWorkedOn(this.home, machine));
  }

  /** The folder of the workspace's machine that a lock is for. Those of others are not asked about unless a task asks. */
  folderOf(lock: string): string | undefined {
    return this.own.find((machine) => isAmongPaths(lock, machineLocks(this.home, machine)))?.folder;
  }

  private in(folder: string): readonly KnownMachine[] {
    return [...this.own, ...this.others].filter((machine) => isSamePath(machine.folder, folder));
  }
}
