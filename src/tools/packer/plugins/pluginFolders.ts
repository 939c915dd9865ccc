import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { isAtLeast } from '../../../pipeline/packer/packerVersion';
import { PathSet } from '../../../text/pathMap';

/** What it depends on where Packer looks for plugins; this machine's own in {@link thisHost}, made up in tests. */
export interface PackerHost {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  exists(path: string): boolean;
}

export const thisHost: PackerHost = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  exists: existsSync,
};

/**
 * The folders in which a version of Packer looks for plugins. Sources: packer/config.go and packer/plugin.go of each
 * version, pathing/ of its plugin SDK, and measured with 1.16.0.
 * @param executable the program; absolute
 * @param cwd where it is started
 */
export function pluginFolders(
  version: string,
  executable: string,
  cwd: string,
  host: PackerHost = thisHost,
): string[] {
  const paths = host.platform === 'win32' ? path.win32 : path.posix;
  const own = paths.join(configFolder(version, host), 'plugins');
  const given = (host.env['PACKER_PLUGIN_PATH'] ?? '').split(paths.delimiter).filter(Boolean);
  // A single folder since 1.11: Packer refuses a list.
  if (isAtLeast(version, '1.11.0')) return [given[0] ?? own];
  if (given.length && isAtLeast(version, '1.9.2')) return given;
  return [paths.dirname(executable), own, cwd, ...(isAtLeast(version, '1.5.2') ? given : [])];
}

function configFolder(version: string, host: PackerHost): string {
  const { platform, env, home } = host;
  if (platform === 'win32') return windowsFolder(host);
  const inHome = path.posix.join(home, '.packer.d');
  if (env['PACKER_CONFIG_DIR']) return path.posix.join(env['PACKER_CONFIG_DIR'], '.packer.d');
  return !isAtLeast(version, '1.7.5') || host.exists(inHome) ? inHome : inXdg(host);
}

/** All folders that may be Packer's own, by its version, the environment and what is there. */
export function configFolders(host: PackerHost): string[] {
  const { platform, env, home } = host;
  const without = { ...host, env: { ...env, PACKER_CONFIG_DIR: undefined } };
  if (platform === 'win32') return [...new PathSet([windowsFolder(without), windowsFolder(host)], platform)];
  const given = env['PACKER_CONFIG_DIR'];
  return [
    inXdg(host),
    path.posix.join(home, '.packer.d'),
    ...(given ? [path.posix.join(given, '.packer.d')] : []),
  ];
}

function windowsFolder({ env, home }: PackerHost): string {
  const base = env['PACKER_CONFIG_DIR'] || env['APPDATA'] || path.win32.join(home, 'AppData', 'Roaming');
  return path.win32.join(base, 'packer.d');
}

const inXdg = ({ env, home }: PackerHost): string =>
  path.posix.join(env['XDG_CONFIG_HOME'] || path.posix.join(home, '.config'), 'packer');
