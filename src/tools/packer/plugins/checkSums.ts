import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { FoundPlugin } from './foundPlugins';

/** By the files, with their sizes and times: a plugin is read once, for it may have a hundred megabytes. */
const known = new Map<string, Promise<string>>();

/** Finds those of some plugins that are not the files of which their checksums are. */
export const checkSums = (plugins: readonly FoundPlugin[]): Promise<FoundPlugin[]> =>
  Promise.all(
    plugins.map(async (plugin) => {
      if (plugin.unloadable || plugin.source === undefined) return plugin;
      return (await isRight(plugin.path)) ? plugin : { ...plugin, unloadable: { reason: 'wrongSum' } };
    }),
  );

async function isRight(file: string): Promise<boolean> {
  try {
    const recorded = await readFile(`${file}_SHA256SUM`, 'utf8');
    const { size, mtimeMs, ctimeMs } = await stat(file);
    const key = [file, size, mtimeMs, ctimeMs].join('\0');
    const sum = known.get(key) ?? sha256(file);
    known.set(key, sum);
    sum.catch(() => known.delete(key));
    // Packer reads the first digits, whatever follows.
    return recorded.trim().slice(0, 64).toLowerCase() === (await sum);
  } catch {
    return false;
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
