import * as vscode from 'vscode';
import type { ToolCommand } from '../../tools/toolCommand';
import type { ToolRunner } from '../../tools/toolRunner';

/**
 * Runs Vagrant in a terminal of its own: it asks questions, draws progress, and takes Ctrl-C as it would anywhere.
 * @returns when it has been started
 * @throws ToolMissing, WorkspaceUntrusted
 */
export async function runInTerminal(
  runner: ToolRunner,
  { tool, args, cwd, env }: ToolCommand,
  name: string,
): Promise<void> {
  const execution = new vscode.ProcessExecution(runner.executable(tool), [...args], { cwd, env: { ...env } });
  const [command = '', ...rest] = args;
  const definition = { type: 'vagrant', command, args: rest, folder: cwd };
  const task = new vscode.Task(definition, vscode.TaskScope.Workspace, name, 'vagrant', execution, []);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, showReuseMessage: false };
  await vscode.tasks.executeTask(task);
}
