import * as vscode from 'vscode';
import type { Part, Shared } from '../../part';
import { StatusQuestions } from './askStatus';
import { machineCommandTable } from './machineCommandTable';
import type { MachineNode } from './machineNodes';
import type { MachineServices } from './machineServices';
import { MachinesView } from './machinesView';
import { MachineStore } from './machineStore';
import { reportEnd } from './reportEnd';
import { RunningTasks } from './runningTasks';
import { Snapshots } from './snapshotCache';
import { hasRemoteSsh } from './sshConfigCommands';
import { taskType } from './taskDefinition';
import { Vagrantfiles } from './vagrantfiles';
import { VagrantTasks } from './vagrantTasks';
import { watchMachines } from './watchMachines';

export interface MachinesPart extends Part {
  readonly view: MachinesView;
  readonly running: RunningTasks;
  readonly services: MachineServices;
}

/**
 * Machines: their view, their commands, and the tasks in which Vagrant works on them.
 * @param home the folder of vagrantHome()
 */
export function machinesPart({ context, runner, log }: Shared, home: string): MachinesPart {
  const vagrantfiles = new Vagrantfiles();
  const store = new MachineStore(home, vagrantfiles);
  const running = new RunningTasks();
  const snapshots = new Snapshots(runner);
  const tasks = new VagrantTasks(runner, vagrantfiles, context.logUri.fsPath);
  const view = new MachinesView(store, running, snapshots, (machines) => questions.askWhatIsOpen(machines));
  const tree = vscode.window.createTreeView<MachineNode>('boxwright.machines', {
    treeDataProvider: view,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const redraw = () => view.refresh();
  const questions = new StatusQuestions(runner, store, running, () => tree.visible, redraw, log);
  const refresh = (folder?: string) => {
    if (folder === undefined) {
      vagrantfiles.forgetList();
      store.forgetAll();
    } else store.forget(folder);
    snapshots.forget();
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
    refresh: () => refresh(),
  };
  // A window that never shows the view watches nothing.
  let watcher: vscode.Disposable | undefined;
  const seen = () => {
    watcher ??= watchMachines(home, () => vagrantfiles.forgetList(), redraw);
    void vscode.commands.executeCommand('setContext', 'boxwright.remoteSsh', hasRemoteSsh());
    void questions.askAgain();
  };
  return {
    view,
    running,
    services,
    commands: machineCommandTable(services),
    disposables: [
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
      vscode.workspace.onDidChangeWorkspaceFolders(() => refresh()),
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
        refresh(ended.action.folder);
        void questions.askAfterTask(ended.action.folder);
        void reportEnd(ended, tasks.errorLog(ended.definition), home);
      }),
    ],
  };
}
