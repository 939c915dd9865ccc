import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** What the files in a folder are long, all together, in bytes. What can't be read counts nothing. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const child = path.join(folder, entry.name);
      if (entry.isDirectory()) return folderSize(child);
      if (!entry.isFile()) return 0;
      return stat(child).then(
        ({ size }) => size,
        () => 0,
      );
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
