import * as vscode from 'vscode';
import { stylishReport } from '../../lint/report/stylish';
import { editorFiles } from '../editorFiles';
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
    const execution = new vscode.CustomExecution(() => Promise.resolve(new LintTerminal(this.lint)));
    const name = vscode.l10n.t('Lint Workspace');
    // No problem matcher: what is found is in the Problems panel anyway.
    const task = new vscode.Task(definition, scope, name, lintTaskType, execution, []);
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true, showReuseMessage: false };
    return task;
  }
}

class LintTerminal implements vscode.Pseudoterminal {
  private readonly writer = new vscode.EventEmitter<string>();
  private readonly closer = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.writer.event;
  readonly onDidClose = this.closer.event;
  private closed = false;

  constructor(private readonly lint: LiveLint) {}

  open(size: vscode.TerminalDimensions | undefined): void {
    void this.run(size?.columns).then(
      (code) => this.closer.fire(code),
      (error: unknown) => {
        this.write(`${error instanceof Error ? error.message : String(error)}\n`);
        this.closer.fire(2);
      },
    );
  }

  close(): void {
    this.closed = true;
  }

  /**
   * @param width of the terminal, where that is known
   * @returns the exit code of the command line: 1 where there are errors
   */
  private async run(width: number | undefined): Promise<number> {
    const location = vscode.ProgressLocation.Window;
    await vscode.window.withProgress(
      { location, title: vscode.l10n.t('Linting the workspace…') },
      (progress) =>
        this.lint.lintWorkspace('all', (key) => {
          progress.report({ message: vscode.workspace.asRelativePath(key) });
          return !this.closed;
        }),
    );
    const report = this.lint.report();
    const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '/';
    this.write(stylishReport({ ...report, sources: editorFiles(), cwd }, true, width));
    return report.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  }

  private write(text: string): void {
    this.writer.fire(text.replace(/\r?\n/g, '\r\n'));
  }
}
