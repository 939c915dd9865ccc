import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { placeFile } from './placeFile';
import { isBelow } from '../../../text/pathKey';
import { patientlyAsync } from '../../patiently';

/**
 * Keeps some files of one folder as they are now, or that they are not there.
 * @param backup an empty folder; absolute
 * @returns how to make it so again; folders that came meanwhile go, where nothing else is in them
 */
export async function keepBefore(files: readonly string[], backup: string): Promise<() => Promise<void>> {
  const there = files.filter((file) => existsSync(file));
  await mkdir(backup, { recursive: true });
  const copyOf = (file: string) => path.join(backup, path.basename(file));
  for (const file of there) await copyFile(file, copyOf(file));
  const folder = path.dirname(files[0] ?? backup);
  const end = firstThere(folder);
  return async () => {
    for (const file of files)
      if (there.includes(file)) await placeFile(copyOf(file), file);
      else await patientlyAsync(() => rm(file, { force: true }));
    await removeEmpty(folder, end);
  };
}

/** Removes empty folders from one upwards. @param end the first that stays, around it */
export async function removeEmpty(folder: string, end: string): Promise<void> {
  for (let at = folder; isBelow(at, end); at = path.dirname(at)) {
    try {
      if ((await readdir(at)).length) return;
      await rmdir(at);
    } catch {
      return;
    }
  }
}

function firstThere(folder: string): string {
  let at = folder;
  while (!existsSync(at) && path.dirname(at) !== at) at = path.dirname(at);
  return at;
}
