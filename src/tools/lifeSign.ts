import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processExists, processIdentity } from './processIdentity';

/*
 * A process says itself that it lives, by a file that it touches all the time. Everybody can look at that in no time, on every
 * system; Windows tells when a process began only by PowerShell, which takes a second and may be forbidden.
 */

/** How often a process touches its file. Milliseconds. */
export const beatMs = 1000;

/** Who has shown no life for so long is looked for among the processes. Milliseconds. */
export const silenceMs = 5 * beatMs;

/** A process that shows that it lives. */
export interface SignedProcess {
  readonly pid: number;
  /** As tools/processIdentity gives it; undefined where that is not known. */
  readonly started?: string;
}

/** What is asked of the system; its own by default. */
interface System {
  readonly exists: (pid: number) => boolean;
  readonly identity: (pid: number) => Promise<string | undefined>;
  readonly wait: (ms: number) => Promise<unknown>;
}

const thisSystem: System = { exists: processExists, identity: processIdentity, wait: delay };

/**
 * Whether a process lives, by its own word, and where it is silent by what the system says.
 * @param sinceSign how long ago it showed that it lives; milliseconds
 */
export async function isLiving(
  { pid, started }: SignedProcess,
  sinceSign: () => number,
  { exists, identity, wait }: System = thisSystem,
): Promise<boolean> {
  if (!exists(pid)) return false;
  if (sinceSign() < silenceMs) return true;
  const now = started === undefined ? undefined : await identity(pid);
  if (now !== undefined) return now === started;
  // The system does not tell. The computer may have slept: who lives touches the file again soon.
  await wait(2.5 * beatMs);
  return exists(pid) && sinceSign() < silenceMs;
}

/** How long ago a file was touched. Milliseconds; Infinity when there is none. */
export function sinceTouched(...files: readonly string[]): number {
  const stats = files
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .find((found) => found !== undefined);
  return stats ? Math.abs(Date.now() - stats.mtimeMs) : Infinity;
}

/** @throws Error of the file system */
export function touch(file: string): void {
  const now = new Date();
  utimesSync(file, now, now);
}

/**
 * Shows that this process lives, until it is told otherwise or ends.
 * @param file absolute
 * @returns ends it
 * @throws Error of the file system
 */
export function showLife(file: string): () => void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, '', { mode: 0o600 });
  const timer = setInterval(() => {
    try {
      touch(file);
    } catch {
      // It was removed, or its disk is gone.
    }
  }, beatMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    rmSync(file, { force: true });
  };
}
