import assert from 'node:assert/strict';
import path from 'node:path';
import type { KnownSubject } from '../../../../src/analysis/protocol';
import { KnownSubjects } from '../../../../src/editor/lint/knownSubjects';

const at = (name: string) => path.resolve('/w', name);
const subject = (
  name: string,
  read: readonly string[],
  changes: Partial<KnownSubject> = {},
): KnownSubject => ({
  key: at(name),
  kind: 'template',
  builds: 1,
  files: [at(name)],
  read: [name, ...read].map(at),
  ...changes,
});

describe('what the analysis has linted', () => {
  let known: KnownSubjects;
  const a = subject('a.json', ['a.sh', 'shared.ps1', 'boxwright.json']);
  const b = subject('b.json', ['shared.ps1']);
  beforeEach(() => {
    known = new KnownSubjects();
    known.take([b, a]);
  });
  const leading = (name: string) => known.dependentsOf(at(name)).map(({ key }) => path.basename(key));

  it('is what a file belongs to or is led to by, in the order of their keys', () => {
    assert.deepEqual(leading('a.sh'), ['a.json']);
    assert.deepEqual(leading('a.json'), ['a.json']);
    assert.deepEqual(leading('shared.ps1'), ['a.json', 'b.json']);
    assert.deepEqual(known.dependentsOf(at('b.json')), [b]);
    assert.deepEqual(leading('other.ps1'), []);
  });

  it('has all files that were read for it', () => {
    assert.deepEqual(known.filesReadFor(at('a.json')), a.read);
    assert.deepEqual(known.filesReadFor(at('a.sh')), []);
    assert.deepEqual([known.has(at('a.json')), known.has(at('a.sh'))], [true, false]);
  });

  it('is as it was told last', () => {
    const next = subject('a.json', ['new.sh'], { builds: 2 });
    known.take([next]);
    assert.deepEqual(leading('a.sh'), []);
    assert.deepEqual(leading('shared.ps1'), ['b.json']);
    assert.deepEqual(known.dependentsOf(at('new.sh')), [next]);
    assert.deepEqual(known.filesReadFor(at('a.json')), next.read);
  });

  it('is no more when it is gone, and the rest stays', () => {
    known.take([{ key: at('a.json'), gone: true }]);
    assert.equal(known.has(at('a.json')), false);
    assert.deepEqual([leading('a.sh'), leading('shared.ps1')], [[], ['b.json']]);
    known.take([{ key: at('nosuch.json'), gone: true }]);
    assert.deepEqual(leading('shared.ps1'), ['b.json']);
  });

  it('is nothing when the analysis begins anew', () => {
    known.clear();
    assert.deepEqual(['a.json', 'b.json', 'shared.ps1'].map(leading), [[], [], []]);
    known.take([a]);
    assert.deepEqual(leading('shared.ps1'), ['a.json']);
  });
});
