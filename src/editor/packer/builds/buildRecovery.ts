import * as vscode from 'vscode';
import { expectedBuilds } from '../../../tools/packer/plan/expectedBuilds';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { setAvailable } from '../../availability';
import { templateAt } from '../templates/templateAt';
import type { BuildService } from './buildService';
import { reportRecovered } from './reportRecovered';
import type { EndedBuild } from './reportRecovered';
import type { RunningBuild } from './runningBuild';

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
      const open = await this.builds.recoverable();
      setAvailable('runs', this.builds.store.list().length > 0);
      if (open.length) await this.recover(open);
    } catch (error) {
      this.log.error(String(error));
    }
    if (!this.isDisposed && this.builds.unfollowed().length)
      this.timer = setTimeout(() => void this.look(), interval);
  }

  private async recover(records: readonly RunRecord[]): Promise<void> {
    const running: RunningBuild[] = [];
    const ended: Promise<EndedBuild>[] = [];
    for (const record of records) {
      closeTerminal(record);
      const template = await templateAt(record.template);
      const expected = template ? expectedBuilds(template) : [];
      const build = await this.builds.adopt(record, expected);
      if (build.outlived) running.push(build);
      else ended.push(build.finished.then((end) => ({ record: end, expected })));
    }
    // Whoever answers does so later; others are looked for meanwhile.
    void Promise.all(ended).then((all) => reportRecovered(running, all));
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
