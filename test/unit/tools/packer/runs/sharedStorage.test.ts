import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sharedStorage } from '../../../../../src/tools/packer/runs/sharedStorage';

describe('sharedStorage', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-storage-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const of = (workspace: string) => path.join(folder, workspace, 'some.extension');

  it('is that of the first window, also for the next ones', () => {
    for (const name of ['0a1b', '-5e6f']) mkdirSync(path.join(folder, name));
    assert.equal(sharedStorage(of('0a1b')), of('0a1b'));
    assert.equal(sharedStorage(of('0a1b-1')), of('0a1b'));
    assert.equal(sharedStorage(of('-5e6f-9')), of('-5e6f'));
  });

  it('is left as it is where there is no other', () => {
    for (const name of ['-12', '0a1b-1', '-1', '0a1b-x']) assert.equal(sharedStorage(of(name)), of(name));
  });
});
