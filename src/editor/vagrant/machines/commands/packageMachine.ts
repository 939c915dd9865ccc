import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { confirm } from '../../../notify';
import { UserFacingError } from '../../../showFailure';
import { checkIdle } from './machineActions';
import type { MachineServices } from '../machineServices';
import { chooseOne } from './selection';
import type { Given } from './selection';

/** Makes a box from a machine. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function packageMachine(services: MachineServices, given: Given): Promise<void> {
  services.runner.executable('vagrant');
  const machine = await chooseOne(services.store, given, {
    placeHolder: vscode.l10n.t('Select a machine to package'),
    accept: ({ created, stale }) => created && !stale,
  });
  if (!machine) return;
  checkIdle(services, { place: machine, machines: [machine], isWhole: false });
  if (machine.kind === 'running' || machine.kind === 'unknown') {
    const agreed = await confirm({
      message: vscode.l10n.t('Halt {0} and package it to a box?', machine.name),
      detail: vscode.l10n.t(
        'Vagrant shuts down a running machine before it packages it, and does not start it again.',
      ),
      yes: vscode.l10n.t('Halt and Package'),
    });
    if (!agreed) return;
  }
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Box'),
    defaultUri: vscode.Uri.file(
      path.join(machine.folder, `${path.basename(machine.folder)}-${machine.name}.box`),
    ),
    filters: { [vscode.l10n.t('Vagrant boxes')]: ['box'] },
  });
  if (!uri) return;
  if (existsSync(uri.fsPath))
    throw new UserFacingError(
      vscode.l10n.t(
        '{0} already exists, and Vagrant does not replace files. Choose another name.',
        uri.fsPath,
      ),
    );
  const { folder, vagrantfile, name } = machine;
  await services.tasks.run({
    folder,
    vagrantfile,
    command: 'package',
    args: ['--output', uri.fsPath],
    machines: [name],
  });
}
