import { setTimeout as delay } from 'node:timers/promises';

/** What Windows says of a file that another program has open: a virus scanner, the indexer, another window. */
const passing: readonly unknown[] = ['EPERM', 'EACCES', 'EBUSY'];

/** How long is waited before each further attempt; milliseconds. */
const short = [10, 20, 40, 80, 160, 320];
const long = [...short, ...Array.from({ length: 38 }, () => 250)];

/** The system and the clock; this machine's own by default. */
interface Circumstances {
  readonly platform?: NodeJS.Platform;
  /** Waits so many milliseconds. */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/**
 * Replaces, moves or removes files, and tries again while Windows refuses as somebody has them open: for half a second, during
 * which nothing else runs.
 * @param work changes nothing when it throws
 * @throws what `work` throws last
 */
export function patiently<T>(
  work: () => T,
  {
    platform = process.platform,
    sleep = sleepNow,
  }: { platform?: NodeJS.Platform; sleep?: (ms: number) => void } = {},
): T {
  for (const pause of short)
    try {
      return work();
    } catch (error) {
      if (!passes(error, platform)) throw error;
      sleep(pause);
    }
  return work();
}

/**
 * As {@link patiently}, without holding anybody up: for ten seconds.
 * @param isVain whether there is nothing to wait for any more
 */
export async function patientlyAsync<T>(
  work: () => Promise<T>,
  isVain: () => boolean = () => false,
  { platform = process.platform, sleep = delay }: Circumstances = {},
): Promise<T> {
  for (const pause of long)
    try {
      return await work();
    } catch (error) {
      if (!passes(error, platform) || isVain()) throw error;
      await sleep(pause);
    }
  return work();
}

/** Elsewhere these codes mean what they say: there are no rights, and waiting brings none. */
const passes = (error: unknown, platform: NodeJS.Platform): boolean =>
  platform === 'win32' && passing.includes((error as NodeJS.ErrnoException | undefined)?.code);

const sleepNow = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
