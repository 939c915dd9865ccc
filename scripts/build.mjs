import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Options of esbuild that the product and its tests share. */
export const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  absWorkingDir: root,
  // Of a package with an ESM and a CJS form the ESM one is bundled best.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
};

/** The WebAssembly of the Ruby parser. */
export const prismWasm = path.join(root, 'node_modules/@ruby/prism/src/prism.wasm');

/** What few need is in files of its own: even code that is not run costs time to load. */
const chunks = [
  {
    name: 'vagrantfile',
    module: './src/pipeline/vagrantfile/vagrantfileReader.ts',
    imported: /\/vagrantfileReader$/,
  },
  {
    name: 'vagrantSettings',
    module: './src/pipeline/vagrantfile/settings/lookUp.ts',
    imported: /\/settings\/lookUp$/,
  },
  { name: 'yaml', module: 'yaml', imported: /^yaml$/ },
  { name: 'execa', module: 'execa', imported: /^execa$/ },
  { name: 'chokidar', module: 'chokidar', imported: /^chokidar$/ },
  { name: 'yauzl', module: 'yauzl', imported: /^yauzl$/ },
];

const onDemand = {
  name: 'on demand',
  setup(builder) {
    for (const { name, imported } of chunks)
      builder.onResolve({ filter: imported }, ({ kind }) =>
        kind === 'dynamic-import' || kind === 'require-call'
          ? { path: `./${name}.js`, external: true }
          : undefined,
      );
  },
};

/**
 * Checks the layers and bundles the product.
 * @param {string} outdir relative to the repository
 * @throws Error on a wrong import
 */
export async function build(outdir = 'dist') {
  const [{ ESLint }, esbuild] = await Promise.all([import('eslint'), import('esbuild')]);
  const eslint = new ESLint({ cwd: root, overrideConfigFile: path.join(root, 'eslint.build.mjs') });
  const results = await eslint.lintFiles('src');
  if (results.some(({ errorCount }) => errorCount > 0))
    throw new Error((await eslint.loadFormatter('stylish')).format(results));
  // What an earlier build made under another name would be packed, too.
  rmSync(path.join(root, outdir), { recursive: true, force: true });
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const options = {
    ...shared,
    outdir,
    minify: true,
    sourcemap: 'linked',
    define: { VERSION: JSON.stringify(version), PRISM_WASM: JSON.stringify('prism.wasm') },
  };
  await Promise.all([
    esbuild.build({
      ...options,
      entryPoints: ['src/extension.ts', 'src/cli.ts'],
      external: ['vscode'],
      plugins: [onDemand],
    }),
    esbuild.build({ ...options, entryPoints: chunks.map(({ name, module }) => ({ in: module, out: name })) }),
  ]);
  copyFileSync(prismWasm, path.join(root, outdir, 'prism.wasm'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
