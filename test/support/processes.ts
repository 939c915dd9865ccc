import { hasEnded } from '../../src/tools/processIdentity';
import { processes } from '../../scripts/lib/processes.mjs';

/** The processes of a group that are alive. Linux. */
const aliveInGroup = (group: number): number[] =>
  processes()
    .filter((process) => process.group === group)
    .map(({ pid }) => pid);

/** Waits until nothing of a process group is alive. @returns false after half a minute */
export async function groupGone(group: number): Promise<boolean> {
  const end = Date.now() + 30_000;
  while (aliveInGroup(group).length) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}

/**
 * Waits until some processes are gone, on any system. Windows lets nobody remove the folder in which one was started.
 * @param pids undefined for those that were never there
 */
export async function processesGone(pids: readonly (number | undefined)[]): Promise<void> {
  const end = Date.now() + 30_000;
  for (const pid of pids)
    while (pid !== undefined && !(await hasEnded(pid))) {
      if (Date.now() > end) throw new Error(`process ${pid} does not end`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
}
