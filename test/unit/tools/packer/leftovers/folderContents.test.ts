import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { folderContents } from '../../../../../src/tools/packer/leftovers/folderContents';

describe('what stands in a folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-contents-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is a source where a JSON file is a template, by what it holds', () => {
    writeFileSync(path.join(folder, 'manifest.json'), '{"builds": []}');
    assert.equal(folderContents(folder).holds, undefined);
    writeFileSync(path.join(folder, 'w.json'), '{"builders": []}');
    assert.equal(folderContents(folder).holds, 'sources');
  });

  it('is told without waiting for a pipe', function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [path.join(folder, 'w.json')]);
    const { holds, complete } = folderContents(folder);
    assert.deepEqual({ holds, complete }, { holds: undefined, complete: true });
  });
});
