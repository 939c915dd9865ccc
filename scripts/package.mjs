import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Packs the extension, which is built. @returns {Promise<string>} the path of the .vsix, in the repository's root */
export async function packExtension() {
  const { createVSIX } = await import('@vscode/vsce');
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const packagePath = path.join(root, `${name}-${version}.vsix`);
  // Everything that runs is bundled into dist/; node_modules stays out.
  await createVSIX({ cwd: root, packagePath, dependencies: false });
  return packagePath;
}

/** Builds the extension and packs it. */
export async function packageExtension() {
  await build();
  return packExtension();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await packageExtension());
