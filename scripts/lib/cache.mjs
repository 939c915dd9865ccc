import { homedir } from 'node:os';
import path from 'node:path';

/**
 * A folder outside the repository for what is slow to make and the same for every checkout: VS Code servers,
 * a current Packer. BOXWRIGHT_CACHE moves it.
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
