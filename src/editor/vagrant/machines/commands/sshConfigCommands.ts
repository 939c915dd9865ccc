import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { confirm, notify } from '../../../notify';
import { sshConfig } from '../../../../tools/vagrant/connection';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { hostName, includeIn, includeLine, withHost, withInclude } from '../../../../tools/vagrant/sshFile';
import { writeFileAtomically } from '../../../../tools/writeFileAtomically';
import { UserFacingError } from '../../../showFailure';
import { whileAsking } from '../status/askVagrant';
import type { MachineServices } from '../machineServices';
import type { Given } from './selection';
import { chooseConnected } from './terminals';

/** The extensions that open a window on another computer over SSH. */
const remoteExtensions = ['ms-vscode-remote.remote-ssh', 'jeanp413.open-remote-ssh'];

export const hasRemoteSsh = (): boolean =>
  // In a window that is remote itself, the user's SSH configuration lies on another computer.
  vscode.env.remoteName === undefined && remoteExtensions.some((id) => vscode.extensions.getExtension(id));

/** Copies what an SSH configuration needs to reach a machine. @throws VagrantFailure for one that does not run */
export async function copySshConfig(services: MachineServices, given: Given): Promise<void> {
  services.runner.executable('vagrant');
  const machine = await chooseConnected(services, given);
  if (!machine) return;
  await vscode.env.clipboard.writeText(await askForConfig(services, machine));
  void notify.information(
    vscode.l10n.t(
      'Copied the SSH configuration of {0} to the clipboard, as host {1}.',
      machine.name,
      hostOf(machine),
    ),
  );
}

/** Opens a window on a machine, after entering it into the user's SSH configuration. @throws VagrantFailure, UserFacingError */
export async function openRemote(services: MachineServices, given: Given): Promise<void> {
  services.runner.executable('vagrant');
  if (!hasRemoteSsh())
    throw new UserFacingError(vscode.l10n.t('This requires the Remote - SSH extension and a local window.'));
  const machine = await chooseConnected(services, given);
  if (!machine) return;
  const block = await askForConfig(services, machine);
  if (!(await enter(services.storage, block))) return;
  await vscode.commands.executeCommand('vscode.newWindow', {
    remoteAuthority: `ssh-remote+${hostOf(machine)}`,
  });
}

const hostOf = ({ folder, name }: KnownMachine): string => hostName(path.basename(folder), name);

const askForConfig = (services: MachineServices, machine: KnownMachine): Promise<string> =>
  whileAsking(
    vscode.l10n.t('Getting the SSH configuration of {0}…', machine.name),
    services.ask(sshConfig(machine, machine.name, hostOf(machine))),
  );

/**
 * Machines stand in a file of this extension, which the user's own configuration includes: that is changed once, and only
 * when the user agrees.
 */
async function enter(storage: vscode.Uri, block: string): Promise<boolean> {
  const own = path.join(storage.fsPath, 'ssh_config');
  const config = path.join(homedir(), '.ssh', 'config');
  if (withInclude(read(config), own) !== undefined) {
    const agreed = await confirm({
      message: vscode.l10n.t('Add a line to your SSH configuration?'),
      detail: vscode.l10n.t(
        "Remote - SSH needs this line to find Vagrant's machines. It is added at the top of {0}:\n\n{1}",
        config,
        includeLine(own),
      ),
      yes: vscode.l10n.t('Add Line'),
    });
    if (!agreed) return false;
    mkdirSync(path.dirname(config), { recursive: true, mode: 0o700 });
    // The user may have changed the file since they were asked.
    includeIn(config, own);
  }
  mkdirSync(path.dirname(own), { recursive: true });
  writeFileAtomically(own, withHost(read(own), block), 0o600);
  return true;
}

const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
