import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { FreeSpace } from './preflight';

/** What is free where a folder is or will be: in the nearest one that is there. */
export async function freeSpace(folder: string): Promise<FreeSpace | undefined> {
  try {
    const [{ dev }, { bavail, bsize }] = await Promise.all([stat(folder), statfs(folder)]);
    return { device: dev, free: bavail * bsize };
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? undefined : freeSpace(parent);
  }
}
