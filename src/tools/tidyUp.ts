import { draftNames, removeAbandonedDrafts } from './drafts';
import { removeAbandonedFolders } from './temporaryFolder';

/** Where folders are made for as long as something goes on. Absolute. */
export interface DraftFolders {
  /** Of versions of Packer. */
  readonly packers: string;
  /** Of packer-dsc. */
  readonly dsc: string;
}

/**
 * Removes what windows have left that were killed: half an installation, and what may hold secrets. What cannot be removed
 * stays until the next time, and keeps nothing else.
 * @param warn is told why
 */
export async function tidyUp({ packers, dsc }: DraftFolders, warn: (reason: string) => void): Promise<void> {
  const ends = await Promise.allSettled([
    removeAbandonedFolders(),
    removeAbandonedDrafts(packers, draftNames.packer),
    removeAbandonedDrafts(dsc, draftNames.dsc),
  ]);
  for (const end of ends) if (end.status === 'rejected') warn(String(end.reason));
}
