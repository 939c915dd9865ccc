import type { ToolCommand } from '../toolCommand';
import { readMachineLines } from './machineLines';
import { vagrantEnvironment } from './machineAction';
import { positional } from './vagrantCommand';
import type { MachinePlace } from './machineAction';
import { vagrantFailure } from './vagrantFailure';

/** What Vagrant says of a machine. */
export interface MachineStatus {
  readonly name: string;
  readonly provider: string;
  /** The provider's own word, like `running`, `poweroff`, `not_created`. */
  readonly state: string;
}

/**
 * Asks for the state of the machines of a Vagrantfile: a second or so of work, and more where the provider is slow.
 * Also writes the state into the machine index.
 * @param names machines; all when empty
 * @throws VagrantFailure with Vagrant's reason, for a broken Vagrantfile say; RangeError for a name like an option
 */
export const status = (
  place: MachinePlace,
  names: readonly string[] = [],
): ToolCommand<readonly MachineStatus[]> => ({
  tool: 'vagrant',
  args: ['status', ...names.map(positional), '--machine-readable'],
  cwd: place.folder,
  env: vagrantEnvironment(place),
  parse: (result) => {
    if (result.exitCode !== 0) throw vagrantFailure(result);
    const found = new Map<string, MachineStatus>();
    for (const { target, type, data } of readMachineLines(result.stdout)) {
      const [value] = data;
      const known = found.get(target) ?? { name: target, provider: '', state: '' };
      if (!target || value === undefined) continue;
      if (type === 'provider-name') found.set(target, { ...known, provider: value });
      if (type === 'state') found.set(target, { ...known, state: value });
    }
    return [...found.values()];
  },
});
