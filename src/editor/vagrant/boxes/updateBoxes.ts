import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { groupBy } from '../../../text/groupBy';
import { boxUpdate } from '../../../tools/vagrant/box';
import { readBoxes } from '../../../tools/vagrant/readBoxes';
import type { Box } from '../../../tools/vagrant/readBoxes';
import { UserFacingError } from '../../showFailure';
import { runToEnd } from '../runToEnd';
import type { BoxServices } from './boxServices';

/**
 * Adds the newest versions of boxes, each in a terminal that shows the download, one after the other.
 * @param given boxes, of which each name and provider is updated once; none to pick
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError
 */
export async function updateBoxes(services: BoxServices, given: readonly Box[]): Promise<void> {
  const { runner, home, newer } = services;
  runner.executable('vagrant');
  const all = (given.length ? given : readBoxes(home)).filter(({ fromCatalog }) => fromCatalog);
  if (!all.length)
    throw new UserFacingError(
      given.length
        ? vscode.l10n.t(
            "{0} was added from a file, not from a catalog, so Vagrant cannot find newer versions. Use 'Add Box…' to add one.",
            given[0]?.name ?? '',
          )
        : vscode.l10n.t('No box on this computer was added from a catalog.'),
    );
  const byKind = groupBy(all, ({ name, provider, architecture }) =>
    [name, provider, architecture].join('\0'),
  );
  const kinds = [...byKind.values()].flatMap(([newest]) => (newest ? [newest] : []));
  const chosen = given.length === 0 || kinds.length > 1 ? await pick(services, kinds) : kinds;
  for (const box of chosen) {
    const name = vscode.l10n.t('Update box {0} for {1}', box.name, box.provider);
    const exitCode = await runToEnd(runner, boxUpdate(homedir(), box), name);
    services.refresh();
    if (exitCode !== 0) return;
  }
  // A catalog that was asked for one box has perhaps more.
  if (chosen.length) void newer.lookWhenDue(readBoxes(home));
}

async function pick({ newer }: BoxServices, kinds: readonly Box[]): Promise<Box[]> {
  const picks = kinds.map((box) => {
    const available = newer.of([box]).map(({ version }) => version);
    return {
      label: box.name,
      description: [
        box.version,
        box.provider,
        box.architecture,
        available.length ? vscode.l10n.t('{0} is available', available.join(', ')) : undefined,
      ]
        .filter(Boolean)
        .join(' · '),
      picked: available.length > 0,
      box,
    };
  });
  const picked = await vscode.window.showQuickPick(picks, {
    canPickMany: true,
    placeHolder: vscode.l10n.t('Select boxes to update'),
    matchOnDescription: true,
  });
  return (picked ?? []).map(({ box }) => box);
}
