import assert from 'node:assert/strict';
import { failedFirst } from '../../../../../../src/editor/packer/builds/cleanUp/failedFirst';
import type { RunRecord } from '../../../../../../src/tools/packer/runs/runRecord';
import { runRecord } from '../../../../../support/runRecords';

describe('what is cleaned up after', () => {
  const of = (...runs: Partial<RunRecord>[]) =>
    failedFirst({ list: () => runs.map((run) => ({ ...runRecord(), ...run })) })({ path: '/w/a.json' });

  it('is first the template whose last build did not end well, the latest of all', () => {
    for (const status of ['failed', 'cancelled', 'abandoned'] as const) {
      const preference = of({ status, began: 7, ended: Date.now() });
      assert.equal(preference?.rank, 7);
      assert.match(preference?.why ?? '', /^(failed|stopped|result unknown) /);
    }
  });

  it('is not one whose last build went well, though one before failed, nor one that was never built', () => {
    assert.equal(of({ status: 'succeeded' }, { status: 'failed' }), undefined);
    assert.equal(of(), undefined);
  });
});
