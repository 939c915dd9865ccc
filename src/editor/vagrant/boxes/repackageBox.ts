import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { notify, withProgress } from '../../notify';
import { boxRepackage } from '../../../tools/vagrant/box';
import type { Box } from '../../../tools/vagrant/readBoxes';
import { UserFacingError } from '../../showFailure';
import type { BoxServices } from './boxServices';
import { describeBox } from './describeBox';
import { pickBox } from './pickBoxes';
import { patientlyAsync } from '../../../tools/patiently';

/**
 * Packs a box into a .box file that the user names.
 * @param given undefined to pick
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError when it could not be packed
 */
export async function repackageBox({ runner, home }: BoxServices, given: Box | undefined): Promise<void> {
  runner.executable('vagrant');
  const box = given ?? (await pickBox(home, vscode.l10n.t('Select a box to repackage')));
  if (!box) return;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Repackage {0}', describeBox(box)),
    defaultUri: vscode.Uri.file(path.join(defaultFolder(), fileName(box))),
    filters: { [vscode.l10n.t('Vagrant boxes')]: ['box'] },
  });
  if (!target) return;
  const packed = await withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Repackaging {0}…', describeBox(box)),
      cancellable: true,
    },
    (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return pack(runner, box, target.fsPath, abort.signal);
    },
  );
  if (!packed) return;
  const reveal = vscode.l10n.t('Reveal');
  void notify
    .information(vscode.l10n.t('{0} was repackaged as {1}.', describeBox(box), target.fsPath), reveal)
    .then((answer) =>
      answer === reveal ? vscode.commands.executeCommand('revealFileInOS', target) : undefined,
    );
}

/**
 * In a folder of its own beside the target, on the same disk: Vagrant chooses the name and would overwrite what bears it.
 * @returns whether it was not cancelled
 */
async function pack(
  runner: BoxServices['runner'],
  box: Box,
  target: string,
  signal: AbortSignal,
): Promise<boolean> {
  const folder = await mkdtemp(path.join(path.dirname(target), '.boxwright-'));
  try {
    await runner.run(boxRepackage(folder, box), signal);
    const [made] = await readdir(folder);
    if (made === undefined)
      throw new Error(
        vscode.l10n.t(
          'bsdtar, which Vagrant uses to repackage boxes, failed. Check whether the disk is full.',
        ),
      );
    await patientlyAsync(() => rename(path.join(folder, made), target));
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserFacingError(
      vscode.l10n.t('Vagrant could not repackage {0}: {1}', describeBox(box), reason),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const defaultFolder = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

const fileName = ({ name, version, provider }: Box): string =>
  `${[name, version, provider].join('-').replace(/[^\w.-]+/g, '-')}.box`;
