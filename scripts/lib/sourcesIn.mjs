import { readdirSync } from 'node:fs';
import path from 'node:path';

const skipped = new Set(['.git', 'node_modules', 'dist', 'out']);

/**
 * Every JavaScript and TypeScript file of a folder.
 * @param {string} root
 * @returns {string[]} relative to it, sorted
 */
export function sourcesIn(root, under = '.') {
  return readdirSync(path.join(root, under), { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.join(under, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourcesIn(root, name);
      return /\.[cm]?[jt]s$/.test(entry.name) ? [name] : [];
    })
    .sort();
}
