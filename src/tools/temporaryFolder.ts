import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { draftNames, makeDraft, removeAbandonedDrafts } from './drafts';
import { privateFolder } from './privateFolder';

/** Removes those of windows that were killed: they may hold secrets. */
export const removeAbandonedFolders = (): Promise<void> =>
  removeAbandonedDrafts(privateFolder(tmpdir()), draftNames.temporary);

/** Gives a folder that only this user can read, and removes it afterwards. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const parent = privateFolder(tmpdir());
  await mkdir(parent, { recursive: true });
  const folder = await makeDraft(parent, draftNames.temporary);
  try {
    return await use(folder);
  } finally {
    // On Windows a scanner may look into what is new for some time.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
