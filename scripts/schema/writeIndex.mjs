import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Files of the folder that tell of no plugin. */
const others = new Set(['describe.json', 'index.json', 'language.json', 'sdk.json']);

/**
 * Which file tells of which component, and of which address of a plugin: so that of all files those alone are read that
 * a template needs.
 * @param {string} folder schemas/packer
 * @returns {string} the text of index.json
 */
export function indexOf(folder) {
  const components = {};
  const plugins = {};
  const sources = {};
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !others.has(name));
  for (const file of names.sort()) {
    const facts = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    for (const source of facts.sources ?? []) plugins[source.toLowerCase()] = facts.name;
    const [newest] = facts.sources ?? [];
    if (newest !== undefined) sources[facts.name] = newest;
    for (const { kind, type } of facts.components) (components[kind] ??= {})[type] = facts.name;
  }
  const sorted = (rows) => Object.fromEntries(Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1)));
  const kinds = Object.entries(components).map(([kind, types]) => [kind, sorted(types)]);
  const index = {
    components: sorted(Object.fromEntries(kinds)),
    plugins: sorted(plugins),
    sources: sorted(sources),
  };
  return `${JSON.stringify(index, undefined, 1)}\n`;
}

/** @param {string} folder schemas/packer */
export function writeIndex(folder) {
  writeFileSync(path.join(folder, 'index.json'), indexOf(folder));
}
