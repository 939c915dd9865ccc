import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../scripts/lib/cache.mjs';

const sources = path.join(REPO_ROOT, 'test', 'tinyPlugin');

/**
 * A plugin of Packer that brings the provisioner `tiny` and does nothing, version 1.2.3, on the current SDK. It is built
 * by Go, once for each Go.
 * @returns its program, or why there is none
 * @throws Error with what Go says when it does not build
 */
export function tinyPlugin(): { readonly path: string } | { readonly skip: string } {
  const go = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (go.status !== 0) return { skip: 'there is no Go to build a plugin with' };
  const hash = createHash('sha256').update(go.stdout);
  for (const name of ['main.go', 'go.mod', 'go.sum']) hash.update(readFileSync(path.join(sources, name)));
  const folder = cacheFolder(`tiny-plugin-${hash.digest('hex').slice(0, 16)}`);
  const program = path.join(
    folder,
    process.platform === 'win32' ? 'packer-plugin-tiny.exe' : 'packer-plugin-tiny',
  );
  if (existsSync(program)) return { path: program };
  mkdirSync(folder, { recursive: true });
  const unfinished = path.join(folder, `unfinished-${process.pid}`);
  const build = spawnSync(
    'go',
    ['build', '-trimpath', '-ldflags', '-s -w', '-buildvcs=false', '-mod=readonly', '-o', unfinished, '.'],
    { cwd: sources, encoding: 'utf8', env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' } },
  );
  if (build.status !== 0) {
    if (/dial tcp|no such host|timeout|forbidden|requires go/i.test(build.stderr))
      return { skip: `the SDK of Packer's plugins is not to be had: ${build.stderr.trim().split('\n')[0]}` };
    throw new Error(build.stderr);
  }
  renameSync(unfinished, program);
  return { path: program };
}
