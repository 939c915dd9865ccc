import * as vscode from 'vscode';
import { LiveLint } from './editor/lint/liveLint';
import { QuickFixes } from './editor/lint/quickFixes';
import { openRule } from './editor/openRule';
import { Builds } from './editor/packer/builds';
import { BuildTasks, taskType } from './editor/packer/buildTask';
import { startBuild, stopBuild } from './editor/packer/startBuild';
import { Validation } from './editor/packer/validate';
import { showFailure } from './editor/showFailure';
import { createRunner } from './editor/toolBox';
import { addBox, removeBox } from './editor/vagrant/boxCommands';
import { BoxesView } from './editor/vagrant/boxesView';
import type { BoxItem } from './editor/vagrant/boxesView';
import { vagrantProvision, vagrantUp } from './editor/vagrant/machineCommands';
import { vagrantHome } from './tools/vagrant/vagrantHome';

/** What other extensions get of this one. */
export interface Exports {
  readonly boxes: vscode.TreeDataProvider<BoxItem>;
}

/** Builds the parts and connects them. */
export function activate(context: vscode.ExtensionContext): Exports {
  const log = vscode.window.createOutputChannel('Boxwright', { log: true });
  const runner = createRunner(log);
  const lint = new LiveLint(log);
  const validation = new Validation(runner);
  const builds = new Builds(runner);
  const tasks = new BuildTasks(builds, log);
  const home = vagrantHome();
  const boxes = new BoxesView(home);

  const commands: Readonly<Record<string, (argument: never) => unknown>> = {
    'boxwright.packer.validate': (uri?: vscode.Uri) => validation.run(uri),
    'boxwright.packer.build': (uri?: vscode.Uri) => startBuild(uri, runner, builds, tasks),
    'boxwright.packer.stopBuild': () => stopBuild(builds),
    'boxwright.vagrant.up': (uri?: vscode.Uri) => vagrantUp(uri, runner),
    'boxwright.vagrant.provision': (uri?: vscode.Uri) => vagrantProvision(uri, runner),
    'boxwright.vagrant.addBox': () => addBox(runner),
    'boxwright.vagrant.removeBox': (item?: BoxItem) =>
      removeBox(item?.kind === 'box' ? item.box : undefined, home, runner),
    'boxwright.vagrant.refreshBoxes': () => boxes.refresh(),
    'boxwright.openRule': (id: unknown) => openRule(context.extensionUri, id),
  };

  context.subscriptions.push(
    log,
    lint,
    validation,
    builds,
    boxes,
    vscode.window.registerTreeDataProvider('boxwright.boxes', boxes),
    vscode.tasks.registerTaskProvider(taskType, tasks),
    vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, new QuickFixes(lint), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('boxwright.vagrant')) boxes.refresh();
    }),
    ...Object.entries(commands).map(([id, run]) =>
      vscode.commands.registerCommand(id, async (argument: never) => {
        try {
          await run(argument);
        } catch (error) {
          void showFailure(error, log);
        }
      }),
    ),
  );
  return { boxes };
}
