import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addRecord, sumOf } from '../../../../../src/tools/packer/dsc/dscRecord';
import { installedSource } from '../../../../../src/tools/packer/dsc/installedSource';

describe('the source of an installed packer-dsc', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-source-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is known of a file that Boxwright has installed, until somebody replaces it', async () => {
    const file = path.join(folder, 'packer-provisioner-dsc');
    const source = { kind: 'folder', path: '/src/dsc' } as const;
    writeFileSync(file, 'one');
    assert.equal(await installedSource(file, folder), undefined);
    await addRecord(folder, { path: file, sum: (await sumOf(file)) ?? '', source });
    assert.deepEqual(await installedSource(file, folder), source);
    assert.equal(await installedSource(path.join(folder, 'other'), folder), undefined);
    writeFileSync(file, 'two');
    assert.equal(await installedSource(file, folder), undefined);
  });
});
