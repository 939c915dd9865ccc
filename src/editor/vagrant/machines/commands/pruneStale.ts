import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { confirm } from '../../../notify';
import { pruneMachines } from '../../../../tools/vagrant/pruneMachines';
import { plural } from '../../../plural';
import { UserFacingError } from '../../../showFailure';
import { whileAsking } from '../status/askVagrant';
import type { MachineServices } from '../machineServices';
import { whyStale } from '../view/stateWords';

/** Takes stale machines out of Vagrant's index, after showing them. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function pruneStale(services: MachineServices): Promise<void> {
  const { ask, runner, store, refresh } = services;
  runner.executable('vagrant');
  const { workspace, others } = await store.read();
  const stale = others.filter((machine) => machine.stale);
  if (!stale.length) throw new UserFacingError(vscode.l10n.t('There are no stale machines.'));
  // Vagrant forgets these, too, though what it keeps beside the Vagrantfile stays.
  const undefinedOnes = workspace.flatMap(({ machines }) => machines).filter((machine) => machine.stale);
  const listed = [...stale, ...undefinedOnes].flatMap((machine) =>
    machine.stale ? [`${machine.name}: ${whyStale(machine.stale, machine)}`] : [],
  );
  const agreed = await confirm({
    message: plural(
      listed.length,
      vscode.l10n.t('Prune {0} stale machine?', listed.length),
      vscode.l10n.t('Prune {0} stale machines?', listed.length),
    ),
    detail: `${vscode.l10n.t('Vagrant removes them from its list. A virtual machine that still exists in its provider is kept and must be removed there.')}\n\n${listed.join('\n')}`,
    yes: vscode.l10n.t('Prune'),
  });
  if (!agreed) return;
  await whileAsking(vscode.l10n.t('Pruning stale machines…'), ask(pruneMachines(homedir())));
  refresh();
}
