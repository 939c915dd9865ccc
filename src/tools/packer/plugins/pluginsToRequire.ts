import { compareReleases } from '../../../pipeline/packer/packerVersion';
import { nameOf } from '../../../pipeline/packer/pluginTable';
import type { Component } from '../../../pipeline/packer/pluginTable';
import { brings, resolvePlugins } from '../../../pipeline/packer/resolvePlugins';
import type { ResolvedComponent } from '../../../pipeline/packer/resolvePlugins';
import type { Template } from '../../../pipeline/template/template';
import type { Requirement } from '../../../rules/fixes/requirePlugins';
import type { InstalledPlugin } from './foundPlugins';

/** A plugin that a template uses, and does not name in `required_plugins`. */
export interface Unnamed extends Requirement {
  readonly components: readonly Component[];
}

/**
 * The plugins that an HCL2 template should name in `required_plugins`. Of one that is installed its newest version is
 * the least; of another one any version will do, as nobody here knows which there are.
 * @param installed all that are known to work
 */
export function pluginsToRequire(template: Template, installed: readonly InstalledPlugin[]): Unnamed[] {
  const found = new Map<string, Unnamed>();
  for (const resolved of unnamedComponents(template)) {
    const there = installed
      .filter(({ source }) => source !== undefined)
      .filter((plugin) => brings(plugin, resolved))
      .sort((one, other) => compareReleases(other.version ?? '', one.version ?? ''));
    const source = there[0]?.source ?? resolved.plugin?.source;
    if (source === undefined) continue;
    const name = nameOf(source);
    const components = [...(found.get(name)?.components ?? []), resolved.component];
    found.set(name, { name, source, version: `>= ${there[0]?.version ?? '0.0.1'}`, components });
  }
  return [...found.values()];
}

/** What an HCL2 template uses that is neither Packer's own nor of a plugin in `required_plugins`. */
export const unnamedComponents = (template: Template): ResolvedComponent[] =>
  template.dialect === 'hcl2' ? resolvePlugins(template).filter(({ from }) => from === 'plugin') : [];
