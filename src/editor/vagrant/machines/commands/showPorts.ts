import * as vscode from 'vscode';
import { notify } from '../../../notify';
import { ports } from '../../../../tools/vagrant/connection';
import { whileAsking } from '../status/askVagrant';
import type { MachineServices } from '../machineServices';
import type { Given } from './selection';
import { chooseConnected } from './terminals';

/** Shows the ports of a machine that are forwarded to this computer; one that is picked is copied. */
export async function showPorts(services: MachineServices, given: Given): Promise<void> {
  services.runner.executable('vagrant');
  const machine = await chooseConnected(services, given);
  if (!machine) return;
  const found = await whileAsking(
    vscode.l10n.t('Getting the ports of {0}…', machine.name),
    services.ask(ports(machine, machine.name)),
  );
  if (!found.length) {
    void notify.information(vscode.l10n.t('No port of {0} is forwarded to this computer.', machine.name));
    return;
  }
  const picked = await vscode.window.showQuickPick(
    found.map(({ guest, host }) => ({
      label: `localhost:${host}`,
      description: vscode.l10n.t('port {0} of {1}', guest, machine.name),
    })),
    { placeHolder: vscode.l10n.t('Select an address to copy') },
  );
  if (picked) await vscode.env.clipboard.writeText(picked.label);
}
