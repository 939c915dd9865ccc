import { readdirSync, readFileSync } from 'node:fs';

export interface ListedProcess {
  readonly pid: number;
  /** The process group; undefined on Windows, which has none. */
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
    'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.CommandLine)" }',
  ],
  parse: (stdout) =>
    [...stdout.matchAll(/^(\d+) (.*?)\r?$/gm)].map(([, pid, command = '']) => ({
      pid: Number(pid),
      group: undefined,
      command,
    })),
};

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
