import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { vagrantfileFor } from '../../../tools/vagrant/vagrantfileFor';
import type { Box } from '../../../tools/vagrant/readBoxes';
import { UserFacingError } from '../../showFailure';
import { pickBox } from './pickBoxes';

/**
 * Writes a Vagrantfile that uses a box into a folder that the user chooses, and opens it. Replaces nothing.
 * @param given none to pick
 * @throws UserFacingError where there is no box, or the folder has a Vagrantfile or cannot be written
 */
export async function useBox(home: string, given: Box | undefined): Promise<void> {
  const box = given ?? (await pickBox(home, vscode.l10n.t('Select a box to use')));
  if (!box) return;
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Folder for the Vagrantfile of {0}', box.name),
      openLabel: vscode.l10n.t('Create Vagrantfile'),
      canSelectFiles: false,
      canSelectFolders: true,
      ...(workspace && { defaultUri: workspace.uri }),
    })) ?? [];
  if (!folder) return;
  const file = path.join(folder.fsPath, 'Vagrantfile');
  try {
    await writeFile(file, vagrantfileFor(box), { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserFacingError(
      code === 'EEXIST'
        ? vscode.l10n.t('{0} already exists. Nothing was changed.', file)
        : vscode.l10n.t('{0} cannot be written: {1}', file, message),
    );
  }
  await vscode.window.showTextDocument(vscode.Uri.file(file));
}
