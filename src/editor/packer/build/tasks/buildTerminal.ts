import * as vscode from 'vscode';
import { showFailure } from '../../../showFailure';
import type { BuildRequest, Builds } from '../builds';
import type { RunningBuild } from '../followedRun';
import type { Validation } from '../../templates/validate';
import { paint } from '../../log/paint';
import { placeProblems } from './placeProblems';

const ctrlC = '\x03';

/** More than Packer ever says of a template. */
const mostLines = 2000;

/** The terminal of a build: shows its output in colours, and stops it on Ctrl-C and when it is closed. */
export class BuildTerminal implements vscode.Pseudoterminal {
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
    private readonly request: () => BuildRequest | Promise<BuildRequest>,
    private readonly validation: Pick<Validation, 'showRefusal'>,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  open(): void {
    void this.build().catch((error: unknown) => {
      if (error instanceof vscode.CancellationError) {
        this.line(vscode.l10n.t('The build was not started.'));
        this.closer.fire(1);
        return;
      }
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
    const request = await this.request();
    const { template, target } = request;
    const name = vscode.workspace.asRelativePath(template.path);
    this.line(vscode.l10n.t('Packer builds {0} in {1}', name, target.cwd));
    const begun: string[] = [];
    const running = await this.builds.start(request, (line, read) => {
      if (begun.length < mostLines) begun.push(line);
      for (const one of placeProblems(line, target)) this.line(paint(one, read));
    });
    this.running = running;
    if (this.closed) running.stop();
    const result = await running.finished;
    this.running = undefined;
    this.flush();
    // What Packer says instead of building is about the template.
    if (result.status === 'failed' && !result.steps.length)
      await this.validation.showRefusal(request, begun.join('\n'));
    this.closer.fire(result.status === 'succeeded' ? 0 : result.exitCode || 1);
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
