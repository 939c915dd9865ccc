import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packerSchemas, prismWasm, shared } from '../build.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * @typedef {object} BuiltTest
 * @property {string} source absolute
 * @property {string} file its bundle, absolute
 * @property {string[]} inputs all that the bundle is made of, relative to the repository, with slashes
 */

/** The sources of a tier's tests: test/<tier>/**\/*.test.ts, absolute, sorted. */
export function testSources(tier) {
  const folder = path.join(root, 'test', tier);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** The sources of programs that the tests of a tier start: test/<tier>/programs/*.ts, absolute. */
function programSources(tier) {
  const folder = path.join(root, 'test', tier, 'programs');
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

/** Where the tests of VS Code's extension host run, modules are CommonJS, which esbuild does not split. */
const isSplit = (tier) => tier !== 'host';

/** Packages that esbuild takes in expect the `require` of CommonJS, and the sources its `__dirname`. */
const commonJs = `
import { createRequire as createRequireHere } from 'node:module';
const require = createRequireHere(import.meta.url);
const { filename: __filename, dirname: __dirname } = import.meta;
`;

/**
 * Bundles the tests of a tier, and in the tier `host` the runner test/host/index.ts, into out/test/<tier>: a file for each,
 * and what several need once. (With all that it needs in each file, the unit tests were 320 MB, and took 20 times as long
 * to bundle.) Fixtures are not copied: tests read them from the repository, whose place they know as REPO_ROOT.
 * @param {string} tier
 * @param {{ outdir?: string, named?: (file: string) => string }} elsewhere for tests that run elsewhere: in which folder of
 *   out/test, and how files are called there
 * @returns {Promise<BuiltTest[]>}
 * @throws Error of esbuild, with the places, when a source can't be bundled
 */
export async function buildTests(tier, { outdir: name = tier, named = (file) => file } = {}) {
  const sources = testSources(tier);
  const outdir = path.join(root, 'out', 'test', name);
  const outbase = path.join(root, 'test', tier);
  rmSync(outdir, { recursive: true, force: true }); // a test that was deleted must not run on
  if (sources.length === 0) return [];
  const launcher = path.join(outdir, 'launcher.js');
  await build({
    ...shared,
    entryPoints: [path.join(root, 'src', 'tools', 'packer', 'launcher', 'launcher.ts')],
    outfile: launcher,
  });
  const programs = path.join(outdir, 'programs');
  const define = {
    REPO_ROOT: JSON.stringify(named(root)),
    VERSION: JSON.stringify('0.0.0-test'),
    BUILD: JSON.stringify('test'),
    PRISM_WASM: JSON.stringify(named(prismWasm)),
    PACKER_SCHEMAS: JSON.stringify(named(packerSchemas)),
    LAUNCHER: JSON.stringify(named(launcher)),
    PROGRAMS: JSON.stringify(named(programs)),
  };
  /** @type {Record<string, string>} */
  const alias = tier === 'unit' ? { vscode: path.join(root, 'test', 'support', 'vscodeStub.ts') } : {};
  const entryPoints = programSources(tier);
  await build({
    ...shared,
    alias,
    entryPoints,
    outdir: programs,
    sourcemap: true,
    define,
    logLevel: 'silent',
  });
  const { metafile } = await build({
    ...shared,
    ...(isSplit(tier) && {
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      outExtension: { '.js': '.mjs' },
      banner: { js: commonJs },
    }),
    entryPoints: tier === 'host' ? [...sources, path.join(outbase, 'index.ts')] : sources,
    outbase,
    outdir,
    metafile: true,
    sourcemap: true,
    alias,
    external: [
      ...['vscode', 'mocha', 'playwright-core', 'esbuild', 'eslint'],
      // Where code is split, import() of what is CommonJS gives its `default` alone; Node itself gives all.
      ...(isSplit(tier) ? ['yaml'] : []),
    ],
    define,
    logLevel: 'silent',
  });
  const ending = isSplit(tier) ? '.mjs' : '.js';
  return sources.map((source) => {
    const file = path.join(outdir, path.relative(outbase, source)).replace(/\.ts$/, ending);
    return { source, file, inputs: inputsOf(path.relative(root, file).replaceAll(path.sep, '/'), metafile) };
  });
}

/**
 * What a bundle is made of, with the parts that it shares with others.
 * @param {string} output
 * @param {import('esbuild').Metafile} metafile
 * @param {Set<string>} seen
 * @returns {string[]}
 */
function inputsOf(output, metafile, seen = new Set()) {
  const { outputs } = metafile;
  if (seen.has(output) || !outputs[output]) return [];
  seen.add(output);
  const { inputs, imports } = outputs[output];
  return [...Object.keys(inputs), ...imports.flatMap(({ path }) => inputsOf(path, metafile, seen))];
}
