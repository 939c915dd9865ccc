import assert from 'node:assert/strict';
import { memoizeByText } from '../../../src/text/memoizeByText';

describe('memoizeByText', () => {
  const counting = (most: number) => {
    const computed: string[] = [];
    const read = memoizeByText((text) => {
      computed.push(text);
      return text.toUpperCase();
    }, most);
    return { computed, read };
  };

  it('computes once what is asked for again', () => {
    const { computed, read } = counting(10);
    assert.deepEqual(['a', 'b', 'a', 'b'].map(read), ['A', 'B', 'A', 'B']);
    assert.deepEqual(computed, ['a', 'b']);
  });

  it('forgets what was asked for longest ago', () => {
    const { computed, read } = counting(2);
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) read(text);
    assert.deepEqual(computed, ['a', 'b', 'c', 'b']);
  });
});
