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

/**
 * Who holds the lock of a machine. The lock is a file whose name is made from the place of the machine
 * (hashicorp/vagrant lib/vagrant/machine.rb, `action`); Linux tells who has locked it.
 * @param home the folder of vagrantHome()
 * @param proc where the processes are told of
 * @returns undefined when nobody does, and on systems that don't tell
 */
export function lockHolder(
  home: string,
  machine: { readonly folder: string; readonly name: string; readonly vagrantfile?: string | undefined },
  proc = '/proc',
): LockHolder | undefined {
  const { folder, name, vagrantfile = '' } = machine;
  const id = createHash('md5')
    .update(`${folder}${vagrantfile}${dataFolder(folder)}${name}`)
    .digest('hex');
  try {
    const { ino } = statSync(path.join(home, 'data', `lock.machine-action-${id}.lock`));
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
