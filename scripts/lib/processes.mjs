import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Process
 * @property {number} pid
 * @property {number} parent
 * @property {number} group
 */

/**
 * The processes that are alive; a zombie only waits to be counted off. None where there is no /proc: on Linux alone.
 * @returns {Process[]}
 */
export function processes() {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // pid (name) state ppid pgrp …; the name may hold blanks and brackets
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), group: Number(group) }];
    } catch {
      return [];
    }
  });
}

/**
 * What a process has started, with what that has started in turn.
 * @param {number} pid
 * @param {Process[]} all
 * @returns {Process[]} parents before children
 */
export function descendants(pid, all = processes()) {
  const children = all.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child, ...descendants(child.pid, all)]);
}
