import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { confirm, withProgress } from '../../notify';
import { boxRemove } from '../../../tools/vagrant/box';
import type { Box } from '../../../tools/vagrant/readBoxes';
import { readMachines } from '../../../tools/vagrant/readMachines';
import { UserFacingError } from '../../showFailure';
import type { BoxServices } from './boxServices';
import { firstOf } from '../../firstOf';
import { describeBytes } from '../../sizes';
import { describeBox, describeUser, usersOf } from './describeBox';

/** How many boxes a question lists by name. */
const listed = 15;

/**
 * Removes boxes after one question, with word of the machines that use them.
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError when Vagrant could not remove some
 */
export async function removeBoxes(services: BoxServices, boxes: readonly Box[]): Promise<void> {
  services.runner.executable('vagrant');
  const [first] = boxes;
  if (!first || !(await agree(services, boxes))) return;
  const failures: string[] = [];
  await withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Removing boxes…'),
      cancellable: boxes.length > 1,
    },
    async (progress, token) => {
      for (const box of boxes) {
        // What Vagrant has begun it ends: a box of which half is gone would still be listed.
        if (token.isCancellationRequested) return;
        progress.report({ message: describeBox(box), increment: 100 / boxes.length });
        try {
          await services.runner.run(boxRemove(homedir(), box));
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          failures.push(vscode.l10n.t('Vagrant could not remove {0}: {1}', describeBox(box), reason));
        }
      }
    },
  );
  services.refresh();
  if (failures.length) throw new UserFacingError(failures.join('\n'));
}

async function agree({ sizes, home }: BoxServices, boxes: readonly Box[]): Promise<boolean> {
  const machines = readMachines(home);
  const remove = vscode.l10n.t('Remove');
  const [first] = boxes;
  const question =
    first && boxes.length === 1
      ? vscode.l10n.t('Remove box {0}?', describeBox(first))
      : vscode.l10n.t('Remove {0} boxes?', boxes.length);
  const users = boxes.flatMap((box) => usersOf(box, machines));
  const detail = [
    boxes.length > 1 ? firstOf(boxes.map(describeBox), listed).join('\n') : undefined,
    vscode.l10n.t('{0} of files will be deleted.', describeBytes(await sizes.sum(boxes))),
    users.length
      ? vscode.l10n.t(
          'Machines created from what is removed may stop working: {0}',
          users.map(describeUser).join(', '),
        )
      : undefined,
    boxes.some(({ provider }) => provider === 'libvirt')
      ? vscode.l10n.t(
          'libvirt keeps a copy of the disk in its storage pool and reuses it if the same version is added again. Delete that volume with virsh, or give the next box another version.',
        )
      : undefined,
  ];
  return confirm({
    message: question,
    detail: detail.filter(Boolean).join('\n\n'),
    yes: remove,
  });
}
