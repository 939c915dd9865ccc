import assert from 'node:assert/strict';
import { joinLines, wholeFile } from '../../../src/text/embeddedText';

describe('joinLines', () => {
  const part = (text: string, at: number) => ({
    text,
    locate: ({ start, end }: { start: number; end: number }) => ({
      path: '/f',
      span: { start: at + start, end: at + end },
    }),
  });

  it('leads back to the part in which a stretch stands', () => {
    const joined = joinLines([part('one', 100), part('two', 200)]);
    assert.equal(joined.text, 'one\ntwo');
    assert.deepEqual(joined.locate({ start: 1, end: 3 }).span, { start: 101, end: 103 });
    assert.deepEqual(joined.locate({ start: 4, end: 7 }).span, { start: 200, end: 203 });
  });

  it('cuts a stretch over several parts at the end of the first', () => {
    const joined = joinLines([part('one', 100), part('two', 200)]);
    assert.deepEqual(joined.locate({ start: 2, end: 6 }).span, { start: 102, end: 103 });
  });

  it('is the file itself for a whole file', () => {
    assert.deepEqual(wholeFile('/a', 'x').locate({ start: 0, end: 1 }), {
      path: '/a',
      span: { start: 0, end: 1 },
    });
  });
});
