import assert from 'node:assert/strict';
import { listed, quotedList } from '../../../src/words/lists';
import { counted, plural } from '../../../src/words/plural';

describe('listed', () => {
  const names = ['a', 'b', 'c', 'd'];

  it('joins names as a sentence has them', () => {
    assert.equal(listed([]), '');
    assert.equal(listed(['a']), 'a');
    assert.equal(listed(['a', 'b']), 'a and b');
    assert.equal(listed(names), 'a, b, c and d');
    assert.equal(listed(names, { conjunction: 'or' }), 'a, b, c or d');
  });

  it('counts those that are not named', () => {
    assert.equal(listed(names, { most: 4 }), 'a, b, c and d');
    assert.equal(listed(names, { most: 3 }), 'a, b, c and 1 more');
    assert.equal(quotedList(names, { most: 2 }), "'a', 'b' and 2 more");
  });
});

describe('counted', () => {
  it('has the plural for all but one', () =>
    assert.deepEqual(
      [0, 1, 2].map((count) => counted(count, 'file')),
      ['0 files', '1 file', '2 files'],
    ));
});

describe('plural', () => {
  it('goes by the rules of the language', () => {
    assert.deepEqual(
      [0, 1, 2].map((count) => plural(count, 'one', 'other')),
      ['other', 'one', 'other'],
    );
    assert.equal(plural(0, 'one', 'other', 'fr'), 'one');
    assert.equal(plural(21, 'one', 'other', 'ru'), 'one');
  });
});
