import path from 'node:path';
import * as vscode from 'vscode';
import { askForText, notify } from '../../../notify';
import { machineKey } from '../../../../tools/vagrant/knownMachines';
import type { KnownMachine } from '../../../../tools/vagrant/knownMachines';
import { machineAction } from '../../../../tools/vagrant/machineAction';
import { UserFacingError } from '../../../showFailure';
import type { MachineServices } from '../machineServices';
import { chooseOne } from './selection';
import type { Given } from './selection';

const reachable = ({ created, stale }: KnownMachine): boolean => created && !stale;

/** A running machine with which one connects. @throws UserFacingError when there is none */
export const chooseConnected = (
  { store }: Pick<MachineServices, 'store'>,
  given: Given,
): Promise<KnownMachine | undefined> =>
  chooseOne(store, given, {
    placeHolder: vscode.l10n.t('Select a machine to connect to'),
    accept: (machine) => reachable(machine) && (machine.kind === 'running' || machine.kind === 'unknown'),
  });

/** A shell in the machine: over SSH, or over PowerShell remoting, which only Windows has. */
export async function openShell(
  services: MachineServices,
  command: 'ssh' | 'powershell',
  given: Given,
): Promise<void> {
  const program = services.runner.executable('vagrant');
  const machine = await chooseConnected(services, given);
  if (!machine) return;
  const { args, cwd, env } = machineAction({ ...machine, command, machines: [machine.name] });
  const key = `${command}\0${machineKey(machine)}`;
  const open = shells.get(key);
  if (open && open.exitStatus === undefined && vscode.window.terminals.includes(open)) return open.show();
  // One whose connection has ended gives way to the new one.
  open?.dispose();
  const terminal = vscode.window.createTerminal({
    name: `${machine.name} (${path.basename(machine.folder)})`,
    shellPath: program,
    shellArgs: [...args],
    cwd,
    env: { ...env },
    iconPath: new vscode.ThemeIcon('vm-connect'),
  });
  shells.set(key, terminal);
  terminal.show();
}

/** The last shell of each kind in each machine. */
const shells = new Map<string, vscode.Terminal>();

/** Runs one line of PowerShell in the machine, over WinRM, from any system. */
export async function runOverWinrm(services: MachineServices, given: Given): Promise<void> {
  services.runner.executable('vagrant');
  const machine = await chooseConnected(services, given);
  if (!machine) return;
  const line = await askForText({
    title: vscode.l10n.t('Run in {0} over WinRM', machine.name),
    prompt: vscode.l10n.t('A PowerShell command'),
    ignoreFocusOut: true,
  });
  if (!line?.trim()) return;
  await services.tasks.run({ ...machine, command: 'winrm', args: ['-c', line], machines: [machine.name] });
}

/** Opens the desktop of the machine in the RDP client of this computer. */
export async function openDesktop(services: MachineServices, given: Given): Promise<void> {
  services.runner.executable('vagrant');
  const machine = await chooseConnected(services, given);
  if (machine) await services.tasks.run({ ...machine, command: 'rdp', machines: [machine.name] });
}

/** Stops the task that works on the given machine, or the one that the user picks. @throws UserFacingError for none */
export async function interrupt({ running }: MachineServices, given: Given): Promise<void> {
  const busy = given && 'kind' in given ? folderAndMachine(given) : undefined;
  const inPlace = busy && running.on(busy.folder, busy.machine);
  const all = inPlace ? running.all.filter(({ action }) => action === inPlace) : running.all;
  if (!all.length) throw new UserFacingError(vscode.l10n.t('Vagrant is not running in this window.'));
  const picked =
    all.length === 1
      ? all[0]
      : (
          await vscode.window.showQuickPick(
            all.map((task) => ({ label: task.name, task })),
            { placeHolder: vscode.l10n.t('Select a command to stop') },
          )
        )?.task;
  if (!picked || (await running.interrupt(picked)) !== 1) return;
  void notify.information(
    vscode.l10n.t(
      'Vagrant finishes the current step of {0} and cleans up. Stop it again to end it immediately, without cleanup.',
      picked.name,
    ),
  );
}

function folderAndMachine(node: Exclude<Given, undefined>): { folder: string; machine?: string } | undefined {
  if (!('kind' in node)) return undefined;
  if (node.kind === 'vagrantfile') return { folder: node.of.folder };
  return node.kind === 'machine' ? { folder: node.machine.folder, machine: node.machine.name } : undefined;
}
