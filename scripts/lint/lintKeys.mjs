import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { importGraph, importedBy } from '../lib/importGraph.mjs';

/**
 * What ESLint's findings in each file depend on, as one hash: its own text, the texts of all that it imports, directly
 * or not, what declares things for every file, the configuration, and the versions of packages. As long as that stays the
 * same, so do the findings, types included.
 * @param {string} root
 * @param {string[]} files relative to it
 * @returns {Map<string, string>} the hash by the file
 */
export function lintKeys(root, files) {
  const texts = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
  const hashes = new Map([...texts].map(([file, text]) => [file, hash([file, text])]));
  const graph = importGraph(root, texts);
  const everywhere = hash([
    ...common(root, texts, graph),
    ...[...texts].filter(([file, text]) => isAmbient(file, text)).flat(),
  ]);
  return new Map(
    files.map((file) => {
      const used = [...importedBy(file, graph)].sort();
      return [file, hash([everywhere, ...used.map((one) => hashes.get(one) ?? outside(root, one))])];
    }),
  );
}

/** The configuration with all that it imports and reads, and what npm has installed. */
function common(root, texts, graph) {
  const configuration = [...texts.keys()]
    .filter((file) => file.startsWith('eslint.'))
    .flatMap((file) => [...importedBy(file, graph)]);
  const read = configuration.flatMap((file) =>
    [...(texts.get(file) ?? '').matchAll(/new URL\('([^']+)', import\.meta\.url\)/g)].map(([, name]) =>
      path.join(path.dirname(file), name),
    ),
  );
  const installed = path.join('node_modules', '.package-lock.json');
  const names = [...new Set([...configuration, ...read, 'tsconfig.json', 'package.json', installed])].sort();
  return [process.version, ...names.flatMap((name) => [name, textOf(root, name)])];
}

const isAmbient = (file, text) => file.endsWith('.d.ts') || /\bdeclare (global|module)\b/.test(text);

/** What isn't code, as an imported JSON file. */
const outside = (root, file) => hash([file, textOf(root, file)]);

function textOf(root, name) {
  try {
    return readFileSync(path.join(root, name), 'utf8');
  } catch {
    return '';
  }
}

const hash = (parts) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
