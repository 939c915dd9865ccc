import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { dataFolder } from './readLocalMachines';

/** A process that works on a machine. */
export interface LockHolder {
  readonly pid: number;
  /** What was typed, like `vagrant up web`. */
  readonly command: string;
}

/** Where a machine is, as its lock knows it. */
interface Place {
  readonly folder: string;
  readonly name: string;
  readonly vagrantfile?: string | undefined;
}

/** How long a lock counts where the system does not tell whether it is held still: one that was killed leaves it. Milliseconds. */
const longestAction = 60 * 60 * 1000;

/**
 * The file that is there while Vagrant does something with a machine. Its name is made from the place of the machine
 * (hashicorp/vagrant lib/vagrant/machine.rb, `action`).
 * @param home the folder of vagrantHome()
 */
export function machineLock(home: string, { folder, name, vagrantfile = '' }: Place): string {
  const id = createHash('md5')
    .update(`${folder}${vagrantfile}${dataFolder(folder)}${name}`)
    .digest('hex');
  return path.join(home, 'data', `lock.machine-action-${id}.lock`);
}

/** Whether some Vagrant does something with a machine, as far as that can be told. */
export function isWorkedOn(
  home: string,
  machine: Place,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === 'linux') return lockHolder(home, machine) !== undefined;
  try {
    return statSync(machineLock(home, machine)).mtimeMs > Date.now() - longestAction;
  } catch {
    return false;
  }
}

/**
 * Who holds the lock of a machine: Linux tells who has locked a file.
 * @param home the folder of vagrantHome()
 * @param proc where the processes are told of
 * @returns undefined when nobody does, and on systems that don't tell
 */
export function lockHolder(home: string, machine: Place, proc = '/proc'): LockHolder | undefined {
  try {
    const { ino } = statSync(machineLock(home, machine));
    // 1: FLOCK  ADVISORY  WRITE 24081 fe:00:10070640 0 EOF
    const lock = readFileSync(path.join(proc, 'locks'), 'utf8')
      .split('\n')
      .find((line) => /\bFLOCK\b/.test(line) && line.includes(`:${ino} `));
    const pid = Number(/WRITE +(\d+) /.exec(lock ?? '')?.[1]);
    return pid ? { pid, command: commandOf(path.join(proc, String(pid), 'cmdline')) } : undefined;
  } catch {
    return undefined;
  }
}

/** Without the interpreter and the folders of programs. */
function commandOf(file: string): string {
  const words = readFileSync(file, 'utf8').split('\0').filter(Boolean);
  const start = words.findIndex((word) => /^vagrant(\.rb|\.exe)?$/.test(path.basename(word)));
  return ['vagrant', ...words.slice(start + 1)].join(' ');
}
