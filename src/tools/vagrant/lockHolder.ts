import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { dataFolder } from './readLocalMachines';

/** A process that works on a machine. */
export interface LockHolder {
  readonly pid: number;
  /** What was typed, like `vagrant up web`. */
  readonly command: string;
}

/** Where a machine is. */
interface Place {
  readonly folder: string;
  readonly name: string;
  readonly vagrantfile?: string | undefined;
}

/** How long a lock counts where nobody tells whether it is held still: one that was killed leaves it. Milliseconds. */
const longestAction = 60 * 60 * 1000;

/**
 * The file that is there while Vagrant does something with a machine, under each name that it may have. It is made from the
 * place of the machine as Vagrant knows that: the folder in which it was started, without links and in the spelling of the
 * disk, or as it was given. Ruby writes Windows' paths with slashes.
 * Source: hashicorp/vagrant lib/vagrant/machine.rb, `action`; environment.rb, `local_data_path` and `root_path`.
 * @param home the folder of vagrantHome()
 */
export function machineLocks(
  home: string,
  { folder, name, vagrantfile = '' }: Place,
  platform: NodeJS.Platform = process.platform,
): string[] {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const ids = placesOf(folder, platform).map((place) => {
    const [root, data] = [place, dataFolder(place, process.env, paths)].map((one) => asRuby(one, platform));
    return createHash('md5').update(`${root}${vagrantfile}${data}${name}`).digest('hex');
  });
  return [...new Set(ids)].map((id) => path.join(home, 'data', `lock.machine-action-${id}.lock`));
}

/** The likeliest first. */
function placesOf(folder: string, platform: NodeJS.Platform): string[] {
  const places = [real(folder), folder];
  // VS Code writes the letter of a drive small, everybody else large.
  const large = (place: string) => place.replace(/^[a-z](?=:)/, (letter) => letter.toUpperCase());
  return platform === 'win32' ? [...places.map(large), ...places] : places;
}

function real(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}

const asRuby = (file: string, platform: NodeJS.Platform): string =>
  platform === 'win32' ? file.replaceAll('\\', '/') : file;

/** How systems tell whether a file is locked that Vagrant has locked by Ruby's `flock`; undefined where they don't. */
const heldBy: Partial<Record<NodeJS.Platform, (lock: string) => boolean | undefined>> = {
  linux: (lock) => holderOf(lock) !== undefined,
  darwin: isHeldOnMac,
  win32: isHeldOnWindows,
};

/**
 * Whether some Vagrant does something with a machine, as far as that can be told.
 * @param isHeld whether a lock is held; undefined where nobody knows
 */
export const isWorkedOn = (
  home: string,
  machine: Place,
  platform: NodeJS.Platform = process.platform,
  isHeld: (lock: string) => boolean | undefined = heldBy[platform] ?? (() => undefined),
): boolean =>
  machineLocks(home, machine, platform).some((lock) => {
    const stats = statSync(lock, { throwIfNoEntry: false });
    return stats !== undefined && (isHeld(lock) ?? stats.mtimeMs > Date.now() - longestAction);
  });

/**
 * Who holds the lock of a machine: Linux tells who has locked a file.
 * @param home the folder of vagrantHome()
 * @param proc where the processes are told of
 * @returns undefined when nobody does, and on systems that don't tell
 */
export function lockHolder(home: string, machine: Place, proc = '/proc'): LockHolder | undefined {
  for (const lock of machineLocks(home, machine)) {
    const holder = holderOf(lock, proc);
    if (holder) return holder;
  }
  return undefined;
}

function holderOf(file: string, proc = '/proc'): LockHolder | undefined {
  try {
    const { ino } = statSync(file);
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

/** Opens a file only where nobody else has locked it; macOS' open(2), <fcntl.h>. */
const O_SHLOCK = 0x10;

function isHeldOnMac(lock: string): boolean | undefined {
  return refusal('EAGAIN', () =>
    closeSync(openSync(lock, constants.O_RDONLY | constants.O_NONBLOCK | O_SHLOCK)),
  );
}

/** What LockFileEx has locked nobody else can read; that a file can be read says nothing where it is empty, as this one. */
function isHeldOnWindows(lock: string): boolean | undefined {
  const held = refusal('EBUSY', () => {
    const file = openSync(lock, 'r');
    try {
      readSync(file, Buffer.alloc(1), 0, 1, 0);
    } finally {
      closeSync(file);
    }
  });
  return held === false ? undefined : held;
}

/** @returns whether it was refused for this reason; undefined for another one */
function refusal(code: string, look: () => void): boolean | undefined {
  try {
    look();
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === code ? true : undefined;
  }
}

/** Without the interpreter and the folders of programs. */
function commandOf(file: string): string {
  const words = readFileSync(file, 'utf8').split('\0').filter(Boolean);
  const start = words.findIndex((word) => /^vagrant(\.rb|\.exe)?$/.test(path.basename(word)));
  return ['vagrant', ...words.slice(start + 1)].join(' ');
}
