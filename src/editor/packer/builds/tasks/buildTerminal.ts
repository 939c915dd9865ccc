import * as vscode from 'vscode';
import type { EditorServices } from '../../../part';
import { showFailure } from '../../../showFailure';
import { TerminalEnd } from '../../../terminals/terminalEnd';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import type { BuildService } from '../buildService';
import type { RunningBuild } from '../runningBuild';
import type { Validation } from '../../validation/validation';
import { reportClosed } from './reportClosed';
import { paint } from '../../../../tools/packer/output/paint';
import { placeProblems } from '../../../../tools/packer/output/placeProblems';

const ctrlC = '\x03';

/** More than Packer ever says of a template. */
const mostLines = 2000;

/** What a terminal builds, and with what. */
interface TerminalWork {
  readonly request: () => BuildRequest | Promise<BuildRequest>;
  readonly builds: Pick<BuildService, 'start'>;
  readonly validation: Pick<Validation, 'showRefusal'>;
}

/** The terminal of a build: shows its output in colors, and stops it on Ctrl-C. The build outlives it. */
export class BuildTerminal implements vscode.Pseudoterminal {
  private readonly writer = new vscode.EventEmitter<string>();
  private readonly end = new TerminalEnd();
  readonly onDidWrite = this.writer.event;
  readonly onDidClose = this.end.onDidClose;
  private running: RunningBuild | undefined;
  /** The terminal was closed, perhaps while the user was still being asked. */
  private closed = false;
  private pending = '';

  constructor(
    private readonly shared: Pick<EditorServices, 'log'>,
    private readonly work: TerminalWork,
  ) {}

  open(): void {
    this.end.opened();
    void this.build().catch((error: unknown) => {
      if (error instanceof vscode.CancellationError) {
        this.line(vscode.l10n.t('The build was not started.'));
        this.end.exit(1);
        return;
      }
      this.line(error instanceof Error ? error.message : String(error));
      this.end.exit(1);
      void showFailure(error, this.shared.log);
    });
  }

  /** VS Code calls this when the user closes the terminal, and when the window ends. */
  close(): void {
    this.closed = true;
    if (this.running) void reportClosed(this.running);
  }

  handleInput(data: string): void {
    if (data !== ctrlC || !this.running) return;
    this.line(
      vscode.l10n.t(
        'Packer is stopping the build and cleaning up. Press Ctrl+C again to end it immediately.',
      ),
    );
    this.running.stop();
  }

  private async build(): Promise<void> {
    const request = await this.work.request();
    if (this.closed) throw new vscode.CancellationError();
    const { template, target } = request;
    const name = vscode.workspace.asRelativePath(template.path);
    this.line(vscode.l10n.t('Building {0} in {1}…', name, target.cwd));
    const begun: string[] = [];
    const running = await this.work.builds.start(request, (line, read) => {
      if (begun.length < mostLines) begun.push(line);
      for (const one of placeProblems(line, target)) this.line(paint(one, read));
    });
    this.running = running;
    const { log } = running.record;
    if (log !== undefined) this.line(vscode.l10n.t('The log is {0}', log));
    const result = await running.finished;
    this.running = undefined;
    this.flush();
    // What Packer says instead of building is about the template.
    if (result.status === 'failed' && !result.steps.length)
      await this.work.validation.showRefusal(request, begun.join('\n'));
    this.end.exit(result.status === 'succeeded' ? 0 : result.exitCode || 1);
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
