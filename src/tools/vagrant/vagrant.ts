import type { ToolCommand } from '../toolCommand';
import { vagrantCommand } from './vagrantCommand';

/** Starts the machines of a Vagrantfile. @param cwd its folder */
export const up = (cwd: string): ToolCommand => vagrantCommand(cwd, 'up');

/** Runs some provisioners of the machines of a Vagrantfile. @param cwd its folder */
export const provision = (cwd: string, names: readonly string[]): ToolCommand =>
  vagrantCommand(cwd, 'provision', '--provision-with', names.join(','));
