import * as vscode from 'vscode';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import type { RunningBuild } from './runningBuild';

/** Says that a build was found running. */
export async function reportRunning(running: RunningBuild): Promise<void> {
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

/** Says how a build ended that nobody saw ending. */
export async function reportEnded(record: RunRecord): Promise<void> {
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
    : status === 'cancelled'
      ? vscode.window.showInformationMessage(
          vscode.l10n.t(
            'The build of {0} was stopped at {1}, while the editor was closed.',
            name,
            timeOf(ended),
          ),
          openLog(),
        )
      : vscode.window.showWarningMessage(
          status === 'abandoned'
            ? vscode.l10n.t(
                'Packer exited without reporting a result for {0} at {1}, while the editor was closed. It may have left files, machines or processes behind.',
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
