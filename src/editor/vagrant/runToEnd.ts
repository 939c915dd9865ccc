import * as vscode from 'vscode';
import { afterOthers } from '../afterOthers';
import { hidesOfUrls, shownUrls } from '../../pipeline/shownUrls';
import type { ToolCommand } from '../../tools/toolCommand';
import type { ToolRunner } from '../../tools/toolRunner';

/**
 * Runs Vagrant in a terminal, after others on boxes or plugins, where it asks questions, draws progress and takes Ctrl-C, and waits for its end.
 * @returns the exit code; undefined when it was closed, or never started
 * @throws ToolMissing, WorkspaceUntrusted
 */
export async function runToEnd(
  runner: ToolRunner,
  { tool, args, cwd, env }: ToolCommand,
  name: string,
): Promise<number | undefined> {
  const program = runner.executable(tool);
  const process = new vscode.ProcessExecution(program, [...args], { cwd, env: { ...env } });
  const [group, command, ...rest] = args;
  const definition = {
    type: 'vagrant',
    command: `${group} ${command}`,
    folder: cwd,
    args: rest.map(shownUrls),
  };
  const task = new vscode.Task(definition, vscode.TaskScope.Workspace, name, 'vagrant', process, []);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    clear: true,
    // VS Code would print the command, which Vagrant takes the password of a URL by.
    echo: !args.some(hidesOfUrls),
    showReuseMessage: false,
  };
  return afterOthers(`vagrant ${group}`, name, async (runs) => {
    const ends = new Ends();
    try {
      return await ends.of(await vscode.tasks.executeTask(task), runs);
    } finally {
      ends.dispose();
    }
  });
}

/** Which tasks have begun and ended, with which exit code: listening since before the task was started, that none is missed. */
class Ends implements vscode.Disposable {
  private readonly begun = new Map<vscode.TaskExecution, number>();
  private readonly ended = new Map<vscode.TaskExecution, number | undefined>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions = [
    vscode.tasks.onDidStartTaskProcess(({ execution, processId }) => {
      this.begun.set(execution, processId);
      this.changed.fire();
    }),
    vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => this.ended.set(execution, exitCode)),
    // After the process, and also where there was none.
    vscode.tasks.onDidEndTask(({ execution }) => {
      if (!this.ended.has(execution)) this.ended.set(execution, undefined);
      this.changed.fire();
    }),
  ];

  of(execution: vscode.TaskExecution, begins: (pid: number) => Promise<void>): Promise<number | undefined> {
    return new Promise((resolve) => {
      const look = () => {
        const pid = this.begun.get(execution);
        if (pid !== undefined) {
          this.begun.delete(execution);
          // Where it can't be noted down, the window alone stands for it.
          begins(pid).catch(() => undefined);
        }
        if (this.ended.has(execution)) resolve(this.ended.get(execution));
      };
      this.changed.event(look);
      look();
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }
}
