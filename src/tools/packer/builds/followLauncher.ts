import { isSameProcess } from '../../processIdentity';
import { heartbeatMs, readEnd, readState, requestStop, sinceHeartbeat } from '../launcher/launcherFiles';
import type { LauncherEnd, StopRequest } from '../launcher/launcherFiles';
import type { BuildEnd } from '../runs/exitCode';
import type { RunRecord } from '../runs/runRecord';
import { adoptProcess } from './adoptProcess';
import type { BuildProcess } from './buildProcess';

/** How often it is looked whether Packer has ended. Milliseconds. */
const interval = 250;
/** A launcher that shows no life for so long is looked for among the processes. Milliseconds. */
const silence = 5 * heartbeatMs;

/**
 * Follows the Packer of a launcher by the files in the folder of its run. Where the launcher is gone without a last word,
 * Packer is followed by its process alone.
 * @param exited settles when the launcher has ended, where this window has started it
 */
export async function followLauncher(
  record: Pick<RunRecord, 'pid' | 'started' | 'log' | 'began'>,
  folder: string,
  exited?: Promise<unknown>,
): Promise<BuildProcess> {
  const state = readState(folder);
  const { pid, started } = state?.packer ?? {};
  let gone = false;
  void exited?.then(() => (gone = true));
  let asked: StopRequest | undefined;
  let isOver = false;
  /** Packer by its process, once the launcher is gone. */
  let alone: BuildProcess | undefined;
  // At first the launcher itself is looked for, however lately it has shown that it lives.
  const hasEnded = readEnd(folder) !== undefined || !(exited ?? (await isRunning()));
  if (hasEnded && !readEnd(folder)) alone = await adoptProcess({ ...record, ...state?.packer });
  return {
    identity: pid === undefined || started === undefined ? undefined : { pid, started },
    lives: alone?.lives ?? !hasEnded,
    ended: ended().finally(() => (isOver = true)),
    stop,
    stopFailure: () => (asked ? readState(folder)?.stopFailure : undefined),
  };

  async function ended(): Promise<BuildEnd> {
    while (!alone) {
      const end = readEnd(folder);
      if (end) return toBuildEnd(end);
      if (!(await launcherLives())) {
        // It may have said its last word meanwhile.
        const last = readEnd(folder);
        if (last) return toBuildEnd(last);
        alone = await adoptProcess({ ...record, ...readState(folder)?.packer });
        if (asked) alone.stop();
        if (asked === 'kill') alone.stop();
      } else await Promise.race([wait(interval), ...(exited ? [exited] : [])]);
    }
    const end = await alone.ended;
    return { ...end, stopped: end.stopped || asked !== undefined };
  }

  function stop(): void {
    if (isOver) return;
    asked = asked ? 'kill' : 'stop';
    if (alone) alone.stop();
    else requestStop(folder, asked);
  }

  async function launcherLives(): Promise<boolean> {
    if (exited) return !gone;
    return sinceHeartbeat(folder) < silence || isRunning();
  }

  async function isRunning(): Promise<boolean> {
    const { launcher } = readState(folder) ?? {};
    // It may have begun just now.
    if (launcher?.started === undefined) return sinceHeartbeat(folder) < silence;
    return isSameProcess(launcher.pid, launcher.started);
  }
}

const toBuildEnd = ({ at, exitCode, stopped }: LauncherEnd): BuildEnd => ({
  at,
  exitCode,
  seen: true,
  stopped: stopped !== undefined,
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
