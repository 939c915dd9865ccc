import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ListedProcess {
  readonly pid: number;
  /**
   * The process group. Windows has none: there it is the first ancestor that is gone, so that what a process has started
   * is found when that has ended.
   */
  readonly group: number | undefined;
  /** Milliseconds since 1970, to a second; undefined where the system does not tell. */
  readonly began: number | undefined;
  /** With its arguments, as far as the system tells. */
  readonly command: string;
}

/** How a system without files that tell is asked for its processes. */
export interface ListCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly parse: (stdout: string) => ListedProcess[];
}

/** What has ended and only waits to be counted off is in state Z. */
const listedLine =
  /^[ \t]*(\d+)[ \t]+(\d+)[ \t]+[^Z\s]\S*[ \t]+(\w{3} \w{3} [ \d]\d [\d:]{8} \d{4})[ \t]+(\S.*)?$/;

/** In the locale C the start is like `Mon Nov 23 14:15:02 2026`, in the time zone of the computer. */
const posix: ListCommand = {
  file: 'ps',
  args: ['-axww', ...['pid=', 'pgid=', 'stat=', 'lstart=', 'command='].flatMap((one) => ['-o', one])],
  parse: (stdout) =>
    stdout.split('\n').flatMap((line) => {
      const [, pid, group, start = '', command = ''] = listedLine.exec(line) ?? [];
      if (pid === undefined) return [];
      return [{ pid: Number(pid), group: Number(group), began: timeOf(Date.parse(start)), command }];
    }),
};

/**
 * Without it PowerShell prints in the code page of consoles, in which most letters of paths are missing. Constrained Language
 * Mode forbids it, and what follows runs all the same.
 */
const utf8Output = 'try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { }';

const windows: ListCommand = {
  file: 'powershell.exe',
  args: [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    // A process of the system has no start.
    `${utf8Output}; Get-CimInstance Win32_Process | ForEach-Object { $t = if ($_.CreationDate) { $_.CreationDate.ToFileTimeUtc() } else { 0 }; "$($_.ProcessId) $($_.ParentProcessId) $t $($_.CommandLine)" }`,
  ],
  parse: (stdout) => {
    const found = [...stdout.matchAll(/^(\d+) (\d+) (\d+) (.*?)\r?$/gm)];
    const parents = new Map(found.map(([, pid, parent]) => [Number(pid), Number(parent)]));
    return found.map(([, pid, , start, command = '']) => ({
      pid: Number(pid),
      group: firstGone(Number(pid), parents),
      began: start === '0' ? undefined : timeOf(Number(start) / ticksPerMs - fileTimeEpochMs),
      command,
    }));
  },
};

/** A FILETIME counts tenths of microseconds since 1601. */
const ticksPerMs = 10_000;
const fileTimeEpochMs = 11_644_473_600_000;

const timeOf = (ms: number): number | undefined => (Number.isFinite(ms) ? Math.round(ms) : undefined);

/** Numbers are used again: a process may seem to be its own ancestor. */
function firstGone(pid: number, parents: ReadonlyMap<number, number>): number | undefined {
  const passed = new Set<number>();
  for (let one = pid; !passed.has(one);) {
    const parent = parents.get(one);
    if (parent === undefined) return one;
    passed.add(one);
    one = parent;
  }
  return undefined;
}

export function listCommand(platform: NodeJS.Platform): ListCommand | undefined {
  if (platform === 'linux') return undefined;
  return platform === 'win32' ? windows : posix;
}

/** How long the system may take. Milliseconds. */
const responseTimeoutMs = 30_000;

/** The processes of this computer, without those that have ended and only wait to be counted off. */
export async function listProcesses(): Promise<ListedProcess[]> {
  const command = listCommand(process.platform);
  if (!command) return readProc();
  const env = { ...process.env, LC_ALL: 'C' };
  const options = { windowsHide: true, env, timeout: responseTimeoutMs, maxBuffer: mostOutput };
  return new Promise((resolve) => {
    execFile(command.file, command.args, options, (_, stdout) => resolve(command.parse(stdout)));
  });
}

/** Command lines are long, but not that long. Bytes. */
const mostOutput = 50_000_000;

/** A process that was started from a program; undefined where none is known to be. @param program absolute */
export const runningFrom = (
  program: string,
  processes: readonly ListedProcess[],
): ListedProcess | undefined =>
  processes.find(({ command }) =>
    [program, `"${program}"`].some((start) => command === start || command.startsWith(`${start} `)),
  );

/** Linux counts in hundredths of a second, on every architecture: proc(5), times(7). */
const msPerTick = 10;

function readProc(): ListedProcess[] {
  const [, boot] = /^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8')) ?? [];
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // pid (name) state ppid pgrp …; the name may hold blanks and brackets. The 22nd field is the start.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z') return [];
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const began = timeOf(Number(boot) * 1000 + Number(fields[19]) * msPerTick);
      return [{ pid: Number(name), group: Number(fields[2]), began, command }];
    } catch {
      return [];
    }
  });
}
