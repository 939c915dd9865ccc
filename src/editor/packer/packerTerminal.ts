import path from 'node:path';
import * as vscode from 'vscode';
import { defaultChoices } from '../../tools/packer/buildChoices';
import { console } from '../../tools/packer/templateCommands';
import type { ToolCommand } from '../../tools/toolCommand';
import type { ToolRunner } from '../../tools/toolRunner';
import { pickTemplate, targetOf } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';
import { saveAll } from './validate';

/** Opens Packer's console on a template. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function openConsole(argument: TemplateArgument | undefined, runner: ToolRunner): Promise<void> {
  runner.executable('packer');
  const template = await pickTemplate(argument);
  if (!template) return;
  await saveAll(template);
  const command = console(targetOf(template), defaultChoices);
  await runInTerminal(runner, command, vscode.l10n.t('console {0}', path.basename(template.path)));
}

/**
 * Runs Packer in a terminal of its own, which takes what the user types.
 * @returns when it has been started
 */
async function runInTerminal(
  runner: ToolRunner,
  { tool, args, cwd, env }: ToolCommand,
  name: string,
): Promise<vscode.TaskExecution> {
  const execution = new vscode.ProcessExecution(runner.executable(tool), [...args], { cwd, env: { ...env } });
  const definition = { type: 'packer', command: args[0] };
  const task = new vscode.Task(definition, vscode.TaskScope.Workspace, name, 'packer', execution, []);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.New,
    focus: true,
    showReuseMessage: false,
  };
  return vscode.tasks.executeTask(task);
}
