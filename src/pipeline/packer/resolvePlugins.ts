import type { DataSource, RequiredPlugin, Template } from '../template/template';
import { isAtLeast } from './packerVersion';
import { isCore, nameOf, pluginOf } from './pluginTable';
import type { Component, Plugin } from './pluginTable';

/** A component that a template uses, with where Packer takes it from. */
export interface ResolvedComponent {
  readonly component: Component;
  /**
   * `core`: every Packer has it. `bundled`: this version of Packer still has its plugin built in. `required`: a plugin of
   * `required_plugins` brings it. `plugin`: a plugin that the template does not name has to be installed.
   */
  readonly from: 'core' | 'bundled' | 'required' | 'plugin';
  /** The plugin that is known to bring it; undefined for `core`, and where nobody is known to. */
  readonly plugin?: Plugin;
  /** The entry of `required_plugins` that brings it. */
  readonly required?: RequiredPlugin;
}

/** What uses components: a template, or what is known of one. */
export interface UsesComponents extends Pick<Template, 'dialect' | 'requiredPlugins'> {
  readonly dataSources?: readonly Pick<DataSource, 'type'>[];
  readonly builds: readonly BuildComponents[];
}

/** The types of the components of a build. */
export interface BuildComponents {
  readonly type: string;
  readonly provisioners: readonly { readonly type: string }[];
  readonly postProcessors: readonly { readonly type: string }[];
  readonly errorCleanup?: { readonly type: string };
}

/** A plugin, as far as its files say. */
interface Provider {
  readonly name: string;
  /** Undefined for a file that somebody put there by hand. */
  readonly version?: string | undefined;
}

/**
 * Where the components of some builds of a template come from, each component once, in the order in which Packer loads
 * them.
 * @param version of Packer, like `1.6.6`; undefined where it is not known: then nothing counts as bundled
 */
export function resolvePlugins(
  template: UsesComponents,
  { builds = template.builds, version }: { builds?: readonly BuildComponents[]; version?: string } = {},
): ResolvedComponent[] {
  const required = requiredPlugins(template, version);
  return componentsOf(template, builds).map((component) => {
    if (isCore(component)) return { component, from: 'core' };
    const row = pluginOf(component);
    const known = { component, ...(row && { plugin: row }) };
    if (row?.unbundled !== undefined && version !== undefined && !isAtLeast(version, row.unbundled))
      return { ...known, from: 'bundled' };
    const named = required.find(({ name }) => belongsTo(component, name));
    return named ? { ...known, from: 'required', required: named } : { ...known, from: 'plugin' };
  });
}

/** What `required_plugins` asks for. Before 1.7 such a block is a mistake, which Packer reports itself. */
export const requiredPlugins = (
  { requiredPlugins: required = [] }: Pick<UsesComponents, 'requiredPlugins'>,
  version: string | undefined,
): readonly RequiredPlugin[] => (version === undefined || isAtLeast(version, '1.7.0') ? required : []);

/** Whether a plugin brings a component. */
export function brings(
  { name, version }: Provider,
  { component, plugin }: Pick<ResolvedComponent, 'component' | 'plugin'>,
): boolean {
  // A file that somebody put there by hand may bring one component, whose type it has as its name.
  if (version === undefined || !plugin) return belongsTo(component, name);
  return name === nameOf(plugin.source) || belongsTo(component, name);
}

/** The types of a plugin's components are its name, or begin with it. */
export const belongsTo = ({ type }: Component, plugin: string): boolean =>
  type === plugin || type.startsWith(`${plugin}-`);

function componentsOf(template: UsesComponents, builds: readonly BuildComponents[]): Component[] {
  const found = new Map<string, Component>();
  const add = (kind: Component['kind'], type: string) => found.set(`${kind} ${type}`, { kind, type });
  for (const { type } of template.dataSources ?? []) add('dataSource', type);
  for (const { type, provisioners, postProcessors, errorCleanup } of builds) {
    add('builder', type);
    for (const step of [...provisioners, ...(errorCleanup ? [errorCleanup] : [])])
      add('provisioner', step.type);
    for (const step of postProcessors) add('postProcessor', step.type);
  }
  return [...found.values()];
}
