import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cachedFile } from '../lib/cache.mjs';
import { run } from '../lib/run.mjs';
import { findProgram } from '../vscode/programs.mjs';

const limitMs = 20 * 60_000;

/**
 * Where Go keeps what it downloads and builds: tests whose home folder is another one would do all of it anew. What the
 * stand-ins of packer-dsc need is there afterwards.
 * @param {string} root the repository
 * @returns {Promise<Record<string, string>>} environment; empty without Go
 */
export async function goFolders(root) {
  if (!findProgram('go')) return {};
  try {
    const found = JSON.parse(await go(['env', '-json', 'GOMODCACHE', 'GOCACHE'], root));
    await warm(path.join(root, 'test', 'fixtures', 'packerDsc', 'single'), './...');
    await warm(path.join(root, 'test', 'fixtures', 'packerDsc', 'sdk'), './...', [
      'github.com/hashicorp/packer-plugin-sdk/plugin',
    ]);
    return found;
  } catch (error) {
    // The tests say themselves what can't be built.
    console.log(`Go: ${error.message.trim()}`);
    return {};
  }
}

/** Builds packages once, for Go's cache alone. */
async function warm(folder, ...packages) {
  const sum = createHash('sha256')
    .update(readFileSync(path.join(folder, 'go.sum')))
    .digest('hex');
  await cachedFile(`go-warm-${sum.slice(0, 16)}`, 'done', async (file) => {
    await go(['build', '-trimpath', '-buildvcs=false', ...packages.flat()], folder);
    writeFileSync(file, '');
  });
}

/** Go would use every core; tests that run meanwhile go first. */
function go(args, cwd) {
  const [command, ...rest] =
    process.platform === 'win32' ? ['go', ...args] : ['nice', '-n', '10', 'go', ...args];
  const env = {
    ...process.env,
    CGO_ENABLED: '0',
    GOWORK: 'off',
    GOFLAGS: '-mod=readonly',
    GOTOOLCHAIN: 'local',
  };
  return run(command, rest, { quiet: true, timeout: limitMs, cwd, env });
}
