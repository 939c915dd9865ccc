import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sha256 } from '../../../src/tools/sha256';

describe('the SHA-256 of a file', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-sum-'))));
  after(() => rmSync(folder, { recursive: true }));
  const write = (text: string) => {
    const file = path.join(folder, 'a.iso');
    writeFileSync(file, text);
    return file;
  };

  it('is computed while it is told how far it is', async () => {
    const parts: number[] = [];
    const file = write('x'.repeat(3 * 1024 * 1024));
    await sha256(file, { onProgress: (part) => parts.push(part) });
    assert.deepEqual([parts.length, parts.at(-1)], [3, 1]);
    // From FIPS 180-2, appendix B.1.
    assert.equal(
      await sha256(write('abc')),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('can be ended', async () => {
    const ending = new AbortController();
    const file = write('x'.repeat(3 * 1024 * 1024));
    const sum = sha256(file, { signal: ending.signal, onProgress: () => ending.abort() });
    await assert.rejects(sum, { name: 'AbortError' });
  });
});
