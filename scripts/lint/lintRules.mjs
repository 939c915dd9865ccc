import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lintKeys } from './lintKeys.mjs';
import { sourcesIn } from '../lib/sourcesIn.mjs';

/**
 * ESLint over the repository, except for the files that were without findings before and can't have any now. ESLint's
 * own cache looks at a file alone; rules that know types find something in one file because another has changed.
 * @param {string} root the repository
 * @returns {Promise<boolean>} whether nothing was found; else it is printed
 */
export async function lintRules(root) {
  const cacheFile = path.join(root, 'out', 'cache', 'rules.json');
  const keys = lintKeys(root, sourcesIn(root));
  const clean = readClean(cacheFile);
  const files = [...keys.keys()].filter((file) => clean[file] !== keys.get(file));
  const found = files.length > 0 ? await findings(root, files) : { bad: [], text: '' };
  for (const file of found.bad) keys.delete(file);
  mkdirSync(path.dirname(cacheFile), { recursive: true });
  writeFileSync(cacheFile, JSON.stringify(Object.fromEntries(keys)));
  if (found.text) console.log(found.text);
  return found.bad.length === 0;
}

async function findings(root, files) {
  const { ESLint } = await import('eslint');
  const eslint = new ESLint({ cwd: root });
  // Named files are linted even where no configuration is meant for them: `eslint .` leaves them out.
  const meant = [];
  for (const file of files)
    if (!(await eslint.isPathIgnored(file)) && (await eslint.calculateConfigForFile(file))) meant.push(file);
  const results = meant.length > 0 ? await eslint.lintFiles(meant) : [];
  const bad = results.filter(({ messages }) => messages.length > 0);
  const { format } = await eslint.loadFormatter('stylish');
  return { bad: bad.map(({ filePath }) => path.relative(root, filePath)), text: await format(bad) };
}

function readClean(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
