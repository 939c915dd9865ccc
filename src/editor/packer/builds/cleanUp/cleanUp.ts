import * as vscode from 'vscode';
import { confirm, notify, withProgress } from '../../../notify';
import type { Template } from '../../../../pipeline/template/template';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { editorFiles } from '../../../editorFiles';
import { plural } from '../../../plural';
import { describeBytes } from '../../../sizes';
import { UserFacingError } from '../../../showFailure';
import type { BuildService } from '../buildService';
import { signalOf } from '../../templates/askPacker';
import { describeDoubt, describeRefusal, describeUnasked } from './describeDoubt';
import { describeLeftover } from './describeLeftover';
import { findLeftovers } from '../../../../tools/packer/leftovers/findLeftovers';
import type { Leftover, Leftovers } from '../../../../tools/packer/leftovers/findLeftovers';
import type { Built } from '../../../../tools/packer/leftovers/surroundings';
import { inUseBy } from '../../../../tools/packer/leftovers/inUse';
import { leftoverSize } from './leftoverSize';
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
  if (builds.running(template.path) || (await builds.claims.holder(template.path)))
    throw new UserFacingError(
      vscode.l10n.t('{0} is being built. Stop the build first, and Packer cleans up after itself.', name),
    );
  builds.store.reload();
  const runs = builds.store.list(template.path);
  const built = { template, cwd: runs[0]?.cwd ?? cwd, files: editorFiles() };
  const leftovers = await withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking for leftovers of {0}…', name),
      cancellable: true,
    },
    async (_, token) => {
      const known = { runs, claims: await builds.claims.live() };
      const all = await findLeftovers(runner, built, known, signalOf(token));
      const sizes = new Map(
        await Promise.all(all.found.map(async (one) => [one, await leftoverSize(one)] as const)),
      );
      return token.isCancellationRequested ? undefined : { ...all, sizes };
    },
  );
  if (!leftovers) return;
  if (!leftovers.found.length) {
    const nothing = vscode.l10n.t('The builds of {0} left nothing that can be removed.', name);
    void notify.information([nothing, ...remarks(leftovers)].join(' '));
    return;
  }
  const chosen = await pickLeftovers(leftovers, name);
  if (!chosen?.length || !(await agree(chosen, leftovers))) return;
  await remove(runner, chosen, built, builds);
}

/** What the user should know of what is not offered. */
const remarks = ({ leftAlone, unasked }: Leftovers): string[] => [
  ...leftAlone.map(describeRefusal),
  ...unasked.map(describeUnasked),
];

/** What was found, and how much room each of it takes, in bytes. */
type Measured = Leftovers & { readonly sizes: ReadonlyMap<Leftover, number | undefined> };

async function pickLeftovers(leftovers: Measured, name: string): Promise<Leftover[] | undefined> {
  const items = leftovers.found.map((leftover) => ({
    ...describeLeftover(leftover, leftovers.sizes.get(leftover)),
    // What no run is known to have left was perhaps made by the user.
    picked: leftover.proof.proven,
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

async function agree(chosen: readonly Leftover[], leftovers: Measured): Promise<boolean> {
  const yes = vscode.l10n.t('Remove');
  const list = chosen.map((leftover) => {
    const { label, detail } = describeLeftover(leftover);
    const { proof } = leftover;
    const size = leftovers.sizes.get(leftover);
    const facts = [
      ...(size === undefined ? [] : [describeBytes(size)]),
      ...(proof.proven ? [] : [describeDoubt(proof.doubt)]),
    ];
    return `• ${label}${facts.length ? ` (${facts.join(', ')})` : ''}: ${detail}`;
  });
  return confirm({
    message: plural(
      chosen.length,
      vscode.l10n.t('Remove {0} leftover of the build?', chosen.length),
      vscode.l10n.t('Remove {0} leftovers of the build?', chosen.length),
    ),
    detail: [...list, ...remarks(leftovers)].join('\n'),
    yes,
  });
}

/** In order: what runs holds what lies on the disk. */
async function remove(
  runner: ToolRunner,
  chosen: readonly Leftover[],
  { template, cwd }: Built,
  { claims }: Pick<BuildService, 'claims'>,
): Promise<void> {
  const failures: string[] = [];
  await withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Cleaning up…'),
      cancellable: true,
    },
    async (progress, token) => {
      const signal = signalOf(token);
      for (const leftover of chosen) {
        if (token.isCancellationRequested) return;
        const { label } = describeLeftover(leftover);
        progress.report({ message: label });
        try {
          await removeLeftover(runner, leftover, cwd, inUseBy(await claims.live()), signal);
        } catch (error) {
          failures.push(`${label}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    },
  );
  if (failures.length)
    throw new UserFacingError(vscode.l10n.t('Some leftovers could not be removed. {0}', failures.join('; ')));
  void notify.information(
    vscode.l10n.t('Cleaned up after {0}.', vscode.workspace.asRelativePath(template.path)),
  );
}
