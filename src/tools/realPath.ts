import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isWithin } from '../text/pathKey';

/** What a path leads to: all links of it are followed, as far as something is there. @param file absolute */
export function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : path.join(realPath(parent), path.basename(file));
  }
}

/** Whether one folder is the other, or lies in it, whatever links lead there. Both are absolute. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [realPath(one), realPath(other)];
  return isWithin(a, b) || isWithin(b, a);
}
