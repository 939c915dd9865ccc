import path from 'node:path';
import { isAtLeast } from '../../../pipeline/packer/packerVersion';
import { configFolders, pluginFolders, thisHost } from './pluginFolders';
import type { PackerHost } from './pluginFolders';
import { PathSet } from '../../../text/pathMap';
import { isAmongPaths } from '../../../text/pathKey';

/** Why a Packer does not look into a place in which plugins lie, or may lie. */
export interface IgnoredPlace {
  /**
   * `PACKER_PLUGIN_PATH`, `PACKER_CONFIG_DIR`: that variable is set, and what it names counts alone. `home`: the folder
   * .packer.d of the home folder is there, and counts alone. `version`: this Packer has other places.
   */
  readonly because: 'PACKER_PLUGIN_PATH' | 'PACKER_CONFIG_DIR' | 'home' | 'version';
  /** The folder that counts instead. */
  readonly instead: string;
}

/** A folder in which plugins may lie. */
export interface PluginPlace {
  readonly folder: string;
  /** Undefined: this Packer looks there. */
  readonly ignored?: IgnoredPlace;
}

/**
 * All folders in which plugins of any Packer may lie: those in which it does not look, and those in which it does, in
 * the order in which later ones win.
 * @param cwds where it is started; absolute
 */
export function pluginPlaces(
  version: string,
  executable: string,
  cwds: readonly string[],
  host: PackerHost = thisHost,
): PluginPlace[] {
  const paths = host.platform === 'win32' ? path.win32 : path.posix;
  const looked = new PathSet(
    cwds.flatMap((cwd) => pluginFolders(version, executable, cwd, host)),
    host.platform,
  );
  if (!cwds.length)
    for (const folder of pluginFolders(version, executable, host.home, host)) looked.add(folder);
  const given = (host.env['PACKER_PLUGIN_PATH'] ?? '').split(paths.delimiter).filter(Boolean);
  const own = configFolders(host).map((folder) => paths.join(folder, 'plugins'));
  const others = new PathSet([paths.dirname(executable), ...own, ...cwds, ...given], host.platform);
  const ignored = {
    because: reasonOf(version, given.length > 0, host),
    instead: [...looked].find((folder) => isAmongPaths(folder, own, host.platform)) ?? [...looked][0] ?? '',
  };
  return [
    ...[...others].filter((folder) => !looked.has(folder)).map((folder) => ({ folder, ignored })),
    ...[...looked].map((folder) => ({ folder })),
  ];
}

function reasonOf(version: string, given: boolean, host: PackerHost) {
  const { platform, env, home } = host;
  if (given && isAtLeast(version, '1.9.2')) return 'PACKER_PLUGIN_PATH';
  if (env['PACKER_CONFIG_DIR']) return 'PACKER_CONFIG_DIR';
  const hides = platform !== 'win32' && isAtLeast(version, '1.7.5');
  return hides && host.exists(path.posix.join(home, '.packer.d')) ? 'home' : 'version';
}
