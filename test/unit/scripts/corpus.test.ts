import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as verdictsModule from '../../../scripts/corpus/verdicts.mjs';

describe('verdicts on the findings of others', () => {
  let verdicts: typeof verdictsModule;
  before(async () => {
    const script = path.join(REPO_ROOT, 'scripts', 'corpus', 'verdicts.mjs');
    verdicts = (await import(pathToFileURL(script).href)) as typeof verdictsModule;
  });

  const claim = {
    folder: 'a',
    rule: 'file-missing',
    severity: 'error',
    file: 'w.json',
    line: 3,
    message: 'No  x.',
  };
  const kept = ['# a remark', 'false\ta\tfile-missing\tw.json:9\tNo x.', '?\ta\tfile-missing\tw.json\tNo y.'];

  it('are found again in another line, and only by what they say', () => {
    const list = verdicts.readVerdicts(kept.join('\r\n'));
    const { judged, gone } = verdicts.compare([claim, { ...claim, message: 'No z.' }], list, new Set(['a']));
    assert.deepEqual(
      judged.map(({ verdict }) => verdict),
      ['false', undefined],
    );
    assert.deepEqual(gone, []);
  });

  it('are missed in the folders that were linted, and in no other', () => {
    const list = verdicts.readVerdicts(kept.join('\n'));
    const gone = (...folders: string[]) => verdicts.compare([], list, new Set(folders)).gone.length;
    assert.deepEqual([gone('a'), gone('b')], [1, 0]);
  });

  it('are written as they are read', () => {
    const line = verdicts.verdictLine({ ...claim, verdict: 'true' });
    assert.equal(line, 'true\ta\tfile-missing\tw.json:3\tNo x.');
    assert.equal(
      verdicts.compare([claim], verdicts.readVerdicts(line), new Set(['a'])).judged[0]?.verdict,
      'true',
    );
  });

  it('are counted by severity and rule', () => {
    const rows = verdicts.countByRule([claim, { ...claim, verdict: 'false' }, { ...claim, rule: 'other' }]);
    assert.deepEqual(
      rows.slice(1).map((row) => row.trim().split(/ {2,}/)),
      [
        ['error file-missing', '2', '0', '0', '1', '1'],
        ['error other', '1', '0', '0', '0', '1'],
        ['all', '3', '0', '0', '1', '2'],
      ],
    );
  });
});
