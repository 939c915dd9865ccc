import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { packerSchemas, prismWasm, shared } from '../scripts/build.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Bundles sources of the product and of its tests, and loads them.
 * @param {string} name of the bundle, in out/
 * @param {Record<string, string>} entries a name to the module it stands for, from the root; what isn't there yet is
 * left out
 * @returns {Promise<Record<string, any>>} the modules by their names
 */
export async function bundle(name, entries) {
  const present = Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file)));
  const outfile = path.join(root, 'out', `${name}.cjs`);
  await build({
    ...shared,
    stdin: {
      contents: present.map(([key, file]) => `export * as ${key} from './${file}';`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    external: ['vscode', 'mocha'],
    define: {
      REPO_ROOT: JSON.stringify(root),
      VERSION: JSON.stringify('0.0.0-bench'),
      PRISM_WASM: JSON.stringify(prismWasm),
      PACKER_SCHEMAS: JSON.stringify(packerSchemas),
    },
  });
  return load(outfile);
}

/** What an earlier bundle() made. */
export const load = async (outfile) => (await import(pathToFileURL(outfile).href)).default;

export { prismWasm };
