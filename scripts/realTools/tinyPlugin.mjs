import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cachedFile } from '../lib/cache.mjs';
import { run } from '../lib/run.mjs';
import { findProgram } from '../vscode/programs.mjs';

const limitMs = 20 * 60_000;
const exe = process.platform === 'win32' ? '.exe' : '';

/**
 * A plugin of Packer that brings the provisioner `tiny` and does nothing, version 1.2.3, on the current SDK: test/tinyPlugin,
 * built by Go on the first call.
 * @param {string} root the repository
 * @returns {Promise<{ path: string } | { skip: string }>}
 */
export async function tinyPlugin(root) {
  if (!findProgram('go')) return { skip: 'Go is not installed' };
  const sources = path.join(root, 'test', 'tinyPlugin');
  const hash = createHash('sha256');
  for (const name of ['main.go', 'go.mod', 'go.sum']) hash.update(readFileSync(path.join(sources, name)));
  try {
    const name = `tiny-plugin-${hash.digest('hex').slice(0, 16)}`;
    const built = await cachedFile(name, `packer-plugin-tiny${exe}`, (output) => {
      const build = ['build', '-trimpath', '-ldflags', '-s -w', '-buildvcs=false', '-mod=readonly'];
      const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
      return run('go', [...build, '-o', output, '.'], { cwd: sources, env, quiet: true, timeout: limitMs });
    });
    return { path: built };
  } catch (error) {
    return { skip: `a plugin on Packer's SDK: ${error.message.trim()}` };
  }
}
