import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that is told from a later one of the same number. */
export interface Process {
  readonly pid: number;
  /** As {@link processIdentity} gives it. */
  readonly started: string;
}

/** How a process is asked for when it began: a program and its arguments. */
export interface IdentityCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** @returns undefined for a process that has ended */
  readonly parse: (stdout: string) => string | undefined;
  /** It takes a second or so to start, or is forbidden: who asks often has to ask otherwise. */
  readonly slow: boolean;
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
        parse: (stdout) => stdout.trim() || undefined,
        slow: true,
      }
    : {
        file: 'ps',
        args: ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)],
        // What has ended and only waits to be counted off is in state Z.
        parse: (stdout) => /^[^Z\s]\S*\s+(\S.*)$/.exec(stdout.trim())?.[1],
        slow: false,
      };
}

/** What the system answers; undefined when it could not be asked, which says nothing of the process. */
type Answer = { readonly identity: string | undefined } | undefined;

/** PowerShell takes some seconds to start on a busy computer. Milliseconds. */
const responseTimeoutMs = 30_000;

async function ask(pid: number): Promise<Answer> {
  const command = identityCommand(process.platform, pid);
  if (!command) return { identity: linuxIdentity(pid) };
  const env = { ...process.env, LC_ALL: 'C' };
  const options = { windowsHide: true, env, timeout: responseTimeoutMs };
  return new Promise((resolve) => {
    execFile(command.file, command.args, options, (error, stdout) => {
      if (!error) resolve({ identity: command.parse(stdout) });
      // Both programs exit with an error where there is no such process, and where they can't tell.
      else resolve(processExists(pid) ? undefined : { identity: undefined });
    });
  });
}

/**
 * What tells a process from a later one of the same number: when it began. Two answers for the same living process are
 * equal; their form is the system's own.
 * @returns undefined when there is no such process, or it has ended and only waits to be counted off, or nobody tells
 */
export const processIdentity = async (pid: number): Promise<string | undefined> => (await ask(pid))?.identity;

/** As {@link processIdentity}, where that costs little; undefined elsewhere. */
export const promptIdentity = async (
  pid: number,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> => (identityCommand(platform, pid)?.slow ? undefined : processIdentity(pid));

/** Clock ticks since the boot, and which boot: proc(5). */
function linuxIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // pid (name) state …; the name may hold blanks and brackets. The 22nd field is the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${linuxBoot()} ${fields[19]}`;
  } catch {
    return undefined;
  }
}

const linuxBoot = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/**
 * Whether a process is still the one that once had this identity. Where the system does not tell, one of that number is taken
 * for it: what may be running is not taken for gone.
 */
export async function isSameProcess(pid: number, identity: string): Promise<boolean> {
  if (!processExists(pid)) return false;
  const answer = await ask(pid);
  return answer === undefined || answer.identity === identity;
}

/** As {@link isSameProcess}, for who is going to end it: what is not known to be it is left alone. */
export const isSurelySameProcess = async ({ pid, started }: Process): Promise<boolean> =>
  processExists(pid) && (await processIdentity(pid)) === started;

/** Whether a process began since this computer was started last; undefined where its identity does not tell. */
export function isOfThisBoot(started: string, platform = process.platform): boolean | undefined {
  if (platform !== 'linux') return undefined;
  try {
    return started.startsWith(`${linuxBoot()} `);
  } catch {
    return undefined;
  }
}

/** Whether there is a process of that number, whichever it is; on POSIX also one that has ended and waits to be counted off. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Whether a process has ended that was started from here. */
export async function hasEnded(pid: number, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (!processExists(pid)) return true;
  return identityCommand(platform, pid)?.slow ? false : (await processIdentity(pid)) === undefined;
}
