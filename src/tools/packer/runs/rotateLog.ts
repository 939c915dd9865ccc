import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** The part of a log's name that says when its run began, like `20261123T141502`. */
const stampPattern = /^\d{8}T\d{6}(-\d+)?$/;

/**
 * Moves the log of the last run out of the way, to `packer.20261123T141502.log` beside it, and removes the oldest of
 * those that were moved so.
 * @param log absolute
 * @param keep how many logs of earlier runs stay, from 0
 * @returns where the log of the last run is now; undefined when there was none, or it is not kept
 * @throws Error of the file system
 */
export function rotateLog(log: string, keep: number): string | undefined {
  const stats = statSync(log, { throwIfNoEntry: false });
  if (!stats) return undefined;
  if (!stats.isFile()) throw new Error(`${log} is not a file`);
  const moved = freeName(log, stats.mtime);
  renameSync(log, moved);
  const old = rotatedLogs(log).slice(keep);
  for (const file of old) rmSync(file, { force: true });
  return old.includes(moved) ? undefined : moved;
}

/** The logs of earlier runs that lie beside the given one, newest first. */
export function rotatedLogs(log: string): string[] {
  const { dir, name, ext } = path.parse(log);
  const names = listed(dir).filter(
    (other) =>
      other.startsWith(`${name}.`) &&
      other.endsWith(ext) &&
      stampPattern.test(other.slice(name.length + 1, other.length - ext.length)),
  );
  const stamp = (other: string) => path.parse(other).name;
  return names
    .sort((one, other) => stamp(other).localeCompare(stamp(one), 'en', { numeric: true }))
    .map((other) => path.join(dir, other));
}

/** By the time at which it was written last; several runs can end in the same second. */
function freeName(log: string, time: Date): string {
  const { dir, name, ext } = path.parse(log);
  const stamp = time.toISOString().replace(/[-:]|\..*$/g, '');
  for (let count = 1; ; count++) {
    const file = path.join(dir, `${name}.${stamp}${count > 1 ? `-${count}` : ''}${ext}`);
    if (!statSync(file, { throwIfNoEntry: false })) return file;
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
