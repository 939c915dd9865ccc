import type { Command } from '../../../part';
import { act } from './machineActions';
import type { ActionName } from './machineActions';
import type { MachineNode } from '../view/machineNodes';
import type { MachineServices } from '../machineServices';
import { openVagrantfile, revealFolder } from './openMachine';
import { packageMachine } from './packageMachine';
import { provision } from './provision';
import type { ProvisionTarget } from './provision';
import { pruneStale } from './pruneStale';
import type { Given } from './selection';
import { showPorts } from './showPorts';
import { deleteSnapshot, restoreSnapshot, saveSnapshot } from './snapshotCommands';
import { copySshConfig, openRemote } from './sshConfigCommands';
import { interrupt, openDesktop, openShell, runOverWinrm } from './terminals';

type Selected = readonly MachineNode[] | undefined;

/** The commands of machines. Each takes an item of the view, a Vagrantfile, or a target, and asks where it gets none. */
export function machineCommandTable(services: MachineServices): Record<string, Command> {
  const action =
    (name: ActionName, options = {}) =>
    (given: Given, selected: Selected) =>
      act(services, name, given, list(selected), options);
  const one = (run: (services: MachineServices, given: Given) => Promise<void>) => (given: Given) =>
    run(services, given);
  return {
    'boxwright.vagrant.up': action('up'),
    'boxwright.vagrant.upWithDebugLog': action('up', { debugLog: true }),
    'boxwright.vagrant.provision': (given: Given | ProvisionTarget, selected: Selected) =>
      provision(services, given, list(selected)),
    'boxwright.vagrant.halt': action('halt'),
    'boxwright.vagrant.suspend': action('suspend'),
    'boxwright.vagrant.resume': action('resume'),
    'boxwright.vagrant.reload': action('reload'),
    'boxwright.vagrant.destroy': action('destroy'),
    'boxwright.vagrant.ssh': (given: Given) => openShell(services, 'ssh', given),
    'boxwright.vagrant.powershell': (given: Given) => openShell(services, 'powershell', given),
    'boxwright.vagrant.winrm': one(runOverWinrm),
    'boxwright.vagrant.rdp': one(openDesktop),
    'boxwright.vagrant.copySshConfig': one(copySshConfig),
    'boxwright.vagrant.openRemote': one(openRemote),
    'boxwright.vagrant.showPorts': one(showPorts),
    'boxwright.vagrant.packageMachine': one(packageMachine),
    'boxwright.vagrant.saveSnapshot': (given: Given, name: unknown) =>
      saveSnapshot(services, given, typeof name === 'string' ? name : undefined),
    'boxwright.vagrant.restoreSnapshot': one(restoreSnapshot),
    'boxwright.vagrant.deleteSnapshot': one(deleteSnapshot),
    'boxwright.vagrant.openVagrantfile': one(openVagrantfile),
    'boxwright.vagrant.revealFolder': one(revealFolder),
    'boxwright.vagrant.interrupt': one(interrupt),
    'boxwright.vagrant.pruneMachines': () => pruneStale(services),
    'boxwright.vagrant.refreshMachines': () => services.refresh(),
  };
}

/** The editor passes other things in the second place when a command comes from the menu of a file. */
const list = (selected: unknown): Selected =>
  Array.isArray(selected) && selected.every((one) => typeof one === 'object' && 'kind' in one)
    ? (selected as readonly MachineNode[])
    : undefined;
