import path from 'node:path';
import * as vscode from 'vscode';
import { buildStepByStep as command } from '../../../tools/packer/commands/packer';
import { withSecrets } from '../../../tools/packer/commands/withSecrets';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { BuildRequest } from '../../../tools/packer/commands/buildRequest';
import { taskType } from './tasks/taskDefinition';

/**
 * Builds with a wait for Enter before each step, in a terminal that takes what the user types.
 * @returns when Packer has ended
 * @throws ToolMissing, WorkspaceUntrusted
 */
export async function buildStepByStep(request: BuildRequest, runner: ToolRunner): Promise<void> {
  const { template, target, choices, secrets } = request;
  const program = runner.executable('packer');
  const name = path.basename(template.path);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Packer pauses in the terminal before each step of {0}: press Enter to continue, or Ctrl+C to cancel and clean up. This build is not recorded and writes no log.',
      name,
    ),
  );
  // A file with secrets stays until the end: nothing tells when Packer has read it.
  await withSecrets(template.dialect, secrets, (given) => {
    const { args, cwd, env } = command(target, choices, given);
    const task = new vscode.Task(
      { type: taskType, command: 'step by step', template: template.path },
      vscode.TaskScope.Workspace,
      vscode.l10n.t('step by step {0}', name),
      taskType,
      new vscode.ProcessExecution(program, [...args], { cwd, env: { ...env } }),
      ['$packer'],
    );
    task.presentationOptions = {
      reveal: vscode.TaskRevealKind.Always,
      focus: true,
      // Not in the terminal of a task that takes no input.
      panel: vscode.TaskPanelKind.Dedicated,
      clear: true,
      showReuseMessage: false,
    };
    return execute(task);
  });
}

/** @returns when the task has ended */
async function execute(task: vscode.Task): Promise<void> {
  const ended: vscode.TaskExecution[] = [];
  const end = new vscode.EventEmitter<void>();
  const subscription = vscode.tasks.onDidEndTask(({ execution }) => {
    ended.push(execution);
    end.fire();
  });
  try {
    const execution = await vscode.tasks.executeTask(task);
    while (!ended.includes(execution))
      await new Promise<void>((resolve) => {
        const next = end.event(() => {
          next.dispose();
          resolve();
        });
      });
  } finally {
    subscription.dispose();
    end.dispose();
  }
}
