import { kindsInFacts } from '../packer/pluginTable';
import type { Component } from '../packer/pluginTable';
import type { FactsIndex, PluginFacts } from './facts';
import { optionsOf } from './options';
import { schemaFile } from './schemaFiles';

/** What a component takes where an option is not set, in the newest release that is known; undefined where nothing is known. */
export function defaultOf({ kind, type }: Component, option: string): unknown {
  const wanted = kindsInFacts[kind];
  const files = schemaFile<FactsIndex>('index').components[wanted];
  if (!Object.hasOwn(files, type)) return undefined;
  const facts = schemaFile<PluginFacts>(files[type] ?? '');
  const component = facts.components?.find((one) => one.kind === wanted && one.type === type);
  return component && optionsOf({ facts, component }).get(option)?.default;
}
