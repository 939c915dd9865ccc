import path from 'node:path';
import * as vscode from 'vscode';
import { readTemplate } from '../../pipeline/template/readTemplate';
import { editorFiles } from '../editorFiles';
import { showFailure } from '../showFailure';
import { defaultChoices } from '../../tools/packer/buildChoices';
import type { BuildRequest, Builds } from './builds';
import type { RunningBuild } from './followedRun';
import { paint } from './paint';
import { targetOf } from './pickTemplate';
import { showResult } from './showResult';

/** The task type of package.json. */
export const taskType = 'packer';

interface BuildTaskDefinition extends vscode.TaskDefinition {
  readonly type: typeof taskType;
  readonly command: 'build';
  /** Relative to the workspace folder, or absolute. */
  readonly template: string;
  readonly only?: readonly string[];
  readonly force?: boolean;
}

/** Makes tasks that build templates: from the palette, and again for "Rerun Last Task". */
export class BuildTasks implements vscode.TaskProvider {
  constructor(
    private readonly builds: Builds,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Tasks are made where a template is picked; a list of all that could be built helps nobody. */
  provideTasks(): vscode.Task[] {
    return [];
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const definition = task.definition as BuildTaskDefinition;
    if (definition.command !== 'build' || typeof definition.template !== 'string') return undefined;
    const scope = task.scope ?? vscode.TaskScope.Workspace;
    const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
    const file = path.resolve(folder?.uri.fsPath ?? '', definition.template);
    // A task resolves to the very definition that it was written with; else the editor takes it for another.
    return this.taskOf(definition, scope, () => {
      const template = readTemplate(templateFile(file), editorFiles());
      if (!template) throw new Error(vscode.l10n.t('{0} is no Packer template.', definition.template));
      return {
        template,
        target: targetOf(template),
        choices: { ...defaultChoices, only: definition.only ?? [], force: definition.force ?? false },
        secrets: new Map(),
      };
    });
  }

  create(request: BuildRequest): vscode.Task {
    const { template, choices } = request;
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(template.path));
    const definition: BuildTaskDefinition = {
      type: taskType,
      command: 'build',
      template: folder
        ? path.relative(folder.uri.fsPath, template.path).split(path.sep).join('/') || '.'
        : template.path,
      ...(choices.only.length && { only: choices.only }),
      ...(choices.force && { force: true }),
    };
    return this.taskOf(definition, folder ?? vscode.TaskScope.Workspace, () => request);
  }

  private taskOf(
    definition: BuildTaskDefinition,
    scope: vscode.WorkspaceFolder | vscode.TaskScope,
    request: () => BuildRequest,
  ): vscode.Task {
    const name = `build ${definition.template}${definition.only?.length ? ` (${definition.only.join(', ')})` : ''}`;
    const execution = new vscode.CustomExecution(() =>
      Promise.resolve(new BuildTerminal(this.builds, request, this.log)),
    );
    const task = new vscode.Task(definition, scope, name, taskType, execution, []);
    task.group = vscode.TaskGroup.Build;
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true, showReuseMessage: false };
    return task;
  }
}

/** An HCL2 template is a folder; any of its files leads to it. */
function templateFile(file: string): string {
  const files = editorFiles();
  const part = files.list(file).find((name) => /\.pkr\.(hcl|json)$/i.test(name));
  return part ? path.join(file, part) : file;
}

const ctrlC = '\x03';

/** The terminal of a build: shows its output in colours, and stops it on Ctrl-C and when it is closed. */
class BuildTerminal implements vscode.Pseudoterminal {
  private readonly writer = new vscode.EventEmitter<string>();
  private readonly closer = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.writer.event;
  readonly onDidClose = this.closer.event;
  private running: RunningBuild | undefined;
  /** The terminal was closed, perhaps before Packer had started. */
  private closed = false;
  private pending = '';

  constructor(
    private readonly builds: Builds,
    private readonly request: () => BuildRequest,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  open(): void {
    void this.build().catch((error: unknown) => {
      this.line(error instanceof Error ? error.message : String(error));
      this.closer.fire(1);
      void showFailure(error, this.log);
    });
  }

  close(): void {
    this.closed = true;
    this.running?.stop();
  }

  handleInput(data: string): void {
    if (data !== ctrlC || !this.running) return;
    this.line(vscode.l10n.t('Packer is asked to cancel and clean up. Press Ctrl-C again to end it at once.'));
    this.running.stop();
  }

  private async build(): Promise<void> {
    const request = this.request();
    const { template, target } = request;
    const name = vscode.workspace.asRelativePath(template.path);
    this.line(vscode.l10n.t('Packer builds {0} in {1}', name, target.cwd));
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Packer builds {0}', name),
        cancellable: true,
      },
      async (progress, cancelled) => {
        const running = await this.builds.start(request, (line, { kind, build, text }) => {
          if (kind === 'say') progress.report({ message: `${build}: ${text}` });
          this.line(paint(line, kind));
        });
        this.running = running;
        const stop = () => running.stop();
        if (cancelled.isCancellationRequested || this.closed) stop();
        cancelled.onCancellationRequested(stop);
        return running.finished;
      },
    );
    this.running = undefined;
    this.flush();
    this.closer.fire(result.status === 'succeeded' ? 0 : result.exitCode || 1);
    void showResult(name, result);
  }

  /** Lines that come together are written together: a terminal takes few large pieces better than many small ones. */
  private line(text: string): void {
    if (!this.pending) setImmediate(() => this.flush());
    this.pending += `${text}\r\n`;
  }

  private flush(): void {
    if (this.pending) this.writer.fire(this.pending);
    this.pending = '';
  }
}
