import { isAtLeast, satisfies } from '../../../pipeline/packer/packerVersion';
import type { Component } from '../../../pipeline/packer/pluginTable';
import { belongsTo, brings, requiredPlugins, resolvePlugins } from '../../../pipeline/packer/resolvePlugins';
import type { BuildComponents, UsesComponents } from '../../../pipeline/packer/resolvePlugins';
import type { InstalledPlugin } from './foundPlugins';

/** A plugin that a build needs and this Packer does not find. */
export interface MissingPlugin {
  /** Undefined where nobody is known to bring the components. */
  readonly source?: string;
  /** What `required_plugins` asks for, like `~> 1.0`. */
  readonly constraint?: string;
  /** What of the template it brings; empty for one that the template only asks for. */
  readonly components: readonly Component[];
  /** Versions of it that are installed, none of which is asked for. */
  readonly installed: readonly string[];
  /**
   * How it is installed: by `packer init`, by `packer plugins install SOURCE`, or by hand where this Packer has no
   * command for it or the source is not known.
   */
  readonly by: 'init' | 'install' | 'hand';
}

/**
 * The plugins that a version of Packer lacks for some builds of a template.
 * @param found all that this Packer may find, of installedPlugins()
 */
export function missingPlugins(
  version: string,
  template: UsesComponents,
  builds: readonly BuildComponents[],
  found: readonly InstalledPlugin[],
): MissingPlugin[] {
  const components = resolvePlugins(template, { builds, version });
  // A JSON template finds those that Packer itself has installed only since 1.8.1.
  const installed = found.filter(
    ({ source }) => source === undefined || template.dialect === 'hcl2' || isAtLeast(version, '1.8.1'),
  );
  const missing = new Map<string, MissingPlugin>();
  for (const { source, name, version: constraint } of requiredPlugins(template, version)) {
    if (source === undefined) continue;
    const present = installed.filter((plugin) => plugin.source?.toLowerCase() === source.toLowerCase());
    if (present.some((plugin) => plugin.version === undefined || satisfies(plugin.version, constraint ?? '')))
      continue;
    missing.set(name, {
      source,
      ...(constraint !== undefined && { constraint }),
      components: components.map(({ component }) => component).filter((one) => belongsTo(one, name)),
      installed: present.flatMap((plugin) => plugin.version ?? []),
      by: 'init',
    });
  }
  for (const resolved of components) {
    if (resolved.from !== 'plugin' || installed.some((plugin) => brings(plugin, resolved))) continue;
    const { component, plugin } = resolved;
    const key = plugin?.source ?? component.type;
    missing.set(key, {
      ...(plugin && { source: plugin.source }),
      components: [...(missing.get(key)?.components ?? []), component],
      installed: [],
      by: plugin && isAtLeast(version, '1.8.0') ? 'install' : 'hand',
    });
  }
  return [...missing.values()];
}
