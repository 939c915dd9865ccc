import { foundPlugins } from './foundPlugins';
import type { InstalledPlugin } from './foundPlugins';
import type { Target } from './target';

/**
 * Reads the plugins that a version of Packer loads, from disk, without their checksums. `packer plugins installed` would
 * say it, too, in a process of its own, and not before 1.8.
 * @param folders of pluginFolders()
 * @param target of programTarget()
 */
export const installedPlugins = (
  version: string,
  folders: readonly string[],
  target: Target,
): InstalledPlugin[] =>
  foundPlugins(
    version,
    folders.map((folder) => ({ folder })),
    target,
  ).filter(({ unloadable }) => unloadable === undefined);
