import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { skipBecause } from '../support/skip';

/** The tool chain of the tests itself: scripts/realTools/currentPacker.mjs. */
describe('a current Packer', () => {
  const packer = process.env.BOXWRIGHT_PACKER_CURRENT;
  const plugins = process.env.BOXWRIGHT_PACKER_CURRENT_PLUGINS;
  let folder: string;

  before(function () {
    if (!packer) skipBecause(this, process.env.BOXWRIGHT_PACKER_CURRENT_SKIP ?? 'started without npm test');
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-packer-'));
  });

  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  const run = (...args: string[]): string =>
    execFileSync(packer ?? '', args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PACKER_PLUGIN_PATH: plugins },
    });

  it('is newer than the one with all plugins built in', () => {
    assert.match(run('version'), /^Packer v1\.1\d\.\d+$/m);
  });

  it('builds a template that needs no plugin', () => {
    const template =
      'source "null" "none" {\n  communicator = "none"\n}\nbuild {\n  sources = ["null.none"]\n}\n';
    writeFileSync(path.join(folder, 'none.pkr.hcl'), template);
    assert.match(run('build', '-color=false', 'none.pkr.hcl'), /^--> null\.none: /m);
  });

  it('has no plugins of whoever runs the tests', () => {
    assert.equal(run('plugins', 'installed'), '');
  });
});
