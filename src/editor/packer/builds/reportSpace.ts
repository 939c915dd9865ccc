import * as vscode from 'vscode';
import { notify } from '../../notify';
import type { SpaceProblem } from '../../../tools/packer/builds/spaceWatch';
import { describeBytes } from '../../sizes';
import type { RunningBuild } from './runningBuild';

/** Says that a build runs out of space, and offers to stop it: as long as it can still clean up, and once it hangs. */
export async function reportSpace(
  running: RunningBuild,
  { what, path, level, free }: SpaceProblem,
): Promise<void> {
  const name = vscode.workspace.asRelativePath(running.record.template);
  const stop = vscode.l10n.t('Stop Build');
  const left = describeBytes(free);
  const chosen = await (level === 'low'
    ? notify.warning(
        what === 'log'
          ? vscode.l10n.t(
              'Only {0} are free where the build of {1} writes its log, {2}. When no space is left, Packer hangs. Free some space, or stop the build while it can still clean up.',
              left,
              name,
              path,
            )
          : vscode.l10n.t(
              'Only {0} are free where the build of {1} creates its machine, {2}. When no space is left, the build fails or hangs. Free some space, or stop the build.',
              left,
              name,
              path,
            ),
        stop,
      )
    : notify.error(
        what === 'log'
          ? vscode.l10n.t(
              'No space is left where the build of {0} writes its log, {1}. Packer hangs as soon as it prints something, and does not recover when there is space again. Stop the build.',
              name,
              path,
            )
          : vscode.l10n.t(
              'No space is left where the build of {0} creates its machine, {1}: {2} are free. Stop the build.',
              name,
              path,
              left,
            ),
        stop,
      ));
  if (chosen === stop) running.stop();
}
