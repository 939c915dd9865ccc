import { renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Replaces a file as a whole: who reads it, or loses power meanwhile, has either the old text or the new.
 * @throws Error of the file system
 */
export function writeFileAtomically(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
