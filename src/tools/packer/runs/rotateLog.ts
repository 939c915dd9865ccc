import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { patiently } from '../../patiently';
import { isLogOfOurs } from './ownLog';
import type { IsRecorded } from './ownLog';

/** The part of a log's name that says when its run ended, like `20261123T141502`, or `20261123T141502-2`. */
const stampPattern = /^(\d{8}T\d{6})(?:-(\d+))?$/;

/** The file in the place of a log is none, so that it is not moved, and in time removed. */
export class NotALog extends Error {
  constructor(readonly file: string) {
    super(`${file} is not the log of a build`);
  }
}

/**
 * Moves the log of the last run out of the way, to `packer.20261123T141502.log` beside it, and removes the oldest of
 * those that were moved so.
 * @param log absolute
 * @param keep how many logs of earlier runs stay, from 0
 * @param isRecorded whether a run is recorded that wrote a file
 * @returns where the log of the last run is now; undefined when there was none, or it is not kept
 * @throws NotALog, Error of the file system
 */
export function rotateLog(log: string, keep: number, isRecorded: IsRecorded): string | undefined {
  const stats = statSync(log, { throwIfNoEntry: false });
  if (!stats) return undefined;
  if (!stats.isFile()) throw new Error(`${log} is not a file`);
  if (!isLogOfOurs(log, isRecorded)) throw new NotALog(log);
  const moved = freeName(log, stats.mtime);
  patiently(() => renameSync(log, moved));
  const old = rotatedLogs(log)
    .filter((file) => file === moved || isLogOfOurs(file, isRecorded))
    .slice(keep);
  for (const file of old) patiently(() => rmSync(file, { force: true }));
  return old.includes(moved) ? undefined : moved;
}

/** The files beside a log that have the names of logs of earlier runs, newest first. */
export function rotatedLogs(log: string): string[] {
  const { dir } = path.parse(log);
  const stamp = (other: string) => path.parse(other).name;
  return listed(dir)
    .filter((other) => stampOf(other, log))
    .sort((one, other) => stamp(other).localeCompare(stamp(one), 'en', { numeric: true }))
    .map((other) => path.join(dir, other));
}

function stampOf(other: string, log: string): RegExpExecArray | null {
  const { name, ext } = path.parse(log);
  if (!other.startsWith(`${name}.`) || !other.endsWith(ext)) return null;
  return stampPattern.exec(other.slice(name.length + 1, other.length - ext.length));
}

/**
 * By the time at which it was written last; several runs can end in the same second. It stands behind all earlier ones, also
 * when the clock has gone back since: the oldest are removed.
 */
function freeName(log: string, time: Date): string {
  const { dir, name, ext } = path.parse(log);
  const [newest] = rotatedLogs(log);
  const [, last = '', number = '1'] = (newest && stampOf(path.basename(newest), log)) ?? [];
  const own = time.toISOString().slice(0, 19).replace(/[-:]/g, '');
  const stamp = own > last ? own : last;
  for (let count = own > last ? 1 : Number(number) + 1; ; count++) {
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
