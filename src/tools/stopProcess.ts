import { execFile } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { hasEnded, isSurelySameProcess, processIdentity } from './processIdentity';
import type { Process } from './processIdentity';
import { listProcesses } from './processList';

/**
 * A process that can be stopped. Numbers are used again: right before each signal it is asked whether the number is still
 * that of the process that is meant.
 */
export interface Stoppable {
  readonly pid: number;
  isThere(): boolean | Promise<boolean>;
}

/** A child of this process: its number is its own until Node says that it has ended. */
export const ofChild = (
  child: Pick<ChildProcess, 'pid' | 'exitCode' | 'signalCode'>,
): Stoppable | undefined =>
  child.pid === undefined
    ? undefined
    : { pid: child.pid, isThere: () => child.exitCode === null && child.signalCode === null };

/** A process that somebody else has started. */
export const ofRecord = (recorded: Process): Stoppable => ({
  pid: recorded.pid,
  isThere: () => isSurelySameProcess(recorded),
});

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
 * Stops a process that runs in a group of its own, if it is there still.
 * @returns why it could not be asked or ended, in the system's words; undefined when it was, or had ended by itself
 */
export async function stopProcess(
  stoppable: Stoppable | undefined,
  how: Exclude<StopKind, 'rest'>,
): Promise<string | undefined> {
  if (!(await stoppable?.isThere())) return undefined;
  const failures = await Promise.all(stopSteps(process.platform, stoppable?.pid, how).map(perform));
  return failures.find((failure) => failure !== undefined);
}

/** @returns a function that asks the process to end; called again, it ends it and all that it started */
export function stopping(stoppable: Stoppable | undefined): () => void {
  let asked = false;
  return () => {
    void stopProcess(stoppable, asked ? 'hard' : 'gentle');
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

/** By so much the start of a process may be off, as the system tells it. Milliseconds. */
export const startSlackMs = 2000;

/**
 * Ends what a process that is gone has left in its group: gently, then by force. A group has its number for as long as one of
 * it lives: one that began before that process had ended shows that it is still the same.
 * @param ended when the process did; milliseconds since 1970
 */
export async function endRest(pid: number, ended: number): Promise<void> {
  for (const how of ['rest', 'hard'] as const) {
    if (!groupLives(pid)) return;
    // Where it is not, its last ones only wait to be counted off.
    if (await isGroupOf(pid, ended)) await Promise.all(stopSteps(process.platform, pid, how).map(perform));
    const end = Date.now() + restTimeoutMs;
    while (groupLives(pid) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isGroupOf(pid: number, ended: number): Promise<boolean> {
  const members = (await listProcesses()).filter(({ group }) => group === pid);
  const isLed = members.some((one) => one.pid === pid);
  return !isLed && members.some(({ began = Infinity }) => began <= ended + startSlackMs);
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
export async function endProcess(recorded: Process): Promise<boolean> {
  const { pid, started } = recorded;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!(await isSurelySameProcess(recorded)))
      return (await hasEnded(pid)) || ![undefined, started].includes(await processIdentity(pid));
    await perform({ kind: 'signal', pid, signal });
    const end = Date.now() + responseTimeoutMs;
    while (!(await hasEnded(pid)) && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50));
    if (await hasEnded(pid)) return true;
  }
  return false;
}
