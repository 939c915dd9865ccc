import { homedir } from 'node:os';
import path from 'node:path';

/** Where Vagrant keeps boxes and what it knows of machines: VAGRANT_HOME, else `~/.vagrant.d`. */
export const vagrantHome = (env: NodeJS.ProcessEnv = process.env): string =>
  env['VAGRANT_HOME']
    ? path.resolve(env['VAGRANT_HOME'].replace(/^~(?=$|[\\/])/, homedir()))
    : path.join(homedir(), '.vagrant.d');

/** The folder of the boxes in a Vagrant home. */
export const boxesFolder = (home: string): string => path.join(home, 'boxes');

/** The file in which Vagrant lists the machines of this user. */
export const machineIndex = (home: string): string => path.join(home, 'data', 'machine-index', 'index');
