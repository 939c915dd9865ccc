import assert from 'node:assert/strict';
import { fill } from '../../../src/language/messages';

describe('a message', () => {
  it('takes what is put into it, each where it belongs, as often as it stands there', () => {
    assert.equal(fill('{1} since {0}, {1}', 'a', 'b'), 'b since a, b');
  });

  it('keeps a place for which there is nothing', () => {
    assert.equal(fill('{0} and {1}', 'a'), 'a and {1}');
    assert.equal(fill('nothing', 'a'), 'nothing');
  });

  it('takes values as they are, whatever they look like', () => {
    assert.equal(fill('default {0}, {1}', '{1} $& $1', ''), 'default {1} $& $1, ');
  });
});
