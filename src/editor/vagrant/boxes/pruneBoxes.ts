import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { notify, withProgress } from '../../notify';
import { boxPruneDryRun } from '../../../tools/vagrant/box';
import { readBoxes } from '../../../tools/vagrant/readBoxes';
import { readMachines } from '../../../tools/vagrant/readMachines';
import type { BoxServices } from './boxServices';
import { usersOf } from './describeBox';
import { boxPicks } from './pickBoxes';
import { removeBoxes } from './removeBoxes';

/**
 * Shows the boxes of which there is a newer version here, as Vagrant's dry run tells them, and removes those that the
 * user leaves ticked: these and no others, whatever comes meanwhile. Boxes in use are not ticked.
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError
 */
export async function pruneBoxes(services: BoxServices): Promise<void> {
  const { runner, home } = services;
  const old = await withProgress({ location: { viewId: 'boxwright.boxes' } }, () =>
    runner.run(boxPruneDryRun(homedir())),
  );
  const machines = readMachines(home);
  const boxes = readBoxes(home).filter((box) =>
    old.some(
      ({ name, provider, version }) =>
        name === box.name && provider === box.provider && version === box.version,
    ),
  );
  if (!boxes.length) {
    void notify.information(
      vscode.l10n.t('Nothing to prune: only the newest version of each box is installed.'),
    );
    return;
  }
  const picks = boxPicks(boxes).map((pick) => {
    const users = usersOf(pick.box, machines);
    return {
      ...pick,
      picked: users.length === 0,
      ...(users.length && {
        detail: vscode.l10n.t('Used by {0}', users.map(({ name }) => name).join(', ')),
      }),
    };
  });
  const picked = await vscode.window.showQuickPick(picks, {
    canPickMany: true,
    title: vscode.l10n.t('Prune Boxes'),
    placeHolder: vscode.l10n.t('Select old versions to remove. Nothing is removed yet'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked?.length)
    await removeBoxes(
      services,
      picked.map(({ box }) => box),
    );
}
