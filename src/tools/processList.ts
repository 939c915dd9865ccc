import { readdirSync, readFileSync } from 'node:fs';

export interface ListedProcess {
  readonly pid: number;
  /**
   * The process group. Windows has none: there it is the first ancestor that is gone, so that what a process has started
   * is found when that has ended.
   */
  readonly group: number | undefined;
  /** With its arguments, as far as the system tells. */
  readonly command: string;
}

/** How a system without files that tell is asked for its processes. */
export interface ListCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly parse: (stdout: string) => ListedProcess[];
}

const posix: ListCommand = {
  file: 'ps',
  args: ['-axww', '-o', 'pid=,pgid=,command='],
  parse: (stdout) =>
    [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, group, command = '']) => ({
      pid: Number(pid),
      group: Number(group),
      command,
    })),
};

const windows: ListCommand = {
  file: 'powershell.exe',
  args: [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }',
  ],
  parse: (stdout) => {
    const found = [...stdout.matchAll(/^(\d+) (\d+) (.*?)\r?$/gm)];
    const parents = new Map(found.map(([, pid, parent]) => [Number(pid), Number(parent)]));
    return found.map(([, pid, , command = '']) => ({
      pid: Number(pid),
      group: firstGone(Number(pid), parents),
      command,
    }));
  },
};

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

/** The processes of this computer, without those that have ended and only wait to be counted off. */
export async function listProcesses(): Promise<ListedProcess[]> {
  const command = listCommand(process.platform);
  if (!command) return readProc();
  const { execa } = await import('execa');
  const { stdout } = await execa(command.file, command.args, {
    reject: false,
    windowsHide: true,
    stdin: 'ignore',
  });
  return command.parse(stdout ?? '');
}

function readProc(): ListedProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // pid (name) state ppid pgrp …; the name may hold blanks and brackets
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z') return [];
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid: Number(name), group: Number(group), command }];
    } catch {
      return [];
    }
  });
}
