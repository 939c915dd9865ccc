import * as vscode from 'vscode';
import { withProgress } from '../notify';
import { OutputTerminal } from '../terminals/outputTerminal';
import type { TerminalWork } from '../terminals/outputTerminal';
import type { LiveLint } from './liveLint';

/** The task type of package.json. */
export const lintTaskType = 'boxwright';

/** Lints the workspace in a terminal, as the command line does. */
export class LintTasks implements vscode.TaskProvider {
  constructor(private readonly lint: LiveLint) {}

  provideTasks(): vscode.Task[] {
    return vscode.workspace.workspaceFolders?.length ? [this.create()] : [];
  }

  resolveTask({ definition, scope }: vscode.Task): vscode.Task | undefined {
    return definition.command === 'lint' ? this.create(definition, scope) : undefined;
  }

  /** Shows the report in the terminal; without trust, which tasks need, only the problems. */
  async run(): Promise<void> {
    if (vscode.workspace.isTrusted) {
      await vscode.tasks.executeTask(this.create());
      return;
    }
    await this.lint.lintWorkspace('all');
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }

  private create(
    definition: vscode.TaskDefinition = { type: lintTaskType, command: 'lint' },
    scope: vscode.Task['scope'] = vscode.TaskScope.Workspace,
  ): vscode.Task {
    const execution = new vscode.CustomExecution(() =>
      Promise.resolve(new OutputTerminal((terminal) => lintInTerminal(this.lint, terminal))),
    );
    const name = vscode.l10n.t('Lint Workspace');
    // No problem matcher: what is found is in the Problems panel anyway.
    const task = new vscode.Task(definition, scope, name, lintTaskType, execution, []);
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true, showReuseMessage: false };
    return task;
  }
}

/** @returns the exit code of the command line: 1 where there are errors */
async function lintInTerminal(lint: LiveLint, { print, signal, columns }: TerminalWork): Promise<number> {
  const location = vscode.ProgressLocation.Window;
  await withProgress({ location, title: vscode.l10n.t('Linting the workspace…') }, (progress) =>
    lint.lintWorkspace('all', (key) => {
      progress.report({ message: vscode.workspace.asRelativePath(key) });
      return !signal.aborted;
    }),
  );
  const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '/';
  const report = await lint.ask('report', cwd, columns);
  print((report?.text ?? '').trimEnd());
  return report?.errors ? 1 : 0;
}
