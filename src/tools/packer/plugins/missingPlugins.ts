import type { Build, RequiredPlugin, Template } from '../../../pipeline/template/template';
import type { InstalledPlugin } from './installedPlugins';
import { isAtLeast, satisfies } from '../versions/packerVersion';
import { isCore, nameOf, pluginOf } from './pluginTable';
import type { Component } from './pluginTable';

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

/** The components of some builds of a template, each once. */
export function componentsOf(template: Template, builds: readonly Build[]): Component[] {
  const found = new Map<string, Component>();
  const add = (kind: Component['kind'], type: string) => found.set(`${kind} ${type}`, { kind, type });
  for (const type of template.dataSources ?? []) add('dataSource', type);
  for (const { type, provisioners, postProcessors, errorCleanup } of builds) {
    add('builder', type);
    for (const step of [...provisioners, ...(errorCleanup ? [errorCleanup] : [])])
      add('provisioner', step.type);
    for (const step of postProcessors) add('postProcessor', step.type);
  }
  return [...found.values()];
}

/**
 * The plugins that a version of Packer lacks for some builds of a template.
 * @param found all that this Packer may find, of installedPlugins()
 */
export function missingPlugins(
  version: string,
  template: Template,
  builds: readonly Build[],
  found: readonly InstalledPlugin[],
): MissingPlugin[] {
  const components = componentsOf(template, builds);
  // A JSON template finds those that Packer itself has installed only since 1.8.1.
  const installed = found.filter(
    ({ source }) => source === undefined || template.dialect === 'hcl2' || isAtLeast(version, '1.8.1'),
  );
  // Before 1.7 such a block is a mistake, which Packer says itself.
  const asked: readonly RequiredPlugin[] = isAtLeast(version, '1.7.0')
    ? (template.requiredPlugins ?? [])
    : [];
  const missing = new Map<string, MissingPlugin>();
  for (const { source, name, version: constraint } of asked) {
    if (source === undefined) continue;
    const present = installed.filter((plugin) => plugin.source?.toLowerCase() === source.toLowerCase());
    if (present.some((plugin) => plugin.version === undefined || satisfies(plugin.version, constraint ?? '')))
      continue;
    missing.set(name, {
      source,
      ...(constraint !== undefined && { constraint }),
      components: components.filter((one) => belongsTo(one, name)),
      installed: present.flatMap((plugin) => plugin.version ?? []),
      by: 'init',
    });
  }
  for (const component of components) {
    const row = pluginOf(component);
    const isThere =
      isCore(component) ||
      (row?.unbundled !== undefined && !isAtLeast(version, row.unbundled)) ||
      asked.some(({ name }) => belongsTo(component, name)) ||
      installed.some(({ name, version: own }) => brings(name, own, component, row && nameOf(row.source)));
    if (isThere) continue;
    const key = row?.source ?? component.type;
    const known = missing.get(key);
    missing.set(key, {
      ...(row && { source: row.source }),
      components: [...(known?.components ?? []), component],
      installed: [],
      by: row && isAtLeast(version, '1.8.0') ? 'install' : 'hand',
    });
  }
  return [...missing.values()];
}

/** The types of a plugin's components are its name, or begin with it. */
export const belongsTo = ({ type }: Component, plugin: string): boolean =>
  type === plugin || type.startsWith(`${plugin}-`);

/** @param row the name of the plugin that is known to bring it */
export const brings = (
  plugin: string,
  version: string | undefined,
  component: Component,
  row: string | undefined,
): boolean =>
  // A file that somebody put there may bring one component, whose type it has as its name.
  version === undefined ? belongsTo(component, plugin) : plugin === row || belongsTo(component, plugin);
