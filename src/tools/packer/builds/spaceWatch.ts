import { statSync } from 'node:fs';
import { freeSpace } from '../plan/freeSpace';
import type { FreeSpace } from '../plan/preflight';
import type { RunRecord } from '../runs/runRecord';

/*
 * Packer that can't write its log hangs for ever, without a word, also once there is space again, and Ctrl-C does not reach it.
 * Seen with Packer 1.6.6 and 1.16 on a full file system.
 */

/** What a build writes to a file system. */
export type Written = 'log' | 'output';

/** Bytes below which there is little space, and below which there is none for what is written in pieces. */
interface Least {
  readonly low: number;
  readonly none: number;
}

const megabyte = 1024 * 1024;

/** Logs have some megabytes, with `PACKER_LOG` up to a hundred; disks of machines grow by gigabytes. */
const least: Readonly<Record<Written, Least>> = {
  log: { low: 100 * megabyte, none: megabyte },
  output: { low: 1024 * megabyte, none: 50 * megabyte },
};

export type SpaceLevel = 'enough' | 'low' | 'none';

/** A file or a folder that a build writes. */
export interface WrittenPlace {
  readonly what: Written;
  /** Absolute; may be made later. */
  readonly path: string;
}

/** A file system that is running out of space. */
export interface SpaceProblem extends WrittenPlace {
  readonly level: 'low' | 'none';
  /** Bytes. */
  readonly free: number;
}

/** @param free bytes. @param demand how much will be written, where that is known; bytes */
export function spaceLevel(what: Written, free: number, demand = 0): SpaceLevel {
  const { low, none } = least[what];
  if (free < none) return 'none';
  return free < Math.max(low, demand) ? 'low' : 'enough';
}

/** How large the log of a build may become, by those of earlier runs; bytes. 0 where there are none. */
export const logDemand = (runs: readonly Pick<RunRecord, 'log'>[]): number =>
  2 * Math.max(0, ...runs.map(({ log }) => (log === undefined ? 0 : sizeOf(log))));

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

/** How often it is looked how much space there is. Milliseconds. */
const intervalMs = 5000;

/** With so many times as much as is little there is enough again. */
const ease = 2;

/**
 * Tells when a file system to which a build writes runs out of space: once for each level, and again when there was enough
 * meanwhile.
 * @returns ends it
 */
export function watchSpace(
  places: readonly WrittenPlace[],
  tell: (problem: SpaceProblem) => void,
  spaceOf: (path: string) => Promise<FreeSpace | undefined> = freeSpace,
  interval = intervalMs,
): () => void {
  let isOver = false;
  let isLooking = false;
  /** By what is written and the file system. */
  const told = new Map<string, SpaceLevel>();
  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    const spaces = await Promise.all(places.map(({ path }) => spaceOf(path).catch(() => undefined)));
    isLooking = false;
    for (const [index, place] of places.entries()) {
      const space = spaces[index];
      if (!space || isOver) continue;
      const key = `${place.what} ${space.device}`;
      const level = spaceLevel(place.what, space.free);
      const before = told.get(key) ?? 'enough';
      if (space.free > ease * least[place.what].low) told.delete(key);
      else if (level !== 'enough' && level !== before && before !== 'none') {
        told.set(key, level);
        tell({ ...place, level, free: space.free });
      }
    }
  }
  const timer = setInterval(() => void look(), interval);
  timer.unref();
  void look();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
