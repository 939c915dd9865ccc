import * as vscode from 'vscode';
import type { Part, Shared } from '../../part';
import { answer } from './status/asking';
import { StatusQuestions } from './status/askStatus';
import { machineCommandTable } from './commands/machineCommandTable';
import { MachineLocks } from './status/machineLocks';
import type { MachineNode } from './view/machineNodes';
import type { MachineServices } from './machineServices';
import { MachinesView } from './view/machinesView';
import { MachineStore } from './status/machineStore';
import { reportEnd } from './tasks/reportEnd';
import { RunningTasks } from './tasks/runningTasks';
import { Snapshots } from './status/snapshotCache';
import { hasRemoteSsh } from './commands/sshConfigCommands';
import { taskType } from './tasks/taskDefinition';
import { Vagrantfiles } from './status/vagrantfiles';
import { VagrantTasks } from './tasks/vagrantTasks';
import { watchMachines } from './status/watchMachines';

export interface MachinesPart extends Part {
  readonly view: MachinesView;
  readonly running: RunningTasks;
  readonly services: MachineServices;
}

/**
 * Machines: their view, their commands, and the tasks in which Vagrant works on them.
 * @param home the folder of vagrantHome()
 */
export function machinesPart({ context, runner, log, files }: Shared, home: string): MachinesPart {
  const vagrantfiles = new Vagrantfiles(files);
  const store = new MachineStore(home, vagrantfiles);
  const running = new RunningTasks();
  const inTurn: StatusQuestions['inTurn'] = (run) => questions.inTurn(run);
  const ask: MachineServices['ask'] = (question) => inTurn(() => answer(runner, question));
  const snapshots = new Snapshots(ask);
  const tasks = new VagrantTasks(runner, vagrantfiles, context.logUri.fsPath, inTurn);
  const view = new MachinesView(store, running, snapshots, (machines) => {
    locks.learn(machines);
    questions.askWhatIsOpen(machines);
  });
  const tree = vscode.window.createTreeView<MachineNode>('boxwright.machines', {
    treeDataProvider: view,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const redraw = () => view.refresh();
  const locks = new MachineLocks(home);
  const isWorkedOn = (folder: string) => running.on(folder) !== undefined || locks.areHeld(folder);
  const questions = new StatusQuestions(runner, store, isWorkedOn, () => tree.visible, redraw, log);
  const refresh = () => {
    vagrantfiles.forgetList();
    store.forgetAll();
    snapshots.forget();
    redraw();
  };
  /** Some Vagrant has done something with machines of a folder. */
  const worked = (folder: string) => {
    snapshots.forget();
    if (locks.knows(folder)) questions.again(folder);
    redraw();
  };
  const services: MachineServices = {
    runner,
    store,
    tasks,
    running,
    snapshots,
    vagrantfiles,
    memory: context.workspaceState,
    storage: context.globalStorageUri,
    ask,
    refresh,
  };
  // A window that never shows the view watches nothing.
  let watcher: vscode.Disposable | undefined;
  const seen = () => {
    watcher ??= watchMachines(files, home, redraw, (lock) => {
      const folder = locks.folderOf(lock);
      if (folder !== undefined) worked(folder);
    });
    void vscode.commands.executeCommand('setContext', 'boxwright.remoteSsh', hasRemoteSsh());
    void questions.askAgain();
  };
  return {
    view,
    running,
    services,
    commands: machineCommandTable(services),
    disposables: [
      vagrantfiles,
      view,
      tree,
      questions,
      running,
      {
        dispose: () => {
          watcher?.dispose();
        },
      },
      vscode.tasks.registerTaskProvider(taskType, tasks),
      tree.onDidChangeVisibility(({ visible }) => {
        if (visible) seen();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void questions.askAgain();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(redraw),
      vscode.workspace.onDidChangeWorkspaceFolders(refresh),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.vagrant')) redraw();
      }),
      running.onDidChange(() => {
        void vscode.commands.executeCommand(
          'setContext',
          'boxwright.vagrant.running',
          running.all.length > 0,
        );
        redraw();
      }),
      running.onDidEnd((ended) => {
        worked(ended.action.folder);
        void reportEnd(ended, tasks.errorLog(ended.definition), home);
      }),
    ],
  };
}
