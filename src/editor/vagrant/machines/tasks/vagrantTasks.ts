import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { withProgress } from '../../../notify';
import { loadVagrantfile } from '../../../../lint/loadVagrantfile';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { machineAction } from '../../../../tools/vagrant/machineAction';
import type { MachineAction } from '../../../../tools/vagrant/machineAction';
import { editorFiles } from '../../../editorFiles';
import { OutputTerminal } from '../../../terminals/outputTerminal';
import { canRun } from '../../canRun';
import type { StatusRefresher } from '../status/statusRefresher';
import { missingVagrant } from '../../missingVagrant';
import { baseOf } from './runningTasks';
import { readDefinition, taskName, taskType, toAction, toDefinition } from './taskDefinition';
import type { VagrantTaskDefinition } from './taskDefinition';
import { unknownProvisioners } from '../../../../pipeline/vagrantfile/unknownProvisioners';
import type { Vagrantfiles } from '../status/vagrantfiles';

/** What tasks are made with. */
interface TaskOptions {
  readonly runner: ToolRunner;
  readonly vagrantfiles: Pick<Vagrantfiles, 'all'>;
  /** The folder in which Vagrant writes the errors that end it. Absolute. */
  readonly logs: string;
  /** Lets a task start when Vagrant is not asked anything. */
  readonly status: Pick<StatusRefresher, 'enqueue'>;
}

/** Tasks in which Vagrant works on machines: in a real terminal, with its questions, colors and Ctrl-C. */
export class VagrantTasks implements vscode.TaskProvider {
  constructor(private readonly options: TaskOptions) {}

  /** What is done every day with each Vagrantfile of the workspace. */
  async provideTasks(): Promise<vscode.Task[]> {
    if (!canRun(this.options.runner)) return [];
    const all = await this.options.vagrantfiles.all();
    return all.flatMap(({ file }) =>
      ['up', 'provision', 'halt'].map((command) =>
        this.create({ folder: path.dirname(file), command, machines: [] }),
      ),
    );
  }

  /** Completes a task of tasks.json. It resolves to the very definition that it was written with. */
  async resolveTask({ definition, scope }: vscode.Task): Promise<vscode.Task | undefined> {
    const known = readDefinition(definition);
    if (!known) return undefined;
    const action = toAction(known, baseOf(scope));
    const problem = missingVagrant() ?? (await this.problemOf(action));
    return this.task(known, scope ?? vscode.TaskScope.Workspace, action, problem);
  }

  /** @throws ToolMissing, WorkspaceUntrusted, RangeError for a name that can't be passed */
  async run(action: MachineAction): Promise<void> {
    this.options.runner.executable('vagrant');
    machineAction(action);
    const task = this.create(action);
    await withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Waiting for Vagrant to respond…') },
      () => this.options.status.enqueue(() => start(task)),
    );
  }

  /** The file to which a task's Vagrant writes the error that ends it. */
  errorLog(definition: VagrantTaskDefinition): string {
    // The editor fills in what a definition leaves out: the same task has more than one.
    const name = createHash('sha256')
      .update(taskName(definition))
      .update(String(definition.args))
      .digest('hex');
    return path.join(this.options.logs, `${name.slice(0, 16)}.log`);
  }

  private create(action: MachineAction): vscode.Task {
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(action.folder));
    return this.task(
      toDefinition(action, folder?.uri.fsPath),
      folder ?? vscode.TaskScope.Workspace,
      action,
      undefined,
    );
  }

  /** Vagrant itself ignores a provisioner that it does not know, and says that all went well. */
  private async problemOf({
    folder,
    vagrantfile,
    machines,
    provisionWith = [],
  }: MachineAction): Promise<string | undefined> {
    if (!provisionWith.length) return undefined;
    const file = path.join(folder, vagrantfile ?? 'Vagrantfile');
    const content = await loadVagrantfile(file, editorFiles());
    const unknown = content && unknownProvisioners(content, machines, provisionWith);
    return unknown?.length
      ? vscode.l10n.t('{0} has no provisioner {1}, so Vagrant would run nothing.', file, unknown.join(', '))
      : undefined;
  }

  private task(
    definition: VagrantTaskDefinition,
    scope: vscode.WorkspaceFolder | vscode.TaskScope,
    action: MachineAction,
    problem: string | undefined,
  ): vscode.Task {
    const execution =
      problem === undefined
        ? this.process(definition, action)
        : new vscode.CustomExecution(() => Promise.resolve(refusal(problem)));
    const task = new vscode.Task(definition, scope, taskName(definition), taskType, execution, []);
    task.presentationOptions = {
      reveal: vscode.TaskRevealKind.Always,
      panel: vscode.TaskPanelKind.Dedicated,
      clear: true,
      showReuseMessage: false,
    };
    return task;
  }

  private process(definition: VagrantTaskDefinition, action: MachineAction): vscode.ProcessExecution {
    mkdirSync(this.options.logs, { recursive: true, mode: 0o700 });
    const { tool, args, cwd, env } = machineAction({ ...action, errorLog: this.errorLog(definition) });
    return new vscode.ProcessExecution(this.options.runner.executable(tool), [...args], {
      cwd,
      env: { ...env },
    });
  }
}

/** The editor may ask first whether the same task, which runs already, is to be ended. Milliseconds. */
const startPatience = 5_000;

/** Starts a task. @returns when it runs, or does not so soon: the editor resolves before, when the task is only known */
async function start(task: vscode.Task): Promise<void> {
  const subscriptions: vscode.Disposable[] = [];
  try {
    const started = new Promise<void>((resolve) => {
      subscriptions.push(
        vscode.tasks.onDidStartTask(({ execution }) => {
          if (execution.task.name === task.name) resolve();
        }),
      );
      const timer = setTimeout(resolve, startPatience);
      subscriptions.push(new vscode.Disposable(() => clearTimeout(timer)));
    });
    await vscode.tasks.executeTask(task);
    await started;
  } finally {
    vscode.Disposable.from(...subscriptions).dispose();
  }
}

/** A terminal that says why nothing is run. */
const refusal = (problem: string): vscode.Pseudoterminal =>
  new OutputTerminal(({ print }) => {
    print(problem);
    return 1;
  });
