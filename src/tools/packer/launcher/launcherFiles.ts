import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { SpawnOptions } from 'node:child_process';
import path from 'node:path';

/** The files in the folder of a run through which the launcher and the windows speak; `launcher.ts` says what each is. */
export const launcherFiles = {
  state: 'launcher.json',
  stop: 'stop',
  kill: 'kill',
  end: 'end.json',
} as const;

/** How often the launcher shows that it lives. Milliseconds. */
export const heartbeatMs = 1000;

/** `stop`: cancel and clean up; `kill`: end at once, with all that was started. */
export type StopRequest = 'stop' | 'kill';

/** A process; without `started`, where the system does not say when it began. */
interface LaunchedProcess {
  readonly pid: number;
  /** As tools/processIdentity gives it. */
  readonly started?: string;
}

/** What the launcher says while Packer runs. */
export interface LauncherState {
  readonly launcher: LaunchedProcess;
  /** Leads a process group of its own on POSIX. Undefined until it runs. */
  readonly packer?: LaunchedProcess;
  /** It was found out when both began, as far as it can be. */
  readonly identified?: true;
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

/** @returns undefined when there is none yet, or the run had no launcher */
export const readState = (folder: string): LauncherState | undefined =>
  readJson(path.join(folder, launcherFiles.state));

/** @returns undefined while Packer runs, and for good when the launcher was killed */
export const readEnd = (folder: string): LauncherEnd | undefined =>
  readJson(path.join(folder, launcherFiles.end));

/** How long ago the launcher showed that it lives, or was started. Milliseconds; Infinity when it never was. */
export function sinceHeartbeat(folder: string): number {
  const stats = [path.join(folder, launcherFiles.state), folder]
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .find((found) => found !== undefined);
  return stats ? Math.abs(Date.now() - stats.mtimeMs) : Infinity;
}

/** @throws Error of the file system */
export function requestStop(folder: string, request: StopRequest): void {
  writeFileSync(path.join(folder, launcherFiles[request]), '');
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
