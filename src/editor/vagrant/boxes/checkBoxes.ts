import * as vscode from 'vscode';
import { notify, withProgress } from '../../notify';
import { readBoxes } from '../../../tools/vagrant/readBoxes';
import type { BoxServices } from './boxServices';

/** Asks the catalogs of all boxes for newer versions, and offers them. @throws ToolMissing, WorkspaceUntrusted, Error with Vagrant's reason */
export async function checkBoxes(services: BoxServices): Promise<void> {
  const { newer, home } = services;
  const { problems } = await withProgress({ location: { viewId: 'boxwright.boxes' } }, () => newer.look());
  if (problems.length)
    void notify.warning(
      vscode.l10n.t('Cannot check some boxes for newer versions: {0}', problems.join('; ')),
    );
  const boxes = readBoxes(home);
  const outdated = boxes.filter((box) =>
    newer.of(boxes.filter(({ name }) => name === box.name)).some(({ provider }) => provider === box.provider),
  );
  if (!outdated.length) {
    if (!problems.length) void notify.information(vscode.l10n.t('All boxes from catalogs are up to date.'));
    return;
  }
  const update = vscode.l10n.t('Update…');
  const names = [...new Set(outdated.map(({ name }) => name))];
  // Not waited for: a notification may stay for as long as the user likes.
  void notify
    .information(vscode.l10n.t('Newer versions of {0} are available.', names.join(', ')), update)
    .then((answer) =>
      answer === update ? vscode.commands.executeCommand('boxwright.vagrant.updateBox') : undefined,
    );
}
