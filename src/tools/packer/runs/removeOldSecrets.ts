import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** Packer has read them long before. Milliseconds. */
const longest = 60_000;

/**
 * Removes the files with the values of secret variables that a window could not remove any more, as it was killed before
 * Packer had read them. Younger ones may be those of a build that another window is starting.
 * @param now milliseconds since 1970
 */
export function removeOldSecrets(folder: string, now: number): void {
  for (const file of filesIn(folder)) {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats && now - stats.mtimeMs > longest) rmSync(file, { force: true });
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
