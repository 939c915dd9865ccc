import { isLiving, silenceMs } from '../../lifeSign';
import { isSameProcess, processExists } from '../../processIdentity';
import { readEnd, readState, sinceHeartbeat } from './launcherFiles';

/** Whether the launcher of a run lives. @param folder of the run, through which it speaks */
export async function launcherLives(folder: string): Promise<boolean> {
  const { launcher } = readState(folder) ?? {};
  const since = () => sinceHeartbeat(folder);
  // It may have begun just now.
  return launcher ? isLiving(launcher, since) : since() < silenceMs;
}

/** Whether the Packer of a run lives, with its launcher or without. @param folder of the run */
export async function buildLives(folder: string): Promise<boolean> {
  if (readEnd(folder)) return false;
  if (await launcherLives(folder)) return readEnd(folder) === undefined;
  const { pid, started } = readState(folder)?.packer ?? {};
  if (pid === undefined || readEnd(folder)) return false;
  return started === undefined ? processExists(pid) : isSameProcess(pid, started);
}
