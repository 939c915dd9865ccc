import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { isWithin } from '../text/pathKey';

/** What it depends on which folders are private; this machine's own in {@link thisMachine}, made up in tests. */
interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Of a path with short names, like `C:\Users\JANEDO~1`, the long one. */
  readonly real: (folder: string) => string;
}

const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  real(folder) {
    try {
      return realpathSync.native(folder);
    } catch {
      return folder;
    }
  },
};

/**
 * A folder for what only this user may read. On Windows the modes of files mean nothing, and rights come from the folder: only
 * those of the user's profile keep others out, which neither TEMP nor the storage of a portable editor need be in.
 * @param wanted absolute; where it would lie best
 * @returns that, or on Windows one in the profile in its place; need not exist
 */
export function privateFolder(wanted: string, { platform, env, home, real }: Machine = thisMachine): string {
  if (platform !== 'win32') return wanted;
  const profile = real(home);
  const isPrivate = (folder: string) => isWithin(real(folder), profile, platform);
  if (isPrivate(wanted)) return wanted;
  const given = env['LOCALAPPDATA'];
  const local = given && isPrivate(given) ? given : path.win32.join(home, 'AppData', 'Local');
  return path.win32.join(local, 'Boxwright', path.win32.basename(wanted));
}
