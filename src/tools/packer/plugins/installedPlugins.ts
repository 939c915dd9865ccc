import { foundPlugins } from './foundPlugins';
import { thisTarget } from './target';
import type { Target } from './target';

/** A plugin that a Packer finds on this machine. */
export interface InstalledPlugin {
  /** The address from which it was installed; undefined for a file that somebody put there. */
  readonly source?: string;
  /** With which the types of its components begin, or for a plugin of one component that component's type. */
  readonly name: string;
  /** Like `1.1.0`; undefined for a file that somebody put there. */
  readonly version?: string;
  readonly path: string;
}

/**
 * Reads the plugins that a version of Packer loads, from disk, without their checksums. `packer plugins installed` would
 * say it, too, in a process of its own, and not before 1.8.
 * @param folders of pluginFolders()
 */
export const installedPlugins = (
  version: string,
  folders: readonly string[],
  target: Target = thisTarget,
): InstalledPlugin[] =>
  foundPlugins(
    version,
    folders.map((folder) => ({ folder })),
    target,
  ).filter(({ unloadable }) => unloadable === undefined);
