import * as vscode from 'vscode';
import { expectedBuilds } from '../../../tools/packer/plan/expectedBuilds';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { templateAt } from '../templates/templateAt';
import type { BuildService } from './buildService';
import { reportEnded, reportRunning } from './reportRecovered';

/** How often it is looked whether a build that another window is starting can be followed. Milliseconds. */
const interval = 10_000;

/**
 * Finds the builds that were running when the editor ended: follows again those that still are, and tells of those that
 * ended meanwhile.
 */
export class BuildRecovery implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;
  private isDisposed = false;

  constructor(
    private readonly builds: BuildService,
    private readonly log: vscode.LogOutputChannel,
  ) {
    // Not while the editor waits for the extension to be there.
    setImmediate(() => void this.look());
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    try {
      for (const record of await this.builds.recoverable()) await this.recover(record);
    } catch (error) {
      this.log.error(String(error));
    }
    if (!this.isDisposed && this.builds.unfollowed().length)
      this.timer = setTimeout(() => void this.look(), interval);
  }

  private async recover(record: RunRecord): Promise<void> {
    closeTerminal(record);
    const template = templateAt(record.template);
    const running = await this.builds.adopt(record, template ? expectedBuilds(template) : []);
    void (running.outlived ? reportRunning(running) : running.finished.then(reportEnded));
  }
}

/**
 * The terminal of a build whose extension host was killed stays, and VS Code takes its task for one that runs: it would
 * not start another build of the template.
 */
function closeTerminal({ template }: RunRecord): void {
  const name = `build ${vscode.workspace.asRelativePath(template)}`;
  for (const terminal of vscode.window.terminals)
    if (terminal.name === name || terminal.name.startsWith(`${name} `)) terminal.dispose();
}
