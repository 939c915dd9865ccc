import type { ToolCommand } from '../toolCommand';
import { vagrantEnvironment } from './machineAction';
import type { MachinePlace } from './machineAction';
import { readMachineLines } from './machineLines';
import { positional } from './vagrantCommand';
import { vagrantFailure } from './vagrantFailure';

/**
 * The OpenSSH configuration with which a running machine is reached.
 * @param host what the machine is called in it
 * @throws VagrantFailure for a machine that does not run
 */
export const sshConfig = (place: MachinePlace, machine: string, host: string): ToolCommand<string> => ({
  tool: 'vagrant',
  args: ['ssh-config', '--host', host, positional(machine), '--machine-readable'],
  cwd: place.folder,
  env: vagrantEnvironment(place),
  parse: (result) => {
    if (result.exitCode !== 0) throw vagrantFailure(result);
    const block = readMachineLines(result.stdout).find(({ type }) => type === 'ssh-config')?.data[0];
    if (!block) throw vagrantFailure(result);
    return `${block.trimEnd()}\n`;
  },
});

export interface ForwardedPort {
  readonly guest: number;
  readonly host: number;
}

/**
 * The ports of a machine that are forwarded to this computer, by what the provider says.
 * @throws VagrantFailure for a provider that can't tell
 */
export const ports = (place: MachinePlace, machine: string): ToolCommand<readonly ForwardedPort[]> => ({
  tool: 'vagrant',
  args: ['port', positional(machine), '--machine-readable'],
  cwd: place.folder,
  env: vagrantEnvironment(place),
  parse: (result) => {
    if (result.exitCode !== 0) throw vagrantFailure(result);
    return readMachineLines(result.stdout).flatMap(({ type, data: [guest, host] }) =>
      type === 'forwarded_port' ? [{ guest: Number(guest), host: Number(host) }] : [],
    );
  },
});
