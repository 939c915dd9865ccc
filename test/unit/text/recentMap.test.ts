import assert from 'node:assert/strict';
import { RecentMap } from '../../../src/text/recentMap';

describe('a map of what was of use last', () => {
  const keys = (map: RecentMap<string>) => ['a', 'b', 'c', 'd'].filter((key) => map.has(key));

  it('lets go of what was asked for longest ago', () => {
    const map = new RecentMap<string>(2);
    map.set('a', '1');
    map.set('b', '2');
    assert.equal(map.get('a'), '1');
    map.set('c', '3');
    assert.deepEqual(keys(map), ['a', 'c']);
    map.set('a', '4');
    assert.deepEqual([map.get('a'), map.get('b'), keys(map)], ['4', undefined, ['a', 'c']]);
  });

  it('goes by what values take, and keeps the last one, however much that is', () => {
    const map = new RecentMap<string>(5, (value) => value.length);
    for (const [key, value] of Object.entries({ a: '12', b: '12', c: '1' })) map.set(key, value);
    assert.deepEqual(keys(map), ['a', 'b', 'c']);
    map.delete('a');
    map.set('d', '12');
    assert.deepEqual(keys(map), ['b', 'c', 'd']);
    map.set('a', '1234567');
    assert.deepEqual(keys(map), ['a']);
  });
});
