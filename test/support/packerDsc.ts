import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Sources of a small provisioner named dsc, of the shape of packer-dsc: for Packer up to 1.6, and on the plugin SDK. */
export const dscFixture = (kind: 'single' | 'sdk'): string =>
  path.join(REPO_ROOT, 'test', 'fixtures', 'packerDsc', kind);

/** Git as nobody has set it up. */
export const git = (cwd: string, args: readonly string[], input = ''): string =>
  execFileSync('git', args, {
    cwd,
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.com',
    },
  }).trim();

/**
 * A Git repository with those sources in one commit.
 * @param more changes the files before they are committed
 */
export function dscRepository(
  folder: string,
  kind: 'single' | 'sdk',
  more: (folder: string) => void = () => undefined,
): { readonly url: string; readonly commit: string } {
  mkdirSync(folder, { recursive: true });
  cpSync(dscFixture(kind), folder, { recursive: true });
  more(folder);
  git(folder, ['init', '-q']);
  git(folder, ['add', '-A']);
  git(folder, ['commit', '-qm', 'A provisioner']);
  return { url: `file://${folder}`, commit: git(folder, ['rev-parse', 'HEAD']) };
}
