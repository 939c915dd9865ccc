import * as vscode from 'vscode';
import type { Part, EditorServices } from '../../part';
import { machineCommandTable } from './commands/machineCommandTable';
import { hasRemoteSsh } from './commands/sshConfigCommands';
import { createMachineServices } from './machineServices';
import type { MachineServices } from './machineServices';
import { watchMachines } from './status/watchMachines';
import { reportEnd } from './tasks/reportEnd';
import { taskType } from './tasks/taskDefinition';
import type { MachineNode } from './view/machineNodes';
import { MachinesView } from './view/machinesView';

export interface MachinesPart extends Part {
  readonly view: MachinesView;
  readonly services: MachineServices;
}

/**
 * Machines: their view, their commands, and the tasks in which Vagrant works on them. Here is what makes the view be drawn
 * anew and Vagrant be asked; which of the questions are asked, and when, StatusRefresher decides.
 * @param home the folder of vagrantHome()
 */
export function machinesPart(shared: EditorServices, home: string): MachinesPart {
  const { disposables, ...services } = createMachineServices(shared, home);
  const { store, locks, status, running, snapshots, tasks } = services;
  const view = new MachinesView(store, running, snapshots);
  const tree = vscode.window.createTreeView<MachineNode>('boxwright.machines', {
    treeDataProvider: view,
    canSelectMany: true,
    showCollapseAll: true,
  });
  const redraw = () => view.refresh();
  /** Some Vagrant has done something with machines of a folder. */
  const worked = (folder: string) => {
    snapshots.forget();
    if (locks.knows(folder)) status.refresh(folder);
    redraw();
  };
  const unlocked = (lock: string) => {
    const folder = locks.folderOf(lock);
    if (folder !== undefined) worked(folder);
  };
  return {
    view,
    services,
    commands: machineCommandTable(services),
    disposables: [
      ...disposables,
      view,
      tree,
      vscode.tasks.registerTaskProvider(taskType, tasks),
      view.onDidRead(() => {
        locks.learn(view.machines);
        status.refreshUnknown(view.machines);
      }),
      store.onDidChange(redraw),
      whenFirstSeen(tree, () => watchMachines(shared.files, home, redraw, unlocked)),
      tree.onDidChangeVisibility(({ visible }) => {
        status.setVisible(visible);
        view.setVisible(visible);
        if (!visible) return;
        setContext('boxwright.remoteSsh', hasRemoteSsh());
        void status.refreshOld();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void status.refreshOld();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(redraw),
      vscode.workspace.onDidChangeWorkspaceFolders(services.refresh),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.vagrant')) redraw();
      }),
      running.onDidChange(() => {
        setContext('boxwright.vagrant.running', running.all.length > 0);
        redraw();
      }),
      running.onDidEnd((ended) => {
        worked(ended.action.folder);
        void reportEnd(ended, tasks.errorLog(ended.definition), home);
      }),
    ],
  };
}

/** A window that never shows the view watches nothing. */
function whenFirstSeen(
  tree: Pick<vscode.TreeView<unknown>, 'onDidChangeVisibility'>,
  watch: () => vscode.Disposable,
): vscode.Disposable {
  let watcher: vscode.Disposable | undefined;
  const subscription = tree.onDidChangeVisibility(({ visible }) => {
    if (visible) watcher ??= watch();
  });
  return new vscode.Disposable(() => {
    subscription.dispose();
    watcher?.dispose();
  });
}

const setContext = (key: string, value: boolean): void =>
  void vscode.commands.executeCommand('setContext', key, value);
