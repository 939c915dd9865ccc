import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../../notify';
import { buildStepByStep as command } from '../../../tools/packer/commands/packer';
import { withSecrets } from '../../../tools/packer/commands/withSecrets';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { BuildRequest } from '../../../tools/packer/commands/buildRequest';
import type { BuildService } from './buildService';
import { taskType } from './tasks/taskDefinition';

/**
 * Builds with a wait for Enter before each step, in a terminal that takes what the user types.
 * @returns when Packer has ended
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError when another build uses the same
 */
export async function buildStepByStep(
  request: BuildRequest,
  runner: ToolRunner,
  builds: Pick<BuildService, 'occupy'>,
): Promise<void> {
  const { template, target, choices, secrets } = request;
  const program = runner.executable('packer');
  const name = path.basename(template.path);
  const occupied = await builds.occupy(request);
  void notify.information(
    vscode.l10n.t(
      'Packer pauses in the terminal before each step of {0}: press Enter to continue, or Ctrl+C to stop and clean up. This build is not recorded and writes no log.',
      name,
    ),
  );
  // A file with secrets stays until the end: nothing tells when Packer has read it.
  const work = withSecrets(template.dialect, secrets, (given) => {
    const { args, cwd, env } = command(target, choices, given);
    const task = new vscode.Task(
      { type: taskType, command: 'step by step', template: template.path, run: occupied.run },
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
    return execute(task, (pid) => void occupied.startedAs(pid));
  });
  await work.finally(() => occupied.release());
}

/**
 * @param onStart is given the number of the process
 * @returns when the task has ended
 */
async function execute(task: vscode.Task, onStart: (pid: number) => void): Promise<void> {
  const ended: vscode.TaskExecution[] = [];
  const end = new vscode.EventEmitter<void>();
  const subscription = vscode.tasks.onDidEndTask(({ execution }) => {
    ended.push(execution);
    end.fire();
  });
  const starts = vscode.tasks.onDidStartTaskProcess(({ execution, processId }) => {
    if (execution.task.definition['run'] === task.definition['run']) onStart(processId);
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
    starts.dispose();
    end.dispose();
  }
}
