import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Copies the files of a folder. Links are left out, as they may lead anywhere, and so is what Git keeps. Unlike those in
 * Go's cache, the copies can be written and removed.
 */
export async function copyTree(from: string, to: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.name === '.git') continue;
    if (entry.isDirectory()) await copyTree(source, target, signal);
    else if (entry.isFile()) {
      await copyFile(source, target);
      await chmod(target, 0o644);
    }
  }
}
