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

/** The releases of plugins by their addresses in lower case; a file that somebody put there has none. */
export function releasesByAddress(plugins: readonly InstalledPlugin[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { source, version } of plugins)
    if (source !== undefined && version !== undefined) (found[source.toLowerCase()] ??= []).push(version);
  return found;
}
