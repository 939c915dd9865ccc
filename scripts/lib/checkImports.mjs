import path from 'node:path';
import { sourcesIn } from './sourcesIn.mjs';
import { unlessUnchanged } from './unlessUnchanged.mjs';

/** What decides which imports are wrong, beside the sources themselves. */
const configuration = [
  'eslint.build.mjs',
  'eslint.layers.mjs',
  'scripts/lib/checkImports.mjs',
  'scripts/lib/circles.mjs',
  // Which versions npm has installed.
  'node_modules/.package-lock.json',
];

/**
 * Checks the layers and looks for circles of imports.
 * @param {string} root the repository
 * @throws Error on a wrong import
 */
export function checkImports(root) {
  return unlessUnchanged(root, 'imports', [...sourcesIn(root, 'src'), ...configuration], async () => {
    await checkLayers(root);
    await checkCircles();
  });
}

/** @param {string} root */
async function checkLayers(root) {
  const { ESLint } = await import('eslint');
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: path.join(root, 'eslint.build.mjs'),
    // The rules look at one file alone, and ESLint's cache forgets all when its configuration is another.
    cache: true,
    cacheStrategy: 'content',
    cacheLocation: path.join(root, 'out', 'cache', 'layers'),
  });
  const results = await eslint.lintFiles('src');
  if (results.some(({ errorCount }) => errorCount > 0))
    throw new Error(await (await eslint.loadFormatter('stylish')).format(results));
}

async function checkCircles() {
  const { findCircles } = await import('./circles.mjs');
  const circles = await findCircles();
  if (circles.length > 0) throw new Error(['Circles of imports:', ...circles].join('\n'));
}
