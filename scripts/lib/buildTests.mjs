import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { prismWasm, shared } from '../build.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The sources of a tier's tests: test/<tier>/**\/*.test.ts, absolute, sorted. */
export function testSources(tier) {
  const folder = path.join(root, 'test', tier);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => path.join(folder, name));
}

/**
 * Bundles each test file of a tier, and in the tier `host` the runner test/host/index.ts, into out/test/<tier>.
 * Fixtures are not copied: tests read them from the repository, whose place they know as REPO_ROOT.
 * @param {string} tier
 * @returns {Promise<string[]>} the bundled test files, absolute
 * @throws Error of esbuild, with the places, when a source can't be bundled
 */
export async function buildTests(tier) {
  const sources = testSources(tier);
  const outdir = path.join(root, 'out', 'test', tier);
  const outbase = path.join(root, 'test', tier);
  rmSync(outdir, { recursive: true, force: true }); // a test that was deleted must not run on
  if (sources.length === 0) return [];
  await build({
    ...shared,
    entryPoints: tier === 'host' ? [...sources, path.join(outbase, 'index.ts')] : sources,
    outbase,
    outdir,
    sourcemap: true,
    external: ['vscode', 'mocha', 'playwright-core', 'esbuild', 'eslint'],
    define: {
      REPO_ROOT: JSON.stringify(root),
      VERSION: JSON.stringify('0.0.0-test'),
      PRISM_WASM: JSON.stringify(prismWasm),
    },
    logLevel: 'silent',
  });
  return sources.map((source) => path.join(outdir, path.relative(outbase, source)).replace(/\.ts$/, '.js'));
}
