import { silenceMs } from '../../lifeSign';
import type { Process } from '../../processIdentity';
import { ofRecord, stopProcess } from '../../stopProcess';
import { launcherLives } from '../launcher/buildLives';
import { lastHeartbeat, readEnd, readState, requestStop, sinceHeartbeat } from '../launcher/launcherFiles';
import type { LauncherEnd, StopRequest } from '../launcher/launcherFiles';
import type { BuildEnd } from '../runs/exitCode';
import type { RunRecord } from '../runs/runRecord';
import { adoptProcess } from './adoptProcess';
import type { BuildProcess } from './buildProcess';

/** A launcher that this window has started. */
interface OwnLauncher {
  /** Settles when it has ended, with its exit code, which is Packer's; null when a signal ended it. */
  readonly exited?: Promise<number | null>;
  /** Undefined where the system does not tell. */
  readonly process?: Process | undefined;
}

/** How often it is looked whether Packer has ended. Milliseconds. */
const interval = 250;

/**
 * Follows the Packer of a launcher by the files in the folder of its run. Where the launcher is gone without a last word,
 * Packer is followed by its process alone.
 * @param own the launcher, where this window has started it
 */
export async function followLauncher(
  record: Pick<RunRecord, 'pid' | 'started' | 'log' | 'began'>,
  folder: string,
  { exited, process: launcher }: OwnLauncher = {},
): Promise<BuildProcess> {
  const state = readState(folder);
  const packerNow = () => readState(folder)?.packer ?? state?.packer;
  let gone = false;
  let lastWord: number | undefined;
  void exited?.then((code) => {
    gone = true;
    lastWord = code ?? undefined;
  });
  let asked: StopRequest | undefined;
  /** Why Packer could not be stopped without the launcher. */
  let failure: string | undefined;
  let isOver = false;
  /** Packer by its process, once the launcher is gone. */
  let alone: BuildProcess | undefined;
  // At first the launcher itself is looked for, however lately it has shown that it lives.
  const hasEnded = readEnd(folder) !== undefined || !(exited ?? (await launcherLives(folder)));
  if (hasEnded && !readEnd(folder))
    alone = await adoptProcess({ ...record, ...state?.packer }, lastHeartbeat(folder));
  return {
    get identity() {
      // A launcher that can't write lives as long as its Packer.
      return packerNow() ?? launcher;
    },
    lives: alone?.lives ?? !hasEnded,
    ended: ended().finally(() => (isOver = true)),
    stop,
    stopFailure: () => failure ?? (asked ? readState(folder)?.stopFailure : undefined),
  };

  async function ended(): Promise<BuildEnd> {
    while (!alone) {
      const end = readEnd(folder);
      if (end) return toBuildEnd(end, asked);
      if (!(await isLaunched())) {
        // It may have said its last word meanwhile.
        const last = readEnd(folder);
        if (last) return toBuildEnd(last, asked);
        // On a full disk it is not written.
        if (lastWord !== undefined) return toBuildEnd({ at: Date.now(), exitCode: lastWord }, asked);
        alone = await adoptProcess({ ...record, ...readState(folder)?.packer }, lastHeartbeat(folder));
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
    if (alone) return alone.stop();
    try {
      requestStop(folder, asked);
    } catch {
      // The disk is full, or the folder gone: then it goes without the launcher.
      void signal(asked);
    }
  }

  async function signal(request: StopRequest): Promise<void> {
    const { pid, started } = packerNow() ?? {};
    if (pid !== undefined && started !== undefined)
      failure = await stopProcess(ofRecord({ pid, started }), request === 'kill' ? 'hard' : 'interrupt');
    // The launcher passes it on, and ends Packer at once when it is asked again.
    else if (launcher) failure = await stopProcess(ofRecord(launcher), 'gentle');
  }

  async function isLaunched(): Promise<boolean> {
    if (exited) return !gone;
    return sinceHeartbeat(folder) < silenceMs || launcherLives(folder);
  }
}

const toBuildEnd = ({ at, exitCode, stopped }: LauncherEnd, asked: StopRequest | undefined): BuildEnd => ({
  at,
  exitCode,
  seen: true,
  stopped: (stopped ?? asked) !== undefined,
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
