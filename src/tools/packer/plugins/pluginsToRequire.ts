import type { Template } from '../../../pipeline/template/template';
import type { Requirement } from '../../../rules/fixes/requirePlugins';
import type { InstalledPlugin } from './installedPlugins';
import { belongsTo, brings, componentsOf } from './missingPlugins';
import { compareReleases } from '../versions/packerVersion';
import { isCore, nameOf, pluginOf } from './pluginTable';
import type { Component } from './pluginTable';

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
  for (const component of unnamedComponents(template)) {
    const row = pluginOf(component);
    const there = installed
      .filter(({ source }) => source !== undefined)
      .filter(({ name, version }) => brings(name, version, component, row && nameOf(row.source)))
      .sort((one, other) => compareReleases(other.version ?? '', one.version ?? ''));
    const source = there[0]?.source ?? row?.source;
    if (source === undefined) continue;
    const name = nameOf(source);
    const components = [...(found.get(name)?.components ?? []), component];
    found.set(name, { name, source, version: `>= ${there[0]?.version ?? '0.0.1'}`, components });
  }
  return [...found.values()];
}

/** What an HCL2 template uses that is neither Packer's own nor of a plugin in `required_plugins`. */
export function unnamedComponents(template: Template): Component[] {
  if (template.dialect !== 'hcl2') return [];
  const asked = template.requiredPlugins ?? [];
  return componentsOf(template, template.builds).filter(
    (component) => !isCore(component) && !asked.some(({ name }) => belongsTo(component, name)),
  );
}
