import { hasEnded, isSameProcess } from '../../processIdentity';
import type { BuildEnd } from '../runs/exitCode';
import { lastWrite } from '../runs/lastWrite';
import type { RunRecord } from '../runs/runRecord';
import type { BuildProcess } from './buildProcess';
import { BuildStop } from './buildStop';

/** How often it is looked whether a process is there that is not a child of this one. Milliseconds. */
const interval = 1000;

/**
 * Finds the process of a build by its number: of one that an older version of the extension has started, without a
 * launcher, or whose launcher was killed. Nobody sees its exit code.
 * @param seen when it was there for sure; milliseconds since 1970
 */
export async function adoptProcess(
  record: Pick<RunRecord, 'pid' | 'started' | 'log' | 'began'>,
  seen = 0,
): Promise<BuildProcess> {
  const { pid, started } = record;
  const identity = pid === undefined || started === undefined ? undefined : { pid, started };
  const lives = identity !== undefined && (await isSameProcess(identity.pid, identity.started));
  const stop = new BuildStop(lives ? identity : undefined);
  return { identity, lives, ended: ended(), stop: () => stop.ask(), stopFailure: () => undefined };

  async function ended(): Promise<BuildEnd> {
    if (!lives) return { at: Math.max(lastWrite(record), Math.round(seen)), seen: false, stopped: false };
    // Which process it is was asked once: between two looks no other one gets its number.
    while (!(await hasEnded(identity.pid))) await new Promise((resolve) => setTimeout(resolve, interval));
    const end = { at: Date.now(), seen: false, stopped: stop.asked };
    await stop.rest(end.at);
    return end;
  }
}
