import assert from 'node:assert/strict';
import path from 'node:path';
import { Dropped } from '../../../src/analysis/dropped';

const at = (name: string) => path.resolve('/w', name);

describe('what hung the analysis', () => {
  let dropped: Dropped;
  beforeEach(() => {
    dropped = new Dropped();
    dropped.add(at('lab/a.json'));
  });

  it('is left alone, and nothing else is', () => {
    assert.equal(dropped.has(at('lab/a.json')), true);
    assert.equal(dropped.has(at('lab/b.json')), false);
    assert.equal(dropped.has(at('lab')), false);
    assert.deepEqual(dropped.all, [at('lab/a.json')]);
  });

  for (const changed of ['lab/a.json', 'lab/b.sh', 'lab/scripts/b.sh'])
    it(`is looked at again when something in its folder changes: ${changed}`, () => {
      dropped.lift(at(changed));
      assert.equal(dropped.has(at('lab/a.json')), false);
      assert.deepEqual(dropped.all, []);
    });

  for (const changed of ['a.json', 'laboratory/a.json', 'other/lab/a.json'])
    it(`stays where something else changes: ${changed}`, () => {
      dropped.lift(at(changed));
      assert.equal(dropped.has(at('lab/a.json')), true);
    });

  it('is also a folder that is one template, with all that is in it', () => {
    dropped.add(at('hcl'));
    dropped.lift(at('hcl/b.pkr.hcl'));
    assert.deepEqual(dropped.all, [at('lab/a.json')]);
  });

  it('is nothing at first', () => {
    const none = new Dropped();
    none.lift(at('lab/a.json'));
    assert.equal(none.has(at('lab/a.json')), false);
    assert.deepEqual(none.all, []);
  });
});
