import path from 'node:path';
import * as vscode from 'vscode';
import { UserFacingError } from '../../showFailure';
import type { BuildService } from '../builds/buildService';
import type { RunningBuild } from '../builds/runningBuild';
import { describeProgress } from './describeProgress';
import type { RunDocuments } from './runDocuments';
import type { RunStatusItem } from './runStatusItem';

interface ActionItem extends vscode.QuickPickItem {
  readonly act?: () => unknown;
}

/** What can be done with the builds that run: their steps and logs shown, stopped. @throws UserFacingError when none runs */
export async function showRunning(
  builds: BuildService,
  documents: RunDocuments,
  status: Pick<RunStatusItem, 'usualOf'>,
): Promise<void> {
  if (!builds.all.length) throw new UserFacingError(vscode.l10n.t('No build is running in this window.'));
  const picked = await vscode.window.showQuickPick<ActionItem>(
    builds.all.flatMap((running) => itemsOf(running, documents, status)),
    { title: vscode.l10n.t('Running Builds') },
  );
  await picked?.act?.();
}

function itemsOf(
  running: RunningBuild,
  documents: RunDocuments,
  status: Pick<RunStatusItem, 'usualOf'>,
): ActionItem[] {
  const { template, id } = running.record;
  const name = path.basename(template);
  const progress = describeProgress(running, status.usualOf(running), Date.now());
  return [
    { label: name, kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('Show Steps of {0}', name),
      iconPath: new vscode.ThemeIcon('list-ordered'),
      description: progress.text,
      act: () => documents.show(id),
    },
    {
      label: vscode.l10n.t('Follow Log of {0}', name),
      iconPath: new vscode.ThemeIcon('output'),
      act: () => vscode.commands.executeCommand('boxwright.packer.followLog', vscode.Uri.file(template)),
    },
    {
      label: vscode.l10n.t('Stop Build of {0}', name),
      iconPath: new vscode.ThemeIcon('debug-stop'),
      act: () => running.stop(),
    },
  ];
}
