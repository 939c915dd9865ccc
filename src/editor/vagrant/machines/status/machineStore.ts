import path from 'node:path';
import * as vscode from 'vscode';
import {
  folderKey,
  indexedMachines,
  machinesOfFolder,
  tellsAllMachines,
} from '../../../../tools/vagrant/knownMachines';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { readBoxes } from '../../../../tools/vagrant/readBoxes';
import { dataFolder, readLocalMachines } from '../../../../tools/vagrant/readLocalMachines';
import { readMachines } from '../../../../tools/vagrant/readMachines';
import type { IndexedMachine } from '../../../../tools/vagrant/readMachines';
import type { MachineStatus } from '../../../../tools/vagrant/status';
import type { VagrantFailure } from '../../../../tools/vagrant/vagrantFailure';
import type { ReadVagrantfile, Vagrantfiles } from './vagrantfiles';
import { isSamePath } from '../../../../text/pathKey';

/** A Vagrantfile of the workspace with its machines. */
export interface FolderMachines {
  readonly folder: string;
  readonly vagrantfile: ReadVagrantfile;
  readonly machines: readonly KnownMachine[];
  /** What Vagrant says is wrong with it. */
  readonly failure: VagrantFailure | undefined;
  /** Only Vagrant knows it all: a machine is there, whose state may have changed, or a name can't be read. */
  readonly needsVagrant: boolean;
  /** When Vagrant said what holds still, as of Date.now(); undefined when it has to be asked. */
  readonly askedAt: number | undefined;
}

export interface AllMachines {
  readonly workspace: readonly FolderMachines[];
  /** Those of this computer that are none of the workspace's, and those that Vagrant has lost. */
  readonly others: readonly KnownMachine[];
}

/** What Vagrant said of a folder, and what the disk said then: a disk that says something else is newer. */
interface ReportedStatus {
  readonly at: number;
  readonly disk: string;
  readonly status: readonly MachineStatus[] | VagrantFailure;
}

/** All machines that are known: from the disk each time, and from what Vagrant has said since. */
export class MachineStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** What Vagrant has reported has changed, or is no longer known. The disk is watched elsewhere. */
  readonly onDidChange = this.changed.event;
  private readonly reported = new Map<string, ReportedStatus>();

  constructor(
    /** The folder of vagrantHome(). */
    private readonly home: string,
    private readonly vagrantfiles: Pick<Vagrantfiles, 'all'>,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  /** @param folder where the caller knows a Vagrantfile, perhaps a new one */
  async read(folder?: string): Promise<AllMachines> {
    const files = await this.vagrantfiles.all(folder);
    const boxes = readBoxes(this.home);
    const indexed = byFolder(readMachines(this.home));
    const workspace = files.map((vagrantfile): FolderMachines => {
      const folder = path.dirname(vagrantfile.file);
      const disk = this.disk(vagrantfile, indexed);
      const last = this.reported.get(folder);
      const now = last?.disk === fingerprint(vagrantfile, disk) ? last : undefined;
      const failure = now && !isList(now.status) ? now.status : undefined;
      return {
        folder,
        vagrantfile,
        machines: machinesOfFolder({
          ...disk,
          folder,
          vagrantfile: vagrantfile.content,
          asked: now && isList(now.status) ? now.status : undefined,
          boxes,
        }),
        failure,
        needsVagrant: disk.local.length > 0 || !tellsAllMachines(vagrantfile.content),
        askedAt: now?.at,
      };
    });
    const own = new Map(workspace.map(({ folder, machines }) => [folderKey(folder), machines]));
    const others = [...indexed].flatMap(([key, machines]) => {
      const shown = own.get(key)?.filter(({ created }) => created) ?? [];
      return machines.filter(
        (other) => !shown.some(({ name, provider }) => name === other.name && provider === other.provider),
      );
    });
    return { workspace, others: indexedMachines(others, boxes) };
  }

  /** Keeps what Vagrant has just said of a folder. */
  async saveStatus(folder: string, status: ReportedStatus['status']): Promise<void> {
    const vagrantfile = (await this.vagrantfiles.all()).find(({ file }) =>
      isSamePath(path.dirname(file), folder),
    );
    if (!vagrantfile) return;
    const disk = fingerprint(vagrantfile, this.disk(vagrantfile, byFolder(readMachines(this.home))));
    this.reported.set(folder, { at: Date.now(), disk, status });
    this.changed.fire();
  }

  /** What Vagrant said of a folder counts no more: a task has worked there, or the user wants to know. */
  forget(folder: string): void {
    this.reported.delete(folder);
  }

  forgetAll(): void {
    this.reported.clear();
    this.changed.fire();
  }

  private disk({ file }: ReadVagrantfile, indexed: ReadonlyMap<string, readonly IndexedMachine[]>) {
    const folder = path.dirname(file);
    return {
      local: readLocalMachines(dataFolder(folder)),
      indexed: indexed.get(folderKey(folder)) ?? [],
    };
  }
}

const isList = (status: ReportedStatus['status']): status is readonly MachineStatus[] =>
  Array.isArray(status);

const fingerprint = ({ text }: ReadVagrantfile, disk: ReturnType<MachineStore['disk']>): string =>
  JSON.stringify([text, disk]);

function byFolder(machines: readonly IndexedMachine[]): Map<string, IndexedMachine[]> {
  const all = new Map<string, IndexedMachine[]>();
  for (const machine of machines) {
    const key = folderKey(machine.folder);
    const there = all.get(key);
    if (there) there.push(machine);
    else all.set(key, [machine]);
  }
  return all;
}
