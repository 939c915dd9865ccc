import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { skipBecause } from '../support/skip';

/** What is installed on a machine for the tests, with programs in place of apt. */
describe('the installation of Debian packages', () => {
  let folder: string;
  before(function () {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
      skipBecause(this, 'only root on Debian installs packages');
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-apt-'));
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** What is printed by us and by apt, in order. */
  const install = (installed: string, ...packages: string[]) => {
    const log = path.join(folder, 'log');
    writeFileSync(log, '');
    const program = (name: string, body: string) =>
      writeFileSync(path.join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    program('apt-get', `echo "apt-get $*" >> "${log}"`);
    program('dpkg-query', `[ "$4" = "${installed}" ] && printf installed`);
    const apt = pathToFileURL(path.join(REPO_ROOT, 'scripts', 'lib', 'apt.mjs')).href;
    const output = openSync(log, 'a');
    const { status } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { aptInstall } from '${apt}'; await aptInstall(${JSON.stringify(packages)});`,
      ],
      {
        env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` },
        stdio: ['ignore', output, output],
      },
    );
    closeSync(output);
    assert.equal(status, 0, readFileSync(log, 'utf8'));
    return readFileSync(log, 'utf8').split('\n').filter(Boolean);
  };

  it('is announced with the missing packages before apt runs', () => {
    const [first, second, ...more] = install('make', 'packer', 'make', 'vagrant');
    assert.equal(first, 'apt will install these Debian packages on this machine: packer, vagrant.');
    assert.match(second ?? '', /^apt-get .* install --no-install-recommends packer vagrant$/);
    assert.deepEqual(more, []);
  });

  it('does not happen where nothing is missing', () => assert.deepEqual(install('make', 'make'), []));
});
