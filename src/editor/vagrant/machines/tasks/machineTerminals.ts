import { folderKey } from '../../../../tools/vagrant/knownMachines';
import type { MachineAction } from '../../../../tools/vagrant/machineAction';

/** A terminal of VS Code, as far as it is needed here. */
export interface Closable {
  dispose(): void;
}

/** Machines of a Vagrantfile; all of them when none is named. */
type Place = Pick<MachineAction, 'folder' | 'machines'>;

/** A terminal in which Vagrant works, or has worked. */
interface Used<Terminal> {
  readonly place: Place;
  readonly terminal: Terminal;
  ended: boolean;
}

/**
 * Leaves each machine one terminal. VS Code opens one for each command and keeps it, so that those in which earlier commands
 * have ended are closed when the next one begins with the same machine. What is still at work stays.
 */
export class MachineTerminals<Terminal extends Closable> {
  private used: readonly Used<Terminal>[] = [];

  /** A command has begun in a terminal. */
  started(place: Place, terminal: Terminal): void {
    const others = this.used.filter((one) => one.terminal !== terminal);
    const replaced = others.filter((one) => one.ended && haveCommon(one.place, place));
    this.used = [...others.filter((one) => !replaced.includes(one)), { place, terminal, ended: false }];
    for (const one of replaced) one.terminal.dispose();
  }

  ended(terminal: Terminal): void {
    for (const one of this.used) if (one.terminal === terminal) one.ended = true;
  }

  /** The user has closed it. */
  closed(terminal: Terminal): void {
    this.used = this.used.filter((one) => one.terminal !== terminal);
  }
}

const haveCommon = (one: Place, other: Place): boolean =>
  folderKey(one.folder) === folderKey(other.folder) &&
  (!one.machines.length ||
    !other.machines.length ||
    one.machines.some((name) => other.machines.includes(name)));
