import type { FactsIndex, FactsKind, PluginFacts } from '../schema/facts';
import { schemaFile } from '../schema/schemaFiles';
import { compareReleases } from './packerVersion';

/** What a component of Packer is. */
export type ComponentKind = 'builder' | 'provisioner' | 'postProcessor' | 'dataSource';

/** A component that a template uses. */
export interface Component {
  readonly kind: ComponentKind;
  /** Like `virtualbox-iso`. */
  readonly type: string;
}

/** What is known of the plugin that brings a component, without reading what that can. */
export interface Plugin {
  /** The address that `packer plugins install` takes. */
  readonly source: string;
  /** The first version of Packer without the component; undefined for one that was never part of Packer. */
  readonly unbundled?: string;
}

/** How the files of schemas/packer call the kinds. */
export const kindsInFacts: Readonly<Record<ComponentKind, FactsKind>> = {
  builder: 'builder',
  provisioner: 'provisioner',
  postProcessor: 'post-processor',
  dataSource: 'data',
};

/** What old versions of Packer had built in, as language.json has it. */
interface Bundled {
  readonly bundled: Readonly<Record<string, { readonly source: string; readonly until: string }>>;
}

const index = (): FactsIndex => schemaFile<FactsIndex>('index');

/** Whether every Packer has it built in; older ones lack a few, which nobody uses there. */
export const isCore = (component: Component): boolean => fileOf(component) === 'core';

/** The plugin that brings a component; undefined when nobody is known to. */
export function pluginOf(component: Component): Plugin | undefined {
  const file = fileOf(component);
  // Packer installs `dsc` from nowhere: it has a command of its own.
  if (file === 'core' || file === 'dsc') return undefined;
  const { bundled: all } = schemaFile<Bundled>('language');
  const bundled = valueOf(all, `${kindsInFacts[component.kind]} ${component.type}`);
  const name = file ?? (bundled && valueOf(index().plugins, bundled.source.toLowerCase()));
  const source = (name === undefined ? undefined : valueOf(index().sources, name)) ?? bundled?.source;
  if (source === undefined) return undefined;
  return { source, ...(bundled && { unbundled: releaseAfter(bundled.until) }) };
}

/** Whether it is, or has been, a part of Packer itself. */
export const wasInPacker = (component: Component): boolean =>
  isCore(component) || pluginOf(component)?.unbundled !== undefined;

/** The addresses of all plugins that Packer can install, and of which is known what they bring. */
export const knownSources = (): string[] =>
  Object.entries(index().sources).flatMap(([name, source]) => (name === 'dsc' ? [] : [source]));

const fileOf = ({ kind, type }: Component): string | undefined =>
  valueOf(index().components[kindsInFacts[kind]], type);

function releaseAfter(last: string): string {
  const { versions = [] } = schemaFile<PluginFacts>('core');
  return versions.find((version) => compareReleases(version, last) > 0) ?? last;
}

const valueOf = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** The last part of a plugin's address: with it the types of its components begin. */
export const nameOf = (source: string): string => source.slice(source.lastIndexOf('/') + 1).toLowerCase();
