import * as vscode from 'vscode';
import { askForText, confirm } from '../../../notify';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { UserFacingError } from '../../../showFailure';
import { whileAsking } from '../status/askVagrant';
import { checkIdle } from './machineActions';
import type { MachineNode } from '../view/machineNodes';
import type { MachineServices } from '../machineServices';
import { chooseOne } from './selection';
import type { Given } from './selection';

/** Saves the state of a machine under a name. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function saveSnapshot(services: MachineServices, given: Given, named?: string): Promise<void> {
  services.runner.executable('vagrant');
  const machine = await chooseCreated(services, given);
  if (!machine) return;
  const name =
    named ??
    (await askForText({
      title: vscode.l10n.t('Save a snapshot of {0}', machine.name),
      prompt: vscode.l10n.t('Name of the snapshot'),
      value: new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-'),
      validateInput: validateName,
      ignoreFocusOut: true,
    }));
  if (name?.trim()) await run(services, machine, 'save', name.trim());
}

/** Takes a machine back to a snapshot, after asking. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function restoreSnapshot(services: MachineServices, given: Given): Promise<void> {
  const chosen = await chooseSnapshot(services, given, vscode.l10n.t('Select a snapshot to restore'));
  if (!chosen) return;
  const { machine, name } = chosen;
  const agreed = await confirm({
    message: vscode.l10n.t('Restore {0} to {1}?', machine.name, name),
    detail: vscode.l10n.t(
      'Changes to the machine since then will be lost, unless another snapshot contains them.',
    ),
    yes: vscode.l10n.t('Restore'),
  });
  // Provisioners would change the very state that is wanted back.
  if (agreed) await run(services, machine, 'restore', name, ['--no-provision']);
}

/** Deletes a snapshot, after asking. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function deleteSnapshot(services: MachineServices, given: Given): Promise<void> {
  const chosen = await chooseSnapshot(services, given, vscode.l10n.t('Select a snapshot to delete'));
  if (!chosen) return;
  const { machine, name } = chosen;
  const agreed = await confirm({
    message: vscode.l10n.t('Delete snapshot {0} of {1}?', name, machine.name),
    detail: vscode.l10n.t('The machine stays as it is now, but can no longer be restored to this snapshot.'),
    yes: vscode.l10n.t('Delete'),
  });
  if (agreed) await run(services, machine, 'delete', name);
}

async function run(
  services: MachineServices,
  machine: KnownMachine,
  what: 'save' | 'restore' | 'delete',
  snapshot: string,
  args: readonly string[] = [],
): Promise<void> {
  checkIdle(services, { place: machine, machines: [machine], isWhole: false });
  const { folder, vagrantfile, name } = machine;
  await services.tasks.run({
    folder,
    vagrantfile,
    command: `snapshot ${what}`,
    machines: [name],
    args,
    snapshot,
  });
}

const chooseCreated = ({ store }: MachineServices, given: Given) =>
  chooseOne(store, given, {
    placeHolder: vscode.l10n.t('Select a machine'),
    accept: ({ created, stale }) => created && !stale,
  });

async function chooseSnapshot(
  services: MachineServices,
  given: Given,
  placeHolder: string,
): Promise<Extract<MachineNode, { kind: 'snapshot' }> | undefined> {
  services.runner.executable('vagrant');
  if (given && 'kind' in given && given.kind === 'snapshot') return given;
  const machine = await chooseCreated(services, given);
  if (!machine) return undefined;
  const names = await whileAsking(
    vscode.l10n.t('Getting the snapshots of {0}…', machine.name),
    services.snapshots.of(machine),
  );
  if (!names.length) throw new UserFacingError(vscode.l10n.t('{0} has no snapshots.', machine.name));
  const name = await vscode.window.showQuickPick([...names], { placeHolder });
  return name === undefined ? undefined : { kind: 'snapshot', machine, name };
}

function validateName(value: string): string | undefined {
  if (!value.trim()) return vscode.l10n.t('Enter a name.');
  return value.trim().startsWith('-') ? vscode.l10n.t('It cannot begin with a dash.') : undefined;
}
