import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { onDisk } from './onDisk';
import { compareVersions, isReleaseVersion } from './release';
import { draftNames, makeDraft, removeAbandonedDrafts } from '../../drafts';

/** The name of the program. */
export const programName = (platform: NodeJS.Platform = process.platform): string =>
  platform === 'win32' ? 'packer.exe' : 'packer';

/** Where the program of a version is, or would be. @param folder of all versions, absolute */
export const programOf = (folder: string, version: string): string =>
  path.join(folder, version, programName());

/** The versions that are installed in a folder, the newest first. */
export function installedPackers(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => isReleaseVersion(name) && existsSync(programOf(folder, name)))
    .sort((one, other) => compareVersions(other, one));
}

/**
 * Gives a folder beside the versions in which one is put together, and removes it afterwards. Those that a window
 * has left that was killed go first.
 * @throws InstallFailure
 */
export async function inDraft<T>(folder: string, use: (draft: string) => Promise<T>): Promise<T> {
  const draft = await onDisk(folder, async () => {
    await mkdir(folder, { recursive: true });
    await removeAbandonedDrafts(folder, draftNames.packer);
    return makeDraft(folder, draftNames.packer);
  });
  try {
    return await use(draft);
  } finally {
    await removeFolder(draft);
  }
}

/** Removes a version at once: it is whole, or it is not there. @throws InstallFailure when a program of it runs on Windows */
export const removePacker = (folder: string, version: string): Promise<void> =>
  inDraft(folder, (draft) =>
    onDisk(folder, () => rename(path.join(folder, version), path.join(draft, version))),
  );

/** A scanner may look into what is new for some time. */
const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 });
