import { isAtLeast } from '../packer/packerVersion';
import { kindsInFacts, nameOf, pluginOf } from '../packer/pluginTable';
import type { ComponentKind } from '../packer/pluginTable';
import type { RequiredPlugin, Template } from '../template/template';
import type { ComponentFacts, FactsIndex, FactsKind, PluginFacts } from './facts';
import { optionsOf } from './options';
import type { Described, Options } from './options';
import { anyRelease, releasesOf } from './releases';
import type { Releases } from './releases';
import { schemaFile } from './schemaFiles';

/** The Packer that builds, as far as it matters to what components can. */
export interface PackerFacts {
  readonly version: string;
  /** The releases of plugins that it loads, by their addresses in lower case; undefined where they are not known. */
  readonly releases?: Readonly<Record<string, readonly string[]>>;
  /** Their names; undefined where they are not known. */
  readonly plugins?: readonly string[];
}

/** A component of which is known what it takes. */
export interface KnownComponent extends Described {
  readonly known: true;
  /** The plugin for people, like `qemu`; `core` for Packer itself. */
  readonly plugin: string;
  readonly options: Options;
  readonly releases: Releases;
  /** Why these releases: the entry of `required_plugins`, or the Packer that the template requires. */
  readonly required?: Required;
  /** The address there is one that the plugin had before: its newest releases may not be there. */
  readonly isOldAddress?: true;
}

/** What a template says of releases. */
export type Required = Pick<RequiredPlugin, 'version' | 'location'>;

/** A type that nobody brings. */
export interface MissingComponent {
  readonly known: false;
  /** Types of the same kind, as the template would write them. */
  readonly types: readonly string[];
  /** The plugin that is certain not to bring it; undefined where one that nobody knows may do so. */
  readonly plugin?: string;
  /** Kinds that have a component of this type. */
  readonly otherKinds: readonly FactsKind[];
}

const kindsOfFacts = Object.keys({
  builder: 0,
  provisioner: 0,
  'post-processor': 0,
  data: 0,
} satisfies Record<FactsKind, 0>) as FactsKind[];

const index = (): FactsIndex => schemaFile<FactsIndex>('index');

/**
 * What is known of a component that a template uses: of the plugin that `required_plugins` gives its prefix to, else of the
 * one that has this name.
 * @param packer the Packer that builds; undefined where it is not known
 * @returns undefined where nobody can say: it is of a plugin of which nothing is known
 */
export function componentOf(
  template: Pick<Template, 'requiredPlugins' | 'requiredPacker'>,
  kind: ComponentKind,
  type: string,
  packer: PackerFacts | undefined,
): KnownComponent | MissingComponent | undefined {
  const wanted = kindsInFacts[kind];
  const core = schemaFile<PluginFacts>('core');
  const own = find(core, wanted, ({ type: other }) => other === type);
  if (own) return known(core, own, coreReleases(core, template, packer), template.requiredPacker);
  const required = requiredFor(template, type);
  if (required) return ofRequired(required, wanted, type, packer);
  const file = fileOf(wanted, type);
  const foreign = foreignNames(packer);
  if (file !== undefined) {
    // Of two plugins of one name nobody knows which one is loaded.
    if (foreign.includes(file)) return undefined;
    const facts = schemaFile<PluginFacts>(file);
    const component = find(facts, wanted, ({ type: other }) => other === type);
    return component && known(facts, component, unnamedReleases(facts, packer));
  }
  // A plugin of which no more than the name is known.
  if (pluginOf({ kind, type })) return undefined;
  if (foreign.some((name) => isPrefix(name, type))) return undefined;
  return missing(wanted, type, Object.keys(index().components[wanted]));
}

function ofRequired(
  required: RequiredPlugin,
  kind: FactsKind,
  type: string,
  packer: PackerFacts | undefined,
): KnownComponent | MissingComponent | undefined {
  const { name, source, version } = required;
  const file = source === undefined ? undefined : valueOf(index().plugins, source.toLowerCase());
  if (file === undefined) return undefined;
  const facts = schemaFile<PluginFacts>(file);
  const written = (one: ComponentFacts) => writtenType(one, name);
  const installed = packer?.releases?.[source?.toLowerCase() ?? ''];
  const releases = releasesOf(facts.versions ?? [], version, installed);
  const component = find(facts, kind, (one) => written(one) === type);
  if (component)
    return {
      ...known(facts, component, releases, required),
      ...(isOldAddress(facts, required) && oldAddress),
    };
  // A newer plugin may have more.
  if (releases.isNewer) return undefined;
  const types = (facts.components ?? []).filter((one) => one.kind === kind).map(written);
  return { ...missing(kind, type, [...types, ...typesOfCore(kind)]), plugin: facts.name };
}

/**
 * The types that a template can use: those of Packer itself and of the plugins that it requires, or of all that are known
 * where it requires none.
 */
export function typesFor(template: Pick<Template, 'requiredPlugins'>, kind: ComponentKind): string[] {
  const wanted = kindsInFacts[kind];
  const { requiredPlugins } = template;
  const own = typesOfCore(wanted);
  if (!requiredPlugins) return [...new Set([...own, ...Object.keys(index().components[wanted])])];
  const others = requiredPlugins.flatMap(({ name, source = '' }) => {
    const file = valueOf(index().plugins, source.toLowerCase());
    const { components = [] } = file === undefined ? {} : schemaFile<PluginFacts>(file);
    return components.filter((one) => one.kind === wanted).map((one) => writtenType(one, name));
  });
  return [...new Set([...own, ...others])];
}

/** The type of a component where its plugin goes by a name. */
const writtenType = ({ type, registered }: ComponentFacts, name: string): string =>
  registered === undefined ? type : registered === '-' ? name : `${name}-${registered}`;

/** The addresses of all plugins that are known. */
export const knownAddresses = (): string[] => Object.keys(index().plugins);

/** The entry with the longest name that a type begins with. Names that other plugins have, too, are asked first. */
function requiredFor(
  { requiredPlugins = [] }: Pick<Template, 'requiredPlugins'>,
  type: string,
): RequiredPlugin | undefined {
  const named = requiredPlugins.filter(({ name }) => isPrefix(name, type));
  return named.sort((a, b) => b.name.length - a.name.length)[0];
}

const isPrefix = (name: string, type: string): boolean => type === name || type.startsWith(`${name}-`);

/** The names of plugins that are installed, and of which no more than these is known. */
const foreignNames = ({ plugins = [], releases = {} }: Partial<PackerFacts> = {}): string[] => [
  ...plugins.filter((name) => !isKnownPlugin(name)),
  ...Object.keys(releases)
    .filter((source) => !Object.hasOwn(index().plugins, source))
    .map(nameOf),
];

const isKnownPlugin = (name: string): boolean => Object.values(index().plugins).includes(name);

const find = (
  { components = [] }: PluginFacts,
  kind: FactsKind,
  holds: (component: ComponentFacts) => boolean,
): ComponentFacts | undefined => components.find((one) => one.kind === kind && holds(one));

function known(
  facts: PluginFacts,
  component: ComponentFacts,
  releases: Releases,
  required?: Required,
): KnownComponent {
  return {
    known: true,
    facts,
    component,
    plugin: facts.name,
    options: optionsOf({ facts, component }),
    releases,
    ...(required && { required }),
  };
}

const oldAddress = { isOldAddress: true } as const;

const isOldAddress = ({ sources: [newest] = [] }: PluginFacts, { source }: RequiredPlugin): boolean =>
  source !== undefined && source.toLowerCase() !== newest?.toLowerCase();

function missing(kind: FactsKind, type: string, types: readonly string[]): MissingComponent {
  const otherKinds = kindsOfFacts.filter(
    (other) => other !== kind && Object.hasOwn(index().components[other], type),
  );
  return { known: false, types, otherKinds };
}

const typesOfCore = (kind: FactsKind): string[] =>
  (schemaFile<PluginFacts>('core').components ?? []).flatMap((one) => (one.kind === kind ? [one.type] : []));

const fileOf = (kind: FactsKind, type: string): string | undefined => valueOf(index().components[kind], type);

const valueOf = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const coreReleases = (
  { versions = [] }: PluginFacts,
  { requiredPacker }: Pick<Template, 'requiredPacker'>,
  packer: PackerFacts | undefined,
): Releases => releasesOf(versions, requiredPacker?.version, packer && [packer.version]);

/** Without `required_plugins` the newest that is installed is loaded; an old Packer has one of its own, of no known release. */
function unnamedReleases(
  { sources = [], versions = [] }: PluginFacts,
  packer: PackerFacts | undefined,
): Releases {
  const isBundling = packer !== undefined && !isAtLeast(packer.version, '1.10.0');
  if (isBundling) return anyRelease;
  const installed = sources.flatMap((source) => packer?.releases?.[source.toLowerCase()] ?? []);
  return releasesOf(versions, undefined, installed);
}
