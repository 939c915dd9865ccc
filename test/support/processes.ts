import { readdirSync, readFileSync } from 'node:fs';

/** The processes of a group that are alive; a zombie only waits to be counted off. Linux. */
export const aliveInGroup = (group: number): number[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // pid (name) state ppid pgrp …; the name may hold blanks and brackets
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(pgrp) === group && state !== 'Z' ? [Number(name)] : [];
    } catch {
      return [];
    }
  });

/** Waits until nothing of a process group is alive. @returns false after ten seconds */
export async function groupGone(group: number): Promise<boolean> {
  const end = Date.now() + 10_000;
  while (aliveInGroup(group).length) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
