import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFiles } from '../../../src/lint/diskFiles';
import { DiskSpelling } from '../../../src/lint/diskSpelling';
import { ignoresSpelling } from '../../../src/text/pathKey';
import { skipBecause } from '../../support/skip';

describe('DiskSpelling', () => {
  let root: string;
  before(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-spelling-')));
    mkdirSync(path.join(root, 'Scripts'));
    for (const name of ['cleanup.ps1', 'café.ps1']) writeFileSync(path.join(root, 'Scripts', name), '');
  });
  after(() => rmSync(root, { recursive: true }));

  /** As a system that ignores capitals and composition finds files, or not. */
  const spelling = (platform: NodeJS.Platform, finds = true, given: readonly string[] = []) =>
    new DiskSpelling(
      {
        platform,
        finds: () => finds,
        // Under another spelling nothing is listed: it is not asked for.
        list: (folder) => (folder === root || folder === at('Scripts') ? readdirSync(folder) : []),
      },
      given,
    );
  const at = (...names: string[]) => path.join(root, ...names);

  it('is that of every part of a path', () => {
    for (const platform of ['win32', 'darwin'] as const) {
      assert.equal(spelling(platform).of(at('SCRIPTS', 'Cleanup.ps1')), at('Scripts', 'cleanup.ps1'));
      assert.equal(spelling(platform).of(at('scripts')), at('Scripts'));
      assert.equal(spelling(platform).of(at('Scripts', 'cleanup.ps1')), at('Scripts', 'cleanup.ps1'));
    }
  });

  it('is that of composed letters on macOS', () => {
    const written = at('scripts', 'Cafe\u0301.ps1');
    assert.equal(spelling('darwin').of(written), at('Scripts', 'café.ps1'));
    assert.equal(spelling('win32').of(written), at('Scripts', 'Cafe\u0301.ps1'));
  });

  it('is left as it is where nothing is found, as far as nothing is', () => {
    assert.equal(spelling('win32', false).of(at('none', 'A.ps1')), at('none', 'A.ps1'));
    assert.equal(spelling('win32').of(at('scripts', 'none.ps1')), at('Scripts', 'none.ps1'));
    assert.equal(spelling('linux').of(at('scripts')), at('scripts'));
  });

  it('is that of the editor for the folders that it has opened', () => {
    const given = at('SCRIPTS');
    assert.equal(
      spelling('win32', true, [given]).of(at('scripts', 'CLEANUP.ps1')),
      path.join(given, 'CLEANUP.ps1'),
    );
  });

  it('counts for nothing on a disk that tells capitals apart', function () {
    if (ignoresSpelling()) skipBecause(this, 'the disks of this system ignore capitals');
    const files = new DiskFiles();
    assert.equal(files.kind(at('scripts')), undefined);
    assert.equal(files.spelled(at('scripts')), at('scripts'));
  });

  it('tells what is found on a disk that ignores capitals', function () {
    if (!ignoresSpelling()) skipBecause(this, 'the disks of this system tell capitals apart');
    const files = new DiskFiles([root]);
    assert.equal(files.kind(at('scripts', 'CLEANUP.ps1')), 'file');
    assert.equal(files.spelled(at('scripts', 'CLEANUP.ps1')), at('Scripts', 'cleanup.ps1'));
    assert.equal(files.read(at('scripts', 'CLEANUP.ps1')), '');
  });
});
