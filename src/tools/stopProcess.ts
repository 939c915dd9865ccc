import { execFile } from 'node:child_process';
import { processIdentity } from './processIdentity';

/** How a tool is stopped: a signal to a process, or on POSIX to a process group by its negative id; or a program. */
export type StopStep =
  | { readonly kind: 'signal'; readonly pid: number; readonly signal: NodeJS.Signals }
  | {
      readonly kind: 'run';
      readonly file: string;
      readonly args: readonly string[];
      /** The exit codes by which it says that it could not. */
      readonly failures: readonly number[];
    };

/**
 * `gentle` lets it clean up; so does `interrupt`, which presses Ctrl-C as a terminal does, for all that it started, too;
 * `hard` ends it and all that it started; `rest` asks what it left behind to end.
 */
export type StopKind = 'gentle' | 'interrupt' | 'hard' | 'rest';

/**
 * Packer ignores SIGINT to its process alone and cleans up on SIGTERM, or on Windows on Ctrl-Break; Vagrant is stopped
 * in its own terminal.
 */
export function stopSteps(platform: NodeJS.Platform, pid: number | undefined, how: StopKind): StopStep[] {
  if (pid === undefined) return [];
  if (platform === 'win32') return windowsSteps(pid, how);
  if (how === 'gentle') return [{ kind: 'signal', pid, signal: 'SIGTERM' }];
  return [{ kind: 'signal', pid: -pid, signal: groupSignals[how] }];
}

const groupSignals = { interrupt: 'SIGINT', hard: 'SIGKILL', rest: 'SIGTERM' } as const;

function windowsSteps(pid: number, how: StopKind): StopStep[] {
  if (how === 'hard')
    return [{ kind: 'run', file: 'taskkill', args: ['/PID', String(pid), '/T', '/F'], failures: [1] }];
  // There are no groups: what a process leaves behind is no longer known to be its own.
  if (how === 'rest') return [];
  return [
    { kind: 'run', file: 'powershell.exe', args: ctrlBreak(pid), failures: [1, noConsole, notPressed] },
  ];
}

/** Exit codes of our own; what Ctrl-Break ends, PowerShell perhaps, exits with others. */
const noConsole = 11;
const notPressed = 12;

/**
 * Only a process of the same console can press Ctrl-Break there: PowerShell leaves its own and joins the hidden one of
 * the tool, all of whose processes get it, PowerShell too. Where an administrator has restricted PowerShell to the
 * Constrained Language Mode, Add-Type fails, which is its exit code 1. Source: GenerateConsoleCtrlEvent, with group 0.
 */
const ctrlBreak = (pid: number): string[] => [
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  [
    "$ErrorActionPreference = 'Stop'; $k = Add-Type -PassThru -Namespace Boxwright -Name Console -MemberDefinition '",
    '[DllImport("kernel32.dll")] public static extern bool FreeConsole();',
    '[DllImport("kernel32.dll")] public static extern bool AttachConsole(uint id);',
    '[DllImport("kernel32.dll")] public static extern bool GenerateConsoleCtrlEvent(uint e, uint group);',
    `'; [void]$k::FreeConsole(); if (-not $k::AttachConsole(${pid})) { exit ${noConsole} }`,
    `if (-not $k::GenerateConsoleCtrlEvent(1, 0)) { exit ${notPressed} }`,
  ].join(' '),
];

/**
 * Stops a process that runs in a group of its own.
 * @returns why it could not be asked or ended, in the system's words; undefined when it was, or had ended by itself
 */
export async function stopProcess(pid: number | undefined, how: StopKind): Promise<string | undefined> {
  const failures = await Promise.all(stopSteps(process.platform, pid, how).map(perform));
  return failures.find((failure) => failure !== undefined);
}

/** @returns a function that asks the process to end; called again, it ends it and all that it started */
export function stopping(pid: number | undefined): () => void {
  let asked = false;
  return () => {
    void stopProcess(pid, asked ? 'hard' : 'gentle');
    asked = true;
  };
}

/** @returns why it failed */
async function perform(step: StopStep): Promise<string | undefined> {
  if (step.kind === 'run') return run(step);
  try {
    process.kill(step.pid, step.signal);
    return undefined;
  } catch (error) {
    // ESRCH: it has ended by itself meanwhile.
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? undefined : String(error);
  }
}

function run({ file, args, failures }: StopStep & { readonly kind: 'run' }): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(file, args, { windowsHide: true, timeout: programTimeoutMs }, (error, _, stderr) => {
      const code = error?.code;
      // A text where the program could not be run at all.
      const hasFailed = typeof code === 'number' ? failures.includes(code) : typeof code === 'string';
      resolve(hasFailed ? `${file}: ${stderr.trim() || `exit ${code}`}` : undefined);
    });
  });
}

/** PowerShell takes some seconds to start on a busy computer. Milliseconds. */
const programTimeoutMs = 30_000;

/** How long what a process left behind has to end by itself. Milliseconds. */
const restTimeoutMs = 5000;

/** Ends what a process that is gone has left in its group: gently, then by force. */
export async function endRest(pid: number): Promise<void> {
  if (!groupLives(pid)) return;
  await stopProcess(pid, 'rest');
  const end = Date.now() + restTimeoutMs;
  while (groupLives(pid) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  if (groupLives(pid)) await stopProcess(pid, 'hard');
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
    await perform({ kind: 'signal', pid, signal });
    const end = Date.now() + responseTimeoutMs;
    while ((await processIdentity(pid)) !== undefined && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50));
    if ((await processIdentity(pid)) === undefined) return true;
  }
  return false;
}
