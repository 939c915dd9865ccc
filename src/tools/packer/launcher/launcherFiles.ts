import type { SpawnOptions } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sinceTouched } from '../../lifeSign';
import type { SignedProcess } from '../../lifeSign';
import { number, object, oneOf, optional, parseAs, text } from '../../shape';
import type { Shape } from '../../shape';

/** The files in the folder of a run through which the launcher and the windows speak; `launcher.ts` says what each is. */
export const launcherFiles = {
  state: 'launcher.json',
  stop: 'stop',
  kill: 'kill',
  end: 'end.json',
} as const;

/** `stop`: cancel and clean up; `kill`: end at once, with all that was started. */
export type StopRequest = 'stop' | 'kill';

/** What the launcher says while Packer runs. */
export interface LauncherState {
  readonly launcher: SignedProcess;
  /** Leads a process group of its own on POSIX. Undefined until it runs. */
  readonly packer?: SignedProcess;
  /** Why Packer could not be stopped in the way that was asked for last, in the system's words. */
  readonly stopFailure?: string | undefined;
}

/** How Packer ended. */
export interface LauncherEnd {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Packer's own; undefined when a signal ended it, or when it did not start. */
  readonly exitCode?: number;
  readonly signal?: string;
  /** The last request that the launcher met. */
  readonly stopped?: StopRequest;
  /** Why Packer could not be started, in the system's words. */
  readonly error?: string;
}

/**
 * How Packer is started. On POSIX it leads a group, which can be ended as a whole. On Windows the launcher has no console, so
 * that Packer gets a hidden one of its own: Ctrl-Break there reaches Packer and what it started, and nobody else.
 * @param env of the launcher
 */
export function packerOptions(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): SpawnOptions {
  const rest = { ...env };
  // It made a Node of the editor's program for the launcher alone.
  delete rest['ELECTRON_RUN_AS_NODE'];
  return { env: rest, detached: platform !== 'win32', windowsHide: true };
}

const isSignedProcess = object<SignedProcess>({ pid: number, started: optional(text) });

const isState = object<LauncherState>({
  launcher: isSignedProcess,
  packer: optional(isSignedProcess),
  stopFailure: optional(text),
});

const isEnd = object<LauncherEnd>({
  at: number,
  exitCode: optional(number),
  signal: optional(text),
  stopped: optional(oneOf<StopRequest>(['stop', 'kill'])),
  error: optional(text),
});

/** @returns undefined when there is none yet, or the run had no launcher */
export const readState = (folder: string): LauncherState | undefined =>
  readAs(isState, path.join(folder, launcherFiles.state));

/** @returns undefined while Packer runs, and for good when the launcher was killed */
export const readEnd = (folder: string): LauncherEnd | undefined =>
  readAs(isEnd, path.join(folder, launcherFiles.end));

/** When the launcher showed last that it lives, or was started. Milliseconds since 1970; undefined when it never was. */
export const lastHeartbeat = (folder: string): number | undefined =>
  [path.join(folder, launcherFiles.state), folder]
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .find((found) => found !== undefined)?.mtimeMs;

/** How long ago that was. Milliseconds; Infinity when it never was. */
export const sinceHeartbeat = (folder: string): number =>
  sinceTouched(path.join(folder, launcherFiles.state), folder);

/** @throws Error of the file system */
export function requestStop(folder: string, request: StopRequest): void {
  writeFileSync(path.join(folder, launcherFiles[request]), '', { mode: 0o600 });
}

function readAs<T>(shape: Shape<T>, file: string): T | undefined {
  try {
    return parseAs(shape, readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
