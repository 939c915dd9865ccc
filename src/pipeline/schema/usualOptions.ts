import { kindsInFacts } from '../packer/pluginTable';
import type { Component } from '../packer/pluginTable';
import type { FactsIndex, PluginFacts } from './facts';
import { optionsOf } from './options';
import type { Options } from './options';
import { schemaFile } from './schemaFiles';

/** What a component takes where an option is not set; undefined where that is not known. */
export const defaultOf = (component: Component, name: string): unknown =>
  optionsOfType(component)?.get(name)?.default;

/** Whether a component is known to have an option. */
export const hasOption = (component: Component, name: string): boolean =>
  optionsOfType(component)?.has(name) === true;

/** The options of a component that goes by its usual name, in the newest release that is known. */
function optionsOfType({ kind, type }: Component): Options | undefined {
  const wanted = kindsInFacts[kind];
  const files = schemaFile<FactsIndex>('index').components[wanted];
  if (!Object.hasOwn(files, type)) return undefined;
  const facts = schemaFile<PluginFacts>(files[type] ?? '');
  const component = facts.components?.find((one) => one.kind === wanted && one.type === type);
  return component && optionsOf({ facts, component });
}
