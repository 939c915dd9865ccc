import path from 'node:path';
import * as vscode from 'vscode';
import { confirm } from '../../notify';
import { listProcesses, runningFrom } from '../../../tools/processList';
import { installedPackers, programOf, removePacker } from '../../../tools/packer/releases/installedPackers';
import { InstallFailure } from '../../../tools/packer/releases/installProblem';
import { UserFacingError } from '../../showFailure';
import { describeProblem } from './describeProblem';
import type { PackerServices } from './packerServices';
import { forgetPacker } from './usePacker';

/**
 * Removes a version of Packer that Boxwright has installed, after asking; settings that ask for it are reset.
 * @param given undefined to pick
 * @throws WorkspaceUntrusted, UserFacingError
 */
export async function removeVersion(
  { runner, folder, isBuilding, changed }: PackerServices,
  given: string | undefined,
): Promise<void> {
  runner.checkTrust();
  const installed = installedPackers(folder);
  if (!installed.length)
    throw new UserFacingError(
      vscode.l10n.t(
        'Boxwright has not installed any version of Packer. Remove other versions with the tool that installed them.',
      ),
    );
  const version = given ?? (await pickVersion(installed));
  if (version === undefined) return;
  if (!installed.includes(version))
    throw new UserFacingError(vscode.l10n.t('Packer {0} is no longer installed.', version));
  // Packer starts itself again for each of its plugins.
  if (isBuilding())
    throw new UserFacingError(
      vscode.l10n.t(
        'A build is running, possibly with this version of Packer. Remove it when the build has ended.',
      ),
    );
  await checkUnused(programOf(folder, version), version);
  const remove = vscode.l10n.t('Remove');
  const agreed = await confirm({
    message: vscode.l10n.t('Remove Packer {0}?', version),
    detail: vscode.l10n.t(
      '{0} will be deleted. User and workspace settings that select this version are reset; plugins are kept.',
      path.join(folder, version),
    ),
    yes: remove,
  });
  if (!agreed) return;
  // A build may have begun while the question was open.
  await checkUnused(programOf(folder, version), version);
  try {
    await removePacker(folder, version);
  } catch (error) {
    if (error instanceof InstallFailure) throw new UserFacingError(describeProblem(error.problem));
    throw error;
  }
  await forgetPacker(version);
  changed();
}

/** Another window, or a terminal, may run it. @throws UserFacingError */
async function checkUnused(program: string, version: string): Promise<void> {
  const user = runningFrom(program, await listProcesses());
  if (user)
    throw new UserFacingError(
      vscode.l10n.t(
        'Packer {0} is running as process {1}. Remove it when it has ended.',
        version,
        String(user.pid),
      ),
    );
}

/** @returns undefined: the user closed it */
const pickVersion = (installed: readonly string[]): Thenable<string | undefined> =>
  vscode.window.showQuickPick(installed, {
    placeHolder: vscode.l10n.t('Select a version of Packer to remove'),
  });
