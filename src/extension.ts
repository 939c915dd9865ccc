import * as vscode from 'vscode';
import { FixAll } from './editor/lint/fixAll';
import { Hovers } from './editor/lint/hovers';
import { LintStatus } from './editor/lint/lintStatus';
import { LintTasks, lintTaskType } from './editor/lint/lintTask';
import { lintWhen } from './editor/lint/lintWhen';
import { LiveLint } from './editor/lint/liveLint';
import { QuickFixes } from './editor/lint/quickFixes';
import { TakeOverView } from './editor/lint/takeOverView';
import { lintOpenFile } from './editor/lint/lintOpenFile';
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
  readonly lintStatus: Pick<LintStatus, 'item'>;
}

/** Builds the parts and connects them. */
export function activate(context: vscode.ExtensionContext): Exports {
  const log = vscode.window.createOutputChannel('Boxwright', { log: true });
  const runner = createRunner(log);
  const validation = new Validation(runner);
  const lint = new LiveLint(log, validation);
  const lintStatus = new LintStatus(lint);
  const lintTasks = new LintTasks(lint);
  const takeOver = new TakeOverView(lint);
  const builds = new Builds(runner);
  const tasks = new BuildTasks(builds, log);
  const home = vagrantHome();
  const boxes = new BoxesView(home);

  /** What the linter shows can be of any language: scripts, user data. */
  const anyFile: vscode.DocumentSelector = { scheme: 'file' };
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
    'boxwright.lintWorkspace': () => lintTasks.run(),
    'boxwright.lintFile': () => lintOpenFile(lint),
    'boxwright.openRule': (id: unknown) => openRule(context.extensionUri, id),
  };

  context.subscriptions.push(
    log,
    lint,
    lintStatus,
    takeOver,
    lintWhen(lint),
    validation,
    builds,
    boxes,
    vscode.window.registerTreeDataProvider('boxwright.boxes', boxes),
    vscode.tasks.registerTaskProvider(taskType, tasks),
    vscode.tasks.registerTaskProvider(lintTaskType, lintTasks),
    vscode.languages.registerCodeActionsProvider(anyFile, new QuickFixes(lint), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
    vscode.languages.registerCodeActionsProvider(anyFile, new FixAll(lint), {
      providedCodeActionKinds: [FixAll.kind],
    }),
    vscode.languages.registerCodeLensProvider(anyFile, takeOver),
    vscode.languages.registerInlayHintsProvider(anyFile, takeOver),
    vscode.languages.registerHoverProvider(anyFile, new Hovers(lint)),
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
  return { boxes, lintStatus };
}
