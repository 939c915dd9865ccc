import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The folder in which a system expects what programs can make again. It is not in the project: nothing has to be ignored
 * there, and no repository brings along what is then believed.
 * Sources: XDG Base Directory Specification; Apple's File System Programming Guide, "The Library Directory Stores App-Specific
 * Files"; learn.microsoft.com/windows/win32/shell/knownfolderid, FOLDERID_LocalAppData.
 */
export function usualCacheFolder(platform = process.platform, env = process.env, home = homedir()): string {
  if (platform === 'win32')
    return path.win32.join(
      env['LOCALAPPDATA'] || path.win32.join(home, 'AppData', 'Local'),
      'Boxwright',
      'Cache',
    );
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Caches', 'boxwright');
  const given = env['XDG_CACHE_HOME'] ?? '';
  // The specification has relative paths ignored.
  return path.posix.join(path.posix.isAbsolute(given) ? given : path.posix.join(home, '.cache'), 'boxwright');
}
