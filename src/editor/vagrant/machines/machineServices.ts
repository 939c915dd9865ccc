import type * as vscode from 'vscode';
import type { ToolRunner } from '../../../tools/toolRunner';
import { status as statusOf } from '../../../tools/vagrant/status';
import { untouched } from '../../../tools/vagrant/untouched';
import type { EditorServices } from '../../part';
import { askVagrant } from './status/askVagrant';
import type { AskVagrant } from './status/askVagrant';
import { MachineLocks } from './status/machineLocks';
import { MachineStore } from './status/machineStore';
import { Snapshots } from './status/snapshotCache';
import { StatusRefresher } from './status/statusRefresher';
import { Vagrantfiles } from './status/vagrantfiles';
import { RunningTasks } from './tasks/runningTasks';
import { VagrantTasks } from './tasks/vagrantTasks';

/** What the view and the commands of machines work with. */
export interface MachineServices {
  readonly runner: ToolRunner;
  readonly store: MachineStore;
  readonly locks: MachineLocks;
  /** Decides when Vagrant is asked for the status of machines. */
  readonly status: StatusRefresher;
  readonly tasks: VagrantTasks;
  readonly running: RunningTasks;
  readonly snapshots: Snapshots;
  readonly vagrantfiles: Vagrantfiles;
  /** Remembers what was picked last. */
  readonly memory: vscode.Memento;
  /** A folder of this extension for what it keeps. */
  readonly storage: vscode.Uri;
  readonly ask: AskVagrant;
  /** Reads the disk and asks Vagrant anew. */
  readonly refresh: () => void;
}

/** Each is made of those before it. @param home the folder of vagrantHome() */
export function createMachineServices(
  { context, runner, log, files }: EditorServices,
  home: string,
): MachineServices & { readonly disposables: readonly vscode.Disposable[] } {
  const vagrantfiles = new Vagrantfiles(files);
  const store = new MachineStore(home, vagrantfiles);
  const locks = new MachineLocks(home);
  const running = new RunningTasks();
  const isWorkedOn = (folder: string) => running.on(folder) !== undefined || locks.areHeld(folder);
  const status = new StatusRefresher({
    ask: (folder, signal) => untouched({ folder }, (place) => runner.run(statusOf(place), signal)),
    store,
    isWorkedOn,
    log,
  });
  const ask: AskVagrant = (command) => status.enqueue(() => askVagrant(runner, command));
  const snapshots = new Snapshots(ask);
  const tasks = new VagrantTasks({ runner, vagrantfiles, logs: context.logUri.fsPath, status });
  return {
    runner,
    store,
    locks,
    status,
    tasks,
    running,
    snapshots,
    vagrantfiles,
    memory: context.workspaceState,
    storage: context.globalStorageUri,
    ask,
    refresh: () => {
      vagrantfiles.forgetList();
      snapshots.forget();
      store.forgetAll();
    },
    disposables: [vagrantfiles, store, status, running],
  };
}
