import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { skipBecause } from '../support/skip';

interface Report {
  readonly findings: readonly object[];
  readonly files: number;
}

describe('The command line on Windows', () => {
  it('finds in the examples what it finds on Linux', function () {
    const onLinux =
      process.env['BOXWRIGHT_LINUX_FINDINGS'] || skipBecause(this, 'there is no Linux to compare with');
    const cli = path.join(REPO_ROOT, 'dist', 'cli.js');
    const { stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', '--format', 'json', 'examples'], {
      cwd: REPO_ROOT,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    const [found, expected] = [stdout, readFileSync(onLinux, 'utf8')].map(
      (text) => JSON.parse(text) as Report,
    );
    assert.ok(expected && expected.findings.length > 0);
    assert.deepEqual(found, expected);
  });

  it('takes a folder in any spelling, and by its long name', () => {
    const cli = path.join(REPO_ROOT, 'dist', 'cli.js');
    const [plain, ...others] = ['examples', 'EXAMPLES', `\\\\?\\${path.join(REPO_ROOT, 'examples')}`].map(
      (given) =>
        spawnSync(process.execPath, [cli, 'lint', '--format', 'json', given], {
          cwd: REPO_ROOT,
          encoding: 'utf8',
        }).stdout,
    );
    assert.ok(plain);
    for (const other of others) assert.equal(other, plain);
  });
});
