import assert from 'node:assert/strict';
import { compactCopy } from '../../../src/lint/compactCopy';

describe('compactCopy', () => {
  it('is the same, and another', () => {
    const data = { a: ['x', 'x', { b: 'x', c: undefined, d: null }], e: 1 };
    const copy = compactCopy(data);
    assert.deepEqual(copy, data);
    assert.notEqual(copy.a, data.a);
    (copy.a as unknown[]).push('y');
    assert.equal(data.a.length, 3);
  });
});
