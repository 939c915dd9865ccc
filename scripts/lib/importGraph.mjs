import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * What each file imports, types too, as it stands in the text: whatever looks like a relative import. A text that is
 * none does no harm to those who ask what may depend on what.
 * @param {string} root
 * @param {Map<string, string>} texts of all files that may be imported, by their names relative to the root; JSON is looked
 *   for on disk
 * @returns {Map<string, string[]>}
 */
export function importGraph(root, texts) {
  return new Map([...texts.keys()].map((file) => [file, importsOf(root, file, texts)]));
}

/**
 * @param {string} file
 * @param {Map<string, string[]>} graph of importGraph
 * @returns {Set<string>} the file with all that it imports, directly or not
 */
export function importedBy(file, graph, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const next of graph.get(file) ?? []) importedBy(next, graph, found);
  return found;
}

function importsOf(root, file, texts) {
  const found = [...texts.get(file).matchAll(/\b(?:from|import|require)\b\s*\(?\s*['"](\.[^'"\n]*)['"]/g)];
  return found.flatMap(([, name]) => candidates(root, path.join(path.dirname(file), name), texts));
}

/** All files that an import may mean: which one it is, a new file may change. */
function candidates(root, name, texts) {
  if (name.endsWith('.json')) return existsSync(path.join(root, name)) ? [name] : [];
  const bare = name.replace(/\.[cm]?js$/, '');
  const all = [name, `${bare}.ts`, `${bare}.d.ts`, `${name}.ts`, path.join(name, 'index.ts')];
  return all.filter((one) => texts.has(one));
}
