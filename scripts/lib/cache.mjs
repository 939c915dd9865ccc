import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * A folder outside the repository for what is slow to make and the same for every checkout: VS Code servers,
 * a current Packer, the disk of a virtual machine. BOXWRIGHT_CACHE moves it.
 */
export function cacheFolder(...names) {
  const { env, platform } = process;
  const user =
    platform === 'win32'
      ? (env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'))
      : platform === 'darwin'
        ? path.join(homedir(), 'Library', 'Caches')
        : (env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'));
  return path.join(env.BOXWRIGHT_CACHE ?? path.join(user, 'boxwright'), ...names);
}

/**
 * Makes a file in a folder of the cache, once. Two that make it at once both finish; the first one stays, and
 * nobody ever sees half of one.
 * @param {string} name of the folder
 * @param {string} file in it
 * @param {(file: string) => Promise<unknown>} make given where to put the file
 * @returns {Promise<string>} the file's path
 */
export async function cachedFile(name, file, make) {
  const folder = cacheFolder(name);
  const made = path.join(folder, file);
  if (existsSync(made)) return made;
  mkdirSync(path.dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  try {
    await make(path.join(draft, file));
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(made)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return made;
}
