import * as vscode from 'vscode';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import type { BuildService } from './buildService';
import { expectedBuilds } from '../../../tools/packer/plan/expectedBuilds';
import type { RunningBuild } from './runningBuild';
import { templateAt } from '../templates/templateAt';

/**
 * Finds the builds that were running when the editor ended: follows again those that still are, and tells of those that
 * ended meanwhile.
 */
export async function recoverBuilds(builds: BuildService): Promise<void> {
  for (const record of await builds.abandoned()) {
    closeTerminal(record);
    const template = templateAt(record.template);
    const running = await builds.adopt(record, template ? expectedBuilds(template) : []);
    void (running.outlived ? showRunning(running) : running.finished.then(showEnded));
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

async function showRunning(running: RunningBuild): Promise<void> {
  const { template, began } = running.record;
  const stop = vscode.l10n.t('Stop Build');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Packer is still building {0}, since {1}. Boxwright follows the build again.',
      vscode.workspace.asRelativePath(template),
      timeOf(began),
    ),
    openLog(),
    stop,
  );
  if (chosen === stop) running.stop();
  else if (chosen === openLog()) await showLog(running.record);
}

async function showEnded(record: RunRecord): Promise<void> {
  const { template, began, ended = began, status } = record;
  const name = vscode.workspace.asRelativePath(template);
  const cleanUp = vscode.l10n.t('Clean Up…');
  const chosen = await (status === 'succeeded'
    ? vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Packer finished building {0} at {1}, while the editor was closed.',
          name,
          timeOf(ended),
        ),
        openLog(),
      )
    : vscode.window.showWarningMessage(
        status === 'abandoned'
          ? vscode.l10n.t(
              'The build of {0} ended unexpectedly at {1}, while the editor was closed. It may have left files or machines behind.',
              name,
              timeOf(ended),
            )
          : vscode.l10n.t(
              'The build of {0} failed at {1}, while the editor was closed. It may have left files or machines behind.',
              name,
              timeOf(ended),
            ),
        openLog(),
        cleanUp,
      ));
  if (chosen === cleanUp)
    await vscode.commands.executeCommand('boxwright.packer.cleanUp', vscode.Uri.file(template));
  else if (chosen === openLog()) await showLog(record);
}

const openLog = () => vscode.l10n.t('Open Log');

async function showLog({ log }: RunRecord): Promise<void> {
  if (log !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(log));
}

const timeOf = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleTimeString(vscode.env.language, { hour: '2-digit', minute: '2-digit' });
