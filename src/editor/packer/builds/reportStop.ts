import * as vscode from 'vscode';
import { notify } from '../../notify';
import type { BuildProcess } from '../../../tools/packer/builds/buildProcess';
import type { RunningBuild } from './runningBuild';

/** How often it is looked whether the build could be stopped. Milliseconds. */
const interval = 500;
/** Packer's clean-up is over by then, as a rule. Milliseconds. */
const responseTimeoutMs = 20_000;

/** Says that there is nothing left to stop. */
export function reportOver({ record: { template } }: RunningBuild): void {
  void notify.information(
    vscode.l10n.t('The build of {0} has already ended.', vscode.workspace.asRelativePath(template)),
  );
}

/**
 * Looks whether a build that was just asked to stop does so. Where it can't be asked, or takes long, says so and offers to end
 * it at once.
 */
export async function reportStop(
  running: RunningBuild,
  packer: Pick<BuildProcess, 'stopFailure'>,
): Promise<void> {
  const name = vscode.workspace.asRelativePath(running.record.template);
  let ended = false;
  void running.finished.then(() => (ended = true));
  const end = Date.now() + responseTimeoutMs;
  do await new Promise((resolve) => setTimeout(resolve, interval));
  while (!ended && packer.stopFailure() === undefined && Date.now() < end);
  if (ended) return;
  const failure = packer.stopFailure();
  const kill = vscode.l10n.t('End Now');
  const chosen = await (failure === undefined
    ? notify.warning(
        vscode.l10n.t(
          'Packer has been asked to stop building {0} and is still cleaning up. If you end it now, what it made stays.',
          name,
        ),
        kill,
      )
    : notify.error(vscode.l10n.t('The build of {0} could not be stopped: {1}', name, failure), kill));
  if (chosen === kill) running.stop();
}
