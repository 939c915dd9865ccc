import * as vscode from 'vscode';
import { UserFacingError } from '../showFailure';
import type { Builds } from './builds';

/** Stops the running build, or the one of several that the user picks. */
export async function stopBuild(builds: Builds): Promise<void> {
  const running = builds.all;
  if (!running.length) throw new UserFacingError(vscode.l10n.t('No build is running in this window.'));
  const picked =
    running.length === 1
      ? running[0]
      : (
          await vscode.window.showQuickPick(
            running.map((build) => ({
              label: vscode.workspace.asRelativePath(build.record.template),
              build,
            })),
            { placeHolder: vscode.l10n.t('Build to stop') },
          )
        )?.build;
  picked?.stop();
}
