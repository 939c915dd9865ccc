import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { thirdPartyLicenses } from './lib/thirdPartyLicenses.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Options of esbuild that the product and its tests share. */
export const shared = /** @satisfies {import('esbuild').BuildOptions} */ ({
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  absWorkingDir: root,
  // Of a package with an ESM and a CJS form the ESM one is bundled best.
  mainFields: ['module', 'main'],
  logLevel: 'warning',
});

/** The WebAssembly of the Ruby parser. */
export const prismWasm = path.join(root, 'node_modules/@ruby/prism/src/prism.wasm');

/** What is known of Packer's language and plugins. */
export const packerSchemas = path.join(root, 'schemas/packer');

/**
 * Read by require(), which waits for nobody: so it stays a file of its own, made before the others.
 * @type {import('esbuild').Plugin}
 */
const yaml = {
  name: 'yaml',
  setup(builder) {
    builder.onResolve({ filter: /^yaml$/ }, ({ kind }) =>
      kind === 'dynamic-import' || kind === 'require-call'
        ? { path: './yaml.js', external: true }
        : undefined,
    );
  },
};

/**
 * The extension itself, which `extension.ts` loads: a file of its own.
 * @type {import('esbuild').Plugin}
 */
const boxwright = {
  name: 'boxwright',
  setup(builder) {
    builder.onResolve({ filter: /^\.\/boxwright$/ }, () => ({ path: './boxwright.js', external: true }));
  },
};

/**
 * Modules that are read by require() when they are asked for first, by those who wait for nobody: each is a file of its own
 * beside the bundle, and what it needs of the rest is there once.
 */
const late = ['src/pipeline/effects/inbox/cmdlets.json', 'src/rules/grammar/grammar.ts'];

const lateName = (file) => path.basename(file).replace(/\.\w+$/, '');

/**
 * @param {string} prefix of the names of the files that are made
 * @returns {import('esbuild').Plugin}
 */
const lateModules = (prefix) => ({
  name: 'late',
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\// }, ({ kind, path: name, resolveDir }) => {
      // Packages have files of their own, which are bundled.
      if (kind !== 'require-call' || !resolveDir.startsWith(path.join(root, 'src'))) return undefined;
      const wanted = path.join(resolveDir, name);
      const file = late.find((one) => path.join(root, one).replace(/\.ts$/, '') === wanted);
      if (!file)
        return { errors: [{ text: `${name} is required, but not in the list of scripts/build.mjs.` }] };
      return { path: `./${prefix}${lateName(file)}.js`, external: true };
    });
  },
});

/**
 * The editor's interface by one import for all: each `import * as` of a CommonJS module copies all that it has, which takes
 * 0.2 ms for `vscode`, 200 times.
 * @type {import('esbuild').Plugin}
 */
const vscodeOnce = {
  name: 'vscode',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(
        /^import \* as vscode from 'vscode';$/m,
        "import vscode from 'vscode';",
      ),
      loader: 'ts',
    }));
    builder.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode'
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace: 'vscode', sideEffects: false },
    );
    builder.onLoad({ filter: /.*/, namespace: 'vscode' }, () => ({
      contents: "import * as vscode from 'vscode'; export default vscode;",
    }));
  },
};

/**
 * The rows of data without their sources, which are for people: the bundle need not carry them.
 * @type {import('esbuild').Plugin}
 */
const data = {
  name: 'data',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/].*\.json$/ }, ({ path: file }) => ({
      contents: JSON.stringify(JSON.parse(readFileSync(file, 'utf8')), withoutSources),
      loader: 'json',
    }));
  },
};

/** A setting may be called `source`, too, but is no string. */
function withoutSources(key, value) {
  return ['$schema', 'source'].includes(key) && typeof value === 'string' ? undefined : value;
}

/**
 * Checks the layers, looks for circles of imports, and bundles the product.
 * @param {string} outdir relative to the repository
 * @param {boolean} maps whether a debugger is to find the sources; packages have none
 * @throws Error on a wrong import
 */
export async function build(outdir = 'dist', maps = false) {
  const { checkImports } = await import('./lib/checkImports.mjs');
  // At once: esbuild is a process of its own. A wrong import is said first, as it may be why nothing can be bundled.
  const [imports, bundles] = await Promise.allSettled([checkImports(root), bundle(outdir, maps)]);
  for (const end of [imports, bundles]) if (end.status === 'rejected') throw end.reason;
}

/** @param {string} outdir @param {boolean} maps */
async function bundle(outdir, maps) {
  const [esbuild, { l10nBundle }] = await Promise.all([import('esbuild'), import('./lib/l10nBundle.mjs')]);
  // What an earlier build made under another name would be packed, too.
  rmSync(path.join(root, outdir), { recursive: true, force: true });
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const options = /** @satisfies {import('esbuild').BuildOptions} */ ({
    ...shared,
    outdir,
    minify: true,
    sourcemap: maps && 'linked',
    // Of each build, for the licenses of what is in it.
    metafile: true,
    define: {
      VERSION: JSON.stringify(version),
      BUILD: JSON.stringify(sourcesHash()),
      PRISM_WASM: JSON.stringify('prism.wasm'),
      PACKER_SCHEMAS: JSON.stringify('./schemas/packer'),
    },
  });
  const yamlBuild = await esbuild.build({ ...options, entryPoints: { yaml: 'yaml' } });
  const builds = await Promise.all([
    // What VS Code always loads is small, and loads the rest when it is needed.
    esbuild.build({
      ...options,
      entryPoints: ['src/extension.ts'],
      external: ['vscode'],
      plugins: [boxwright],
      supported: { 'dynamic-import': false },
    }),
    split(esbuild, { ...options, entryPoints: ['src/boxwright.ts'], chunkNames: '[name]-[hash]' }),
    // Each package holds its own files alone, and tells them by their names.
    split(esbuild, { ...options, entryPoints: ['src/cli.ts'], chunkNames: 'cli-[name]-[hash]' }),
    split(esbuild, {
      ...options,
      entryPoints: ['src/analysis/worker.ts'],
      chunkNames: 'worker-[name]-[hash]',
    }),
    // A program of its own, which outlives the extension: it loads nothing that an update could take away.
    esbuild.build({ ...options, entryPoints: ['src/tools/packer/launcher/launcher.ts'] }),
  ]);
  const inputs = [yamlBuild, ...builds].flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  const licenses = thirdPartyLicenses([...inputs, path.relative(root, prismWasm)], root);
  writeFileSync(path.join(root, outdir, 'THIRD_PARTY_LICENSES.txt'), licenses);
  copyFileSync(prismWasm, path.join(root, outdir, 'prism.wasm'));
  writePackerSchemas(path.join(root, outdir, 'schemas', 'packer'));
  writeL10nBundle(path.join(root, outdir, 'l10n'), l10nBundle());
}

/** Stands for all that the product is made of. */
function sourcesHash() {
  const hash = createHash('sha256');
  for (const folder of ['src', 'schemas/packer'])
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const file = path.join(root, folder, name);
      if (statSync(file).isFile()) hash.update(name).update(readFileSync(file));
    }
  return hash
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}

/** Files of their own, without blanks, of which each is read when it is needed. */
function writePackerSchemas(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(packerSchemas).filter((file) => file.endsWith('.json'))) {
    const data = JSON.parse(readFileSync(path.join(packerSchemas, name), 'utf8'));
    writeFileSync(path.join(folder, name), JSON.stringify(data));
  }
}

function writeL10nBundle(folder, texts) {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'bundle.l10n.json'), `${JSON.stringify(texts, undefined, 2)}\n`);
}

/**
 * Bundles so that what is imported by import() is loaded when that runs: even code that is not run costs time to load.
 * What several files need is in one file alone, so that a class is the same everywhere.
 * @param {typeof import('esbuild')} esbuild
 * @param {import('esbuild').BuildOptions & { entryPoints: [string] }} options
 * @returns what it is made of
 */
async function split(esbuild, options) {
  const [main] = options.entryPoints;
  const prefix = options.chunkNames?.replace(/\[.*/, '') ?? '';
  const { metafile } = await esbuild.build({
    ...options,
    entryPoints: [
      { in: main, out: lateName(main) },
      ...late.map((file) => ({ in: file, out: `${prefix}${lateName(file)}` })),
    ],
    format: 'esm',
    splitting: true,
    plugins: [yaml, lateModules(prefix), data, vscodeOnce],
  });
  if (!metafile) throw new Error('esbuild told nothing of what it has bundled.');
  checkDynamicImports(metafile.inputs);
  const files = Object.keys(metafile.outputs).filter((file) => file.endsWith('.js'));
  const entry = files.find((file) => metafile.outputs[file].entryPoint === main);
  if (!entry) throw new Error(`${main}: esbuild made no file of it.`);
  const atStart = loadedWith(entry, metafile.outputs);
  const nameOf = (file) => path.basename(file);
  // esbuild splits ES modules alone, and VS Code loads extensions as CommonJS.
  const common = { ...options, define: {}, supported: { 'dynamic-import': false }, allowOverwrite: true };
  const later = files.filter((file) => !atStart.has(file));
  await esbuild.build({ ...common, entryPoints: later, bundle: false, entryNames: '[name]' });
  // A file more to read costs as much as 10 KB: what is loaded at the start is one, from which the others take it.
  const parts = [...atStart].filter((file) => file !== entry);
  const all = parts.map((file) => `export * as ${JSON.stringify(nameOf(file))} from './${file}';`);
  const hashBang = readFileSync(path.join(root, entry), 'utf8').match(/^#!.*\n/)?.[0] ?? '';
  await esbuild.build({
    ...common,
    entryPoints: undefined,
    stdin: { contents: [`export * from './${entry}';`, ...all].join('\n'), resolveDir: root },
    outdir: undefined,
    outfile: entry,
    external: ['vscode', './yaml.js', ...later.map((file) => `./${nameOf(file)}`)],
    banner: { js: hashBang.trim() },
  });
  for (const file of parts) {
    rmSync(path.join(root, `${file}.map`), { force: true });
    const contents = `module.exports=require("./${nameOf(entry)}")[${JSON.stringify(nameOf(file))}];\n`;
    writeFileSync(path.join(root, file), contents);
  }
  return { metafile };
}

/**
 * Where code is split, import() of a CommonJS module gives its `default` alone: what takes more of it fails at run time.
 * @param {import('esbuild').Metafile['inputs']} inputs
 */
function checkDynamicImports(inputs) {
  for (const [file, { imports }] of Object.entries(inputs))
    for (const { path: imported, kind } of imports)
      if (kind === 'dynamic-import' && inputs[imported]?.format === 'cjs')
        throw new Error(`${file}: import() of ${imported}, which is CommonJS. Import it statically in a file that is
imported by import().`);
}

/**
 * A file with those that it imports at once.
 * @param {string} file
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {Set<string>} found
 */
function loadedWith(file, outputs, found = new Set()) {
  if (found.has(file) || !outputs[file]) return found;
  found.add(file);
  for (const { path, kind } of outputs[file].imports)
    if (kind === 'import-statement') loadedWith(path, outputs, found);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build('dist', process.argv.includes('--maps'));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
