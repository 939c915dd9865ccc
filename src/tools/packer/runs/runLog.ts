import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { rotateLog } from './rotateLog';
import type { RunStore } from './runStore';

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
  /** The folder for logs that can't be written in their place; absolute, is made when it is needed. */
  readonly storage: string;
}

/**
 * Makes the log of a new run; that of the last run is kept beside it. Where it can't be written, the log is kept in the
 * editor's own storage: a build is worth more than the place of its log.
 * @throws Error of the file system when not even that can be written
 */
export function openLog({ path: log, kept, run, storage }: WantedLog, store: RunStore): OpenedLog {
  try {
    const moved = rotateLog(log, kept);
    if (moved !== undefined) followMove(log, moved, store);
    create(log);
    return { path: log };
  } catch (error) {
    mkdirSync(storage, { recursive: true });
    const other = path.join(storage, `${run}.log`);
    create(other);
    return { path: other, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** So that it is there to be followed, and known to be writable. */
const create = (log: string): void => closeSync(openSync(log, 'a'));

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
  const record = store.list().find((one) => one.log === log);
  if (record) store.save({ ...record, log: moved });
}
