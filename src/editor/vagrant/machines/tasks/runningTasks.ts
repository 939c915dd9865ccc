import * as vscode from 'vscode';
import { folderKey } from '../../../../tools/vagrant/knownMachines';
import type { MachineAction } from '../../../../tools/vagrant/machineAction';
import { MachineTerminals } from './machineTerminals';
import { readDefinition, taskType, toAction } from './taskDefinition';
import type { VagrantTaskDefinition } from './taskDefinition';

/** A task of this window in which Vagrant runs. */
export interface RunningTask {
  readonly name: string;
  readonly definition: VagrantTaskDefinition;
  readonly action: MachineAction;
  /** Undefined until its process has started. */
  readonly pid: number | undefined;
  /** How often it was asked to stop. */
  readonly interrupts: number;
}

export interface EndedTask {
  readonly name: string;
  readonly definition: VagrantTaskDefinition;
  readonly action: MachineAction;
  /** Undefined when it was ended from outside. */
  readonly exitCode: number | undefined;
}

const ctrlC = '\x03';

/** The tasks of this window in which Vagrant runs, wherever they were started. */
export class RunningTasks implements vscode.Disposable {
  private readonly running = new Map<vscode.TaskExecution, RunningTask>();
  /** Those in which tasks run. */
  private readonly opened = new Map<vscode.TaskExecution, Promise<vscode.Terminal | undefined>>();
  private readonly terminals = new MachineTerminals<vscode.Terminal>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly end = new vscode.EventEmitter<EndedTask>();
  private readonly subscriptions: vscode.Disposable[];
  readonly onDidChange = this.changed.event;
  readonly onDidEnd = this.end.event;

  constructor() {
    this.subscriptions = [
      this.changed,
      this.end,
      vscode.tasks.onDidStartTask(({ execution }) => this.start(execution, undefined)),
      vscode.tasks.onDidStartTaskProcess(({ execution, processId }) => this.start(execution, processId)),
      vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => this.ended(execution, exitCode)),
      vscode.window.onDidCloseTerminal((terminal) => this.terminals.closed(terminal)),
      // A task that never had a process.
      vscode.tasks.onDidEndTask(({ execution }) => this.ended(execution, undefined)),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  get all(): readonly RunningTask[] {
    return [...this.running.values()];
  }

  /** What runs for a machine, or for any machine of a folder. */
  on(folder: string, machine?: string): MachineAction | undefined {
    const key = folderKey(folder);
    return this.all.find(
      ({ action }) =>
        folderKey(action.folder) === key &&
        (machine === undefined || !action.machines.length || action.machines.includes(machine)),
    )?.action;
  }

  /**
   * Stops a task as its user would in its terminal: Vagrant finishes the step that it is at and cleans up; the second time
   * it ends at once. What does not even react to that is ended from outside.
   * @returns how often it has been asked now; 0 when it runs no more
   */
  async interrupt(task: RunningTask): Promise<number> {
    const [execution, now] = [...this.running].find(([, { name }]) => name === task.name) ?? [];
    if (!execution || !now) return 0;
    const interrupts = now.interrupts + 1;
    this.running.set(execution, { ...now, interrupts });
    const terminal = interrupts > 2 ? undefined : await terminalOf(now.pid);
    if (terminal) terminal.sendText(ctrlC, false);
    else execution.terminate();
    return interrupts;
  }

  private start(execution: vscode.TaskExecution, pid: number | undefined): void {
    const { task } = execution;
    const definition = task.definition.type === taskType ? readDefinition(task.definition) : undefined;
    if (!definition) return;
    this.running.set(execution, {
      name: task.name,
      definition,
      action: toAction(definition, baseOf(task.scope)),
      pid,
      interrupts: 0,
    });
    this.changed.fire();
    if (pid !== undefined) this.openedIn(execution, pid);
  }

  private openedIn(execution: vscode.TaskExecution, pid: number): void {
    const action = this.running.get(execution)?.action;
    if (!action) return;
    const opened = terminalOf(pid);
    this.opened.set(execution, opened);
    void opened.then((terminal) => terminal && this.terminals.started(action, terminal));
  }

  private ended(execution: vscode.TaskExecution, exitCode: number | undefined): void {
    const running = this.running.get(execution);
    if (!running) return;
    this.running.delete(execution);
    void this.opened.get(execution)?.then((terminal) => terminal && this.terminals.ended(terminal));
    this.opened.delete(execution);
    this.changed.fire();
    const { name, definition, action } = running;
    this.end.fire({ name, definition, action, exitCode });
  }
}

/** From where a task's relative folder is taken. */
export function baseOf(scope: vscode.Task['scope']): string {
  const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.fsPath ?? '/';
}

/** A task's process is its terminal's. */
async function terminalOf(pid: number | undefined): Promise<vscode.Terminal | undefined> {
  for (const terminal of vscode.window.terminals)
    if (pid !== undefined && (await terminal.processId) === pid) return terminal;
  return undefined;
}
