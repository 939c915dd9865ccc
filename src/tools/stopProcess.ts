import { processIdentity } from './processIdentity';

/** How a tool is stopped: a signal to a process, or on POSIX to a process group by its negative id; or a program. */
export type StopStep =
  | { readonly kind: 'signal'; readonly pid: number; readonly signal: NodeJS.Signals }
  | { readonly kind: 'run'; readonly file: string; readonly args: readonly string[] };

/** `gentle` lets it clean up, `hard` ends it and all that it started, `rest` asks what it left behind to end. */
export type StopKind = 'gentle' | 'hard' | 'rest';

/**
 * Packer ignores SIGINT to its process alone and cleans up on SIGTERM, or on Windows on Ctrl-Break; Vagrant is stopped
 * in its own terminal.
 */
export function stopSteps(platform: NodeJS.Platform, pid: number | undefined, how: StopKind): StopStep[] {
  if (pid === undefined) return [];
  if (platform === 'win32') return windowsSteps(pid, how);
  if (how === 'gentle') return [{ kind: 'signal', pid, signal: 'SIGTERM' }];
  return [{ kind: 'signal', pid: -pid, signal: how === 'hard' ? 'SIGKILL' : 'SIGTERM' }];
}

function windowsSteps(pid: number, how: StopKind): StopStep[] {
  if (how === 'hard') return [{ kind: 'run', file: 'taskkill', args: ['/PID', String(pid), '/T', '/F'] }];
  // There are no groups: what a process leaves behind is no longer known to be its own.
  return how === 'rest' ? [] : [{ kind: 'run', file: 'powershell.exe', args: ctrlBreak(pid) }];
}

/**
 * Only a process of the same console can press Ctrl-Break there: PowerShell leaves its own and joins the hidden one of
 * the tool, all of whose processes get it, PowerShell too. Source: GenerateConsoleCtrlEvent, with group 0.
 */
const ctrlBreak = (pid: number): string[] => [
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  [
    "$k = Add-Type -PassThru -Namespace Boxwright -Name Console -MemberDefinition '",
    '[DllImport("kernel32.dll")] public static extern bool FreeConsole();',
    '[DllImport("kernel32.dll")] public static extern bool AttachConsole(uint id);',
    '[DllImport("kernel32.dll")] public static extern bool GenerateConsoleCtrlEvent(uint e, uint group);',
    `'; [void]$k::FreeConsole(); if ($k::AttachConsole(${pid})) { [void]$k::GenerateConsoleCtrlEvent(1, 0) }`,
  ].join(' '),
];

/** Stops a process that runs in a group of its own. */
export function stopProcess(pid: number | undefined, how: StopKind): void {
  for (const step of stopSteps(process.platform, pid, how)) perform(step);
}

/** @returns a function that asks the process to end; called again, it ends it and all that it started */
export function stopping(pid: number | undefined): () => void {
  let asked = false;
  return () => {
    stopProcess(pid, asked ? 'hard' : 'gentle');
    asked = true;
  };
}

function perform(step: StopStep): void {
  if (step.kind === 'run') {
    void import('execa').then(({ execa }) =>
      execa(step.file, step.args, { reject: false, windowsHide: true, stdin: 'ignore' }),
    );
    return;
  }
  try {
    process.kill(step.pid, step.signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** Whether anything of a process group lives still. On Windows, which has none, never. */
export function groupLives(pid: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** How long a process has to end by itself. Milliseconds. */
const responseTimeoutMs = 3000;

/** Ends a single process, by force when it does not end by itself. @returns whether it is gone */
export async function endProcess(pid: number): Promise<boolean> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    perform({ kind: 'signal', pid, signal });
    const end = Date.now() + responseTimeoutMs;
    while ((await processIdentity(pid)) !== undefined && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50));
    if ((await processIdentity(pid)) === undefined) return true;
  }
  return false;
}
