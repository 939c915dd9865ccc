import type { ToolCommand } from '../toolCommand';
import { vagrantEnv } from './vagrantCommand';
import { vagrantFailure } from './vagrantFailure';

/**
 * Takes the entries of machines that are not there any more out of Vagrant's index. It loads the Vagrantfile of every
 * machine in it, and stops at the first broken one without pruning anything.
 * @param cwd a folder without a Vagrantfile
 * @throws VagrantFailure with Vagrant's reason
 */
export const pruneMachines = (cwd: string): ToolCommand => ({
  tool: 'vagrant',
  args: ['global-status', '--prune', '--machine-readable'],
  cwd,
  env: vagrantEnv,
  parse: (result) => {
    if (result.exitCode !== 0) throw vagrantFailure(result);
  },
});
