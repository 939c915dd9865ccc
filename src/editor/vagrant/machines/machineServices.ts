import type * as vscode from 'vscode';
import type { ToolCommand } from '../../../tools/toolCommand';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { MachineStore } from './status/machineStore';
import type { RunningTasks } from './tasks/runningTasks';
import type { Snapshots } from './status/snapshotCache';
import type { Vagrantfiles } from './status/vagrantfiles';
import type { VagrantTasks } from './tasks/vagrantTasks';

/** What the commands of machines work with. */
export interface MachineServices {
  readonly runner: ToolRunner;
  readonly store: MachineStore;
  readonly tasks: VagrantTasks;
  readonly running: RunningTasks;
  readonly snapshots: Snapshots;
  readonly vagrantfiles: Vagrantfiles;
  /** Remembers what was picked last. */
  readonly memory: vscode.Memento;
  /** A folder of this extension for what it keeps. */
  readonly storage: vscode.Uri;
  /** Asks Vagrant for the user: not while it is asked something else. @throws as ToolRunner.run() */
  readonly ask: <T>(question: ToolCommand<T>) => Promise<T>;
  /** Reads the disk and asks Vagrant anew. */
  readonly refresh: () => void;
}
