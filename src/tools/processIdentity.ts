import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How a process is asked for when it began: a program and its arguments. */
export interface IdentityCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** Where the system has no files that tell; undefined where it has. */
export function identityCommand(platform: NodeJS.Platform, pid: number): IdentityCommand | undefined {
  if (platform === 'linux') return undefined;
  return platform === 'win32'
    ? {
        file: 'powershell.exe',
        args: [
          '-NoProfile',
          '-NonInteractive',
          '-Command',
          `(Get-Process -Id ${pid} -ErrorAction Stop).StartTime.ToFileTimeUtc()`,
        ],
      }
    : { file: 'ps', args: ['-o', 'lstart=', '-p', String(pid)] };
}

/**
 * What tells a process from a later one of the same number: when it began. Two answers for the same living process are
 * equal; their form is the system's own.
 * @returns undefined when there is no such process, or it has ended and only waits to be counted off
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  const command = identityCommand(process.platform, pid);
  if (!command) return linuxIdentity(pid);
  const env = { ...process.env, LC_ALL: 'C' };
  return new Promise((resolve) => {
    execFile(command.file, command.args, { windowsHide: true, env }, (error, stdout) =>
      resolve(error ? undefined : stdout.trim() || undefined),
    );
  });
}

/** Clock ticks since the boot, and which boot: proc(5). */
function linuxIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // pid (name) state …; the name may hold blanks and brackets. The 22nd field is the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** Whether a process is still the one that once had this identity. */
export const isSameProcess = async (pid: number, identity: string): Promise<boolean> =>
  (await processIdentity(pid)) === identity;
