import { homedir } from 'node:os';
import path from 'node:path';
import { isWsl, windowsHome } from '../wsl';

/**
 * Where Vagrant keeps boxes and what it knows of machines: VAGRANT_HOME, else `~/.vagrant.d`; in WSL that of the user in
 * Windows, where Vagrant may use it (hashicorp/vagrant lib/vagrant/util/platform.rb, `wsl_init`).
 * @param inWsl whether this is a Linux in Windows
 */
export function vagrantHome(env: NodeJS.ProcessEnv = process.env, inWsl = isWsl()): string {
  const given = env['VAGRANT_HOME'];
  if (given) return path.resolve(given.replace(/^~(?=$|[\\/])/, homedir()));
  const isShared =
    inWsl && env['VAGRANT_WSL_ENABLE_WINDOWS_ACCESS'] && !env['VAGRANT_WSL_DISABLE_VAGRANT_HOME'];
  const home = isShared ? env['VAGRANT_WSL_WINDOWS_ACCESS_USER_HOME_PATH'] || windowsHome(env) : undefined;
  return path.join(home ?? homedir(), '.vagrant.d');
}

/** The folder of the boxes in a Vagrant home. */
export const boxesFolder = (home: string): string => path.join(home, 'boxes');

/** The file in which Vagrant lists the machines of this user. */
export const machineIndex = (home: string): string => path.join(home, 'data', 'machine-index', 'index');
