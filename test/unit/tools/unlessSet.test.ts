import assert from 'node:assert/strict';
import { unlessSet } from '../../../src/tools/unlessSet';

describe('The environment of a tool', () => {
  it('has what Boxwright sets, and of that nothing that the user sets', () => {
    const ours = { CHECKPOINT_DISABLE: '1', OTHER: 'x' };
    assert.deepEqual(unlessSet(ours, {}), ours);
    assert.deepEqual(unlessSet(ours, { CHECKPOINT_DISABLE: '' }), { OTHER: 'x' });
    assert.deepEqual(unlessSet(ours, { CHECKPOINT_DISABLE: '0', PATH: '/' }), { OTHER: 'x' });
  });
});
