import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { patiently } from '../../patiently';

/**
 * JSON templates take values from files and from arguments alone, and arguments are seen by everyone on this computer.
 * @param folder absolute, is made when it is needed
 * @param run the id of the run
 * @returns the file, which only this user can read
 * @throws Error of the file system
 */
export function writeSecrets(folder: string, run: string, secrets: ReadonlyMap<string, string>): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, run);
  writeFileSync(file, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600, flag: 'wx' });
  return file;
}

/**
 * Removes what was written for Packer to read secret values from: once it prints, it has read them. On Windows Packer may have
 * the file open still; it is asked for again with the next line.
 */
export function removeReadSecrets(folder: string, run: string): void {
  tryToRemove(fileOf(folder, run));
}

/** As {@link removeReadSecrets}, when Packer is gone. @throws Error of the file system */
export function removeSecrets(folder: string, run: string): void {
  patiently(() => rmSync(fileOf(folder, run), { force: true }));
}

const fileOf = (folder: string, run: string): string => path.join(folder, `${run}.json`);

/** Packer has read them long before. Milliseconds. */
const longest = 60_000;

/**
 * Removes the files with the values of secret variables that a window could not remove any more, as it was killed before
 * Packer had read them. Younger ones may be those of a build that another window is starting.
 * @param now milliseconds since 1970
 * @returns after how many milliseconds to look again; undefined when none is left
 */
export function removeOldSecrets(folder: string, now: number): number | undefined {
  let next: number | undefined;
  for (const file of filesIn(folder)) {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats) continue;
    const left = longest - (now - stats.mtimeMs);
    if (left < 0) tryToRemove(file);
    else next = Math.max(next ?? 0, left);
  }
  return next;
}

function tryToRemove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It stays until somebody comes by again.
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
