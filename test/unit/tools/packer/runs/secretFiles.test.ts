import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeOldSecrets } from '../../../../../src/tools/packer/runs/secretFiles';

describe('removeOldSecrets', () => {
  it('removes what a killed window has left, and nothing that is being used', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-secrets-'));
    try {
      const now = Date.now();
      for (const [name, age] of [
        ['old.json', 61],
        ['young.json', 59],
      ] as const) {
        const file = path.join(folder, name);
        writeFileSync(file, '{}', { mode: 0o600 });
        utimesSync(file, now / 1000 - age, now / 1000 - age);
      }
      assert.equal(Math.round((removeOldSecrets(folder, now) ?? 0) / 1000), 1);
      assert.deepEqual(readdirSync(folder), ['young.json']);
      // The young one is looked for again, and goes then.
      assert.equal(removeOldSecrets(folder, now + 2000), undefined);
      assert.deepEqual(readdirSync(folder), []);
      assert.equal(removeOldSecrets(path.join(folder, 'none'), now), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
