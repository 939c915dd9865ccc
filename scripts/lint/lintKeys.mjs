import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

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
  const everywhere = hash([
    ...common(root),
    ...[...texts].filter(([file, text]) => isAmbient(file, text)).flat(),
  ]);
  const hashes = new Map([...texts].map(([file, text]) => [file, hash([file, text])]));
  const imports = new Map([...texts].map(([file, text]) => [file, importsOf(root, file, text)]));
  return new Map(
    files.map((file) => {
      const used = [...closure(file, imports)].sort();
      return [file, hash([everywhere, ...used.map((one) => hashes.get(one) ?? outside(root, one))])];
    }),
  );
}

/** The configuration, and what npm has installed. */
function common(root) {
  const names = readdirSync(root).filter((name) => /^(eslint\.|tsconfig)/.test(name));
  const installed = path.join('node_modules', '.package-lock.json');
  return [
    process.version,
    ...[...names, 'package.json', installed].flatMap((name) => [name, read(root, name)]),
  ];
}

const isAmbient = (file, text) => file.endsWith('.d.ts') || /\bdeclare (global|module)\b/.test(text);

/** Whatever looks like a relative import: a text that is none does no harm. */
function importsOf(root, file, text) {
  const found = [...text.matchAll(/\b(?:from|import|require)\b\s*\(?\s*['"](\.[^'"\n]*)['"]/g)];
  return found.flatMap(([, name]) => resolve(root, path.join(path.dirname(file), name)));
}

/** All files that an import may mean: which one it is, a new file may change. */
function resolve(root, name) {
  const bare = name.replace(/\.([cm]?)js$/, '');
  return [name, `${bare}.ts`, `${bare}.d.ts`, `${name}.ts`, path.join(name, 'index.ts')].filter((one) =>
    isFile(path.join(root, one)),
  );
}

const isFile = (file) => existsSync(file) && statSync(file).isFile();

function closure(file, imports, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const next of imports.get(file) ?? []) closure(next, imports, found);
  return found;
}

/** What isn't code, as an imported JSON file. */
const outside = (root, file) => hash([file, read(root, file)]);

function read(root, name) {
  try {
    return readFileSync(path.join(root, name), 'utf8');
  } catch {
    return '';
  }
}

const hash = (parts) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
