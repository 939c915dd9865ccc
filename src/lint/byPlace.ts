import type { Finding } from '../rules/finding';

/** The order of findings by file, place and rule, the same on all systems. */
export const byPlace = (a: Finding, b: Finding): number =>
  compare(a.location.path, b.location.path) ||
  a.location.span.start - b.location.span.start ||
  compare(a.rule, b.rule);

/** By UTF-16 units, whatever the language of the system. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
