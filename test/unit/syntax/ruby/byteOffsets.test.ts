import assert from 'node:assert/strict';
import { byteLength, byteOffsets } from '../../../../src/syntax/ruby/byteOffsets';

describe('byteOffsets', () => {
  for (const text of ['', 'abc', 'é', 'a€b', '😀x', 'x😀', '\uD83Dx', 'x\uDE00', 'ä\r\n😀\r\nß'])
    it(`leads every character of ${JSON.stringify(text)} back to its place`, () => {
      const offset = byteOffsets(text);
      let byte = 0;
      let at = 0;
      for (const character of text) {
        assert.equal(offset(byte), at);
        byte += Buffer.byteLength(character);
        at += character.length;
      }
      assert.equal(offset(byte), text.length);
      assert.equal(offset(byte + 5), text.length);
      assert.equal(byteLength(text), Buffer.byteLength(text));
    });

  it('takes a byte inside a character for its start', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 5].map(byteOffsets('a😀b')), [0, 1, 1, 1, 1, 3]);
  });
});
