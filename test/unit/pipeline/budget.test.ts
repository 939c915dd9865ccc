import assert from 'node:assert/strict';
import { Budget } from '../../../src/pipeline/budget';

describe('Budget', () => {
  it('takes steps until there are none left, and none after that', () => {
    const budget = new Budget({ steps: 3, depth: 9 });
    assert.deepEqual(
      [budget.spend(2), budget.spend(), budget.spend(), budget.spend()],
      [true, true, false, false],
    );
    assert.equal(budget.isSpent, true);
    assert.equal(
      budget.within(() => 1),
      undefined,
    );
  });

  it('goes down as deep as it may, and comes back up whatever happens below', () => {
    const budget = new Budget({ steps: 100, depth: 2 });
    const deep = (levels: number): number | undefined =>
      budget.within(() => (levels > 1 ? deep(levels - 1) : levels));
    assert.deepEqual([deep(2), deep(3), deep(2)], [1, undefined, 1]);
    assert.throws(() => budget.within(() => assert.fail('in the middle')));
    assert.equal(deep(2), 1);
  });
});
