import type { Template } from '../../../pipeline/template/template';
import type { InstalledPlugin } from './installedPlugins';
import { belongsTo, brings, componentsOf } from './missingPlugins';
import { satisfies } from '../versions/packerVersion';
import { isCore, nameOf, pluginOf } from './pluginTable';

/** Whether a template uses a plugin: it asks for it, in this version, or uses a component that it brings. */
export function isNeededBy(
  template: Template,
  { source, name, version }: Pick<InstalledPlugin, 'source' | 'name' | 'version'>,
): boolean {
  const asked = template.requiredPlugins ?? [];
  const own = asked.filter((one) => source !== undefined && isSame(one.source, source));
  if (own.length) return own.some((one) => version === undefined || satisfies(version, one.version ?? ''));
  return componentsOf(template, template.builds).some((component) => {
    if (isCore(component) || asked.some((one) => one.source !== undefined && belongsTo(component, one.name)))
      return false;
    const row = pluginOf(component);
    return brings(name, version, component, row && nameOf(row.source));
  });
}

/** Addresses of repositories are the same in any case. */
const isSame = (one: string | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();
