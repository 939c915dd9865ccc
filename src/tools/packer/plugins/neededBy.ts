import { satisfies } from '../../../pipeline/packer/packerVersion';
import { brings, resolvePlugins } from '../../../pipeline/packer/resolvePlugins';
import type { UsesComponents } from '../../../pipeline/packer/resolvePlugins';
import type { InstalledPlugin } from './foundPlugins';

/** Whether a template uses a plugin: it asks for it, in this version, or uses a component that it brings. */
export function isNeededBy(
  template: UsesComponents,
  plugin: Pick<InstalledPlugin, 'source' | 'name' | 'version'>,
): boolean {
  const { source, version } = plugin;
  const own = (template.requiredPlugins ?? []).filter(
    (one) => source !== undefined && isSame(one.source, source),
  );
  if (own.length) return own.some((one) => version === undefined || satisfies(version, one.version ?? ''));
  return resolvePlugins(template).some(
    (resolved) =>
      resolved.from !== 'core' && resolved.required?.source === undefined && brings(plugin, resolved),
  );
}

/** Addresses of repositories are the same in any case. */
const isSame = (one: string | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();
