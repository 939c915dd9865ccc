import * as vscode from 'vscode';
import type { Template } from '../../../../pipeline/template/template';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { editorFiles } from '../../../editorFiles';
import { plural } from '../../../plural';
import { UserFacingError } from '../../../showFailure';
import type { BuildService } from '../buildService';
import { describeLeftover, describeRefusal } from './describeLeftover';
import { findLeftovers } from '../../../../tools/packer/leftovers/findLeftovers';
import type { Built, Leftover, Leftovers } from '../../../../tools/packer/leftovers/findLeftovers';
import { removeLeftover } from './removeLeftover';

/**
 * Shows what the builds of a template have left, and removes what the user picks of it.
 * @param cwd where Packer was started, unless the last run tells
 * @throws WorkspaceUntrusted, UserFacingError while the template is being built
 */
export async function cleanUp(
  template: Template,
  cwd: string,
  builds: BuildService,
  runner: ToolRunner,
): Promise<void> {
  runner.checkTrust();
  const name = vscode.workspace.asRelativePath(template.path);
  if (builds.running(template.path))
    throw new UserFacingError(
      vscode.l10n.t('{0} is being built. Stop the build first, and Packer cleans up after itself.', name),
    );
  const [last] = builds.store.list(template.path);
  const built = { template, cwd: last?.cwd ?? cwd, files: editorFiles() };
  const leftovers = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for leftovers of {0}…', name) },
    () => findLeftovers(runner, built, last),
  );
  if (!leftovers.found.length) {
    const nothing = vscode.l10n.t('The builds of {0} left nothing that can be removed.', name);
    void vscode.window.showInformationMessage([nothing, ...remarks(leftovers)].join(' '));
    return;
  }
  const chosen = await pickLeftovers(leftovers, name);
  if (!chosen?.length || !(await confirm(chosen, leftovers))) return;
  await remove(runner, chosen, built);
}

/** What the user should know of what is not offered. */
const remarks = ({ leftAlone, unasked }: Leftovers): string[] => [
  ...leftAlone.map(describeRefusal),
  ...(unasked === undefined ? [] : [vscode.l10n.t('Cannot list the machines of VirtualBox: {0}', unasked)]),
];

async function pickLeftovers(leftovers: Leftovers, name: string): Promise<Leftover[] | undefined> {
  const items = leftovers.found.map((leftover) => ({
    ...describeLeftover(leftover),
    // What may be older than the run was perhaps wanted.
    picked: leftover.kind !== 'folder' || leftover.ofLastRun,
    leftover,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    title: vscode.l10n.t('Clean up after {0}', name),
    placeHolder: vscode.l10n.t('Select what to remove'),
  });
  return picked?.map(({ leftover }) => leftover);
}

async function confirm(chosen: readonly Leftover[], leftovers: Leftovers): Promise<boolean> {
  const yes = vscode.l10n.t('Remove');
  const list = chosen.map((leftover) => {
    const { label, detail } = describeLeftover(leftover);
    return `• ${label}: ${detail}`;
  });
  const answer = await vscode.window.showWarningMessage(
    plural(
      chosen.length,
      vscode.l10n.t('Remove {0} leftover of the build?', chosen.length),
      vscode.l10n.t('Remove {0} leftovers of the build?', chosen.length),
    ),
    { modal: true, detail: [...list, ...remarks(leftovers)].join('\n') },
    yes,
  );
  return answer === yes;
}

/** In order: what runs holds what lies on the disk. */
async function remove(runner: ToolRunner, chosen: readonly Leftover[], built: Built): Promise<void> {
  const failures: string[] = [];
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cleaning up…') },
    async (progress) => {
      for (const leftover of chosen) {
        const { label } = describeLeftover(leftover);
        progress.report({ message: label });
        try {
          await removeLeftover(runner, leftover, built);
        } catch (error) {
          failures.push(`${label}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    },
  );
  if (failures.length)
    throw new UserFacingError(vscode.l10n.t('Some leftovers could not be removed. {0}', failures.join('; ')));
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Cleaned up after {0}.', vscode.workspace.asRelativePath(built.template.path)),
  );
}
