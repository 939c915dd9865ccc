import assert from 'node:assert/strict';
import { groupBy } from '../../../src/text/groupBy';

describe('groupBy', () => {
  it('keeps the order of groups and of what is in them', () => {
    const groups = groupBy(['b1', 'a1', 'b2'], (one) => one.charAt(0));
    assert.deepEqual(
      [...groups],
      [
        ['b', ['b1', 'b2']],
        ['a', ['a1']],
      ],
    );
  });
});
