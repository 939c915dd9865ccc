import assert from 'node:assert/strict';
import { SourceText } from '../../../src/text/sourceText';

describe('SourceText', () => {
  const text = new SourceText('/f', 'ab\r\n😀c\rd\n\ne');

  for (const [offset, line, character] of [
    [0, 0, 0],
    [2, 0, 2],
    [4, 1, 0],
    [6, 1, 2],
    [7, 1, 3],
    [8, 2, 0],
    [10, 3, 0],
    [11, 4, 0],
    [12, 4, 1],
  ] as const)
    it(`counts lines by every line end and characters in UTF-16 units: offset ${offset}`, () => {
      assert.deepEqual(text.positionAt(offset), { line, character });
      assert.equal(text.offsetAt({ line, character }), offset);
    });

  it('moves what lies outside to the ends', () => {
    assert.deepEqual(text.positionAt(-5), { line: 0, character: 0 });
    assert.deepEqual(text.positionAt(99), { line: 4, character: 1 });
    assert.equal(text.offsetAt({ line: 99, character: 0 }), text.text.length);
    assert.equal(text.offsetAt({ line: 0, character: 99 }), 3);
  });
});
