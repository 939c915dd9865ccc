import { folderKey } from '../../../../tools/vagrant/knownMachines';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { isWorkedOn, machineLock } from '../../../../tools/vagrant/lockHolder';
import type { AllMachines } from './machineStore';

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
    return this.in(folder).some((machine) => places(machine).some((place) => isWorkedOn(this.home, place)));
  }

  /** The folder of the workspace's machine that a lock is for. Those of others are not asked about unless a task asks. */
  folderOf(lock: string): string | undefined {
    return this.own.find((machine) => places(machine).some((place) => machineLock(this.home, place) === lock))
      ?.folder;
  }

  private in(folder: string): readonly KnownMachine[] {
    return [...this.own, ...this.others].filter((machine) => machine.folder === folder);
  }
}

/** Vagrant may know the folder by another name than the editor: without links. */
const places = (machine: KnownMachine): KnownMachine[] => [
  machine,
  { ...machine, folder: folderKey(machine.folder) },
];
