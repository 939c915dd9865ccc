import type { ToolCommand } from '../toolCommand';
import { vagrantEnvironment } from './machineAction';
import type { MachinePlace } from './machineAction';
import { readMachineLines } from './machineLines';
import { positional } from './vagrantCommand';
import { vagrantFailure } from './vagrantFailure';

/**
 * Asks for the snapshots of a machine: about a second of work. Vagrant has no typed lines for them: the names are the
 * details that it shows after a heading, one a line (hashicorp/vagrant plugins/commands/snapshot/command/list.rb).
 * @returns in the provider's order; none as well for a machine that is not created
 * @throws VagrantFailure with Vagrant's reason, like a provider that has no snapshots
 */
export const snapshotList = (place: MachinePlace, machine: string): ToolCommand<readonly string[]> => ({
  tool: 'vagrant',
  args: ['snapshot', 'list', positional(machine), '--machine-readable'],
  cwd: place.folder,
  env: vagrantEnvironment(place),
  parse: (result) => {
    if (result.exitCode !== 0) throw vagrantFailure(result);
    const output = readMachineLines(result.stdout).filter(({ type }) => type === 'ui');
    const [heading, ...rest] = output.filter(({ data }) => data[0] === 'output' || data[0] === 'detail');
    // Without any there is advice in their place.
    const isEmptyHeading = heading?.data[0] === 'output' && /^(==> [^:]*: *)?$/.test(heading.data[1] ?? '');
    return isEmptyHeading ? rest.flatMap(({ data }) => (data[0] === 'detail' ? (data[1] ?? []) : [])) : [];
  },
});
