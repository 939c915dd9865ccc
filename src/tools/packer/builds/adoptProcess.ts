import { statSync } from 'node:fs';
import { isSameProcess } from '../../processIdentity';
import type { BuildEnd } from '../runs/exitCode';
import type { RunRecord } from '../runs/runRecord';
import type { BuildProcess } from './buildProcess';
import { BuildStop } from './buildStop';

/** How often it is looked whether a process is there that is not a child of this one. Milliseconds. */
const interval = 1000;

/**
 * Finds the process of a build by its number: of one that an older version of the extension has started, without a
 * launcher, or whose launcher was killed. Nobody sees its exit code.
 */
export async function adoptProcess(
  record: Pick<RunRecord, 'pid' | 'started' | 'log' | 'began'>,
): Promise<BuildProcess> {
  const { pid, started } = record;
  const identity = pid === undefined || started === undefined ? undefined : { pid, started };
  const lives = await isAlive();
  const stop = new BuildStop(pid);
  return { identity, lives, ended: ended(), stop: () => stop.ask(), stopFailure: () => undefined };

  async function ended(): Promise<BuildEnd> {
    if (!lives) return { at: lastWrite(record), seen: false, stopped: false };
    while (await isAlive()) await new Promise((resolve) => setTimeout(resolve, interval));
    const end = { at: Date.now(), seen: false, stopped: stop.asked };
    await stop.rest();
    return end;
  }

  async function isAlive(): Promise<boolean> {
    return identity !== undefined && isSameProcess(identity.pid, identity.started);
  }
}

/** When a run that nobody saw ending wrote its last line. Milliseconds since 1970. */
function lastWrite({ log, began }: Pick<RunRecord, 'log' | 'began'>): number {
  try {
    return log === undefined ? began : Math.max(began, Math.round(statSync(log).mtimeMs));
  } catch {
    return began;
  }
}
