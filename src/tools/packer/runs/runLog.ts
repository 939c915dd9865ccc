import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { NotALog, rotateLog } from './rotateLog';
import type { RunRecord } from './runRecord';
import type { RunStore } from './runStore';
import { isBelow, isSamePath } from '../../../text/pathKey';

/** A file that a build is going to write to. */
export interface OpenedLog {
  readonly path: string;
  /** Why it is not the file that was asked for; undefined when it is. */
  readonly reason?: string;
}

/** Where the log of a new run is wanted. */
export interface WantedLog {
  /** Absolute. */
  readonly path: string;
  /** How many logs of earlier runs stay beside it. */
  readonly kept: number;
  /** The id of the run. */
  readonly run: string;
  /** The folder for logs that can't be written in their place; absolute, is made with what is in it when it is needed. */
  readonly storage: string;
}

/**
 * Makes the log of a new run; that of the last run is kept beside it. Where it can't be written, the log is kept in the
 * editor's own storage: a build is worth more than the place of its log.
 * @throws NotALog for a file in that place which no build has written; Error of the file system when not even the other one
 * can be written
 */
export function openLog({ path: log, kept, run, storage }: WantedLog, store: RunStore): OpenedLog {
  try {
    if (isBelow(log, storage)) mkdirSync(path.dirname(log), { recursive: true });
    const records = store.list();
    const mode = statSync(log, { throwIfNoEntry: false })?.mode;
    const moved = rotateLog(log, kept, (file, written) =>
      records.some((one) => hasWritten(one, file, written)),
    );
    if (moved !== undefined) followMove(log, moved, store);
    create(log);
    // Who has given others rights to the last one wants that.
    if (mode !== undefined) chmodSync(log, mode & 0o777);
    return { path: log };
  } catch (error) {
    if (error instanceof NotALog) throw error;
    mkdirSync(storage, { recursive: true, mode: 0o700 });
    const other = path.join(storage, `${run}.log`);
    create(other);
    return { path: other, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** What Packer wrote last is on the disk by then. Milliseconds. */
const writeSlackMs = 5000;

/** Whether a run wrote a file last: its log may have given way to somebody's own file of that name. */
const hasWritten = ({ log, ended }: RunRecord, file: string, written: number): boolean =>
  isSamePath(log, file) && (ended === undefined || written <= ended + writeSlackMs);

/** So that it is there to be followed, and known to be writable; by others it is not read: builds print passwords. */
const create = (log: string): void => closeSync(openSync(log, 'a', 0o600));

/**
 * The log of a template whose usual one is being written by the build of another template.
 * @param template its path
 */
export function otherLogPath(log: string, template: string): string {
  const { dir, name, ext } = path.parse(log);
  return path.join(dir, `${name}-${path.basename(template).replace(/\.json$/, '')}${ext}`);
}

/** The record of the run that wrote a log leads to where it is now. */
function followMove(log: string, moved: string, store: RunStore): void {
  const record = store.list().find((one) => isSamePath(one.log, log));
  if (record) store.save({ ...record, log: moved });
}
