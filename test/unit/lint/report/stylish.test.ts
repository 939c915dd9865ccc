import assert from 'node:assert/strict';
import { wantsColor } from '../../../../src/lint/report/color';
import { stylishReport } from '../../../../src/lint/report/stylish';
import type { Applicability, Finding } from '../../../../src/rules/finding';
import { memoryFiles } from '../../../support/memoryFiles';

describe('the report for people', () => {
  const sources = memoryFiles({ '/p/a.json': 'one\ntwo\n', '/p/sub/b.ps1': 'three\n' }, '/p');
  const finding = (path: string, start: number, more: Partial<Finding> = {}): Finding => ({
    rule: 'file-missing',
    severity: 'error',
    message: 'The script that this step runs does not exist anywhere. The build fails.',
    location: { path, span: { start, end: start + 1 } },
    related: [],
    fixes: [],
    ...more,
  });
  const fix = (applicability: Applicability) => [{ title: '', applicability, edits: [] }];
  const report = (findings: readonly Finding[], color = false, width?: number) =>
    stylishReport({ findings, files: ['/p/a.json', '/p/sub/b.ps1'], sources, cwd: '/p' }, color, width);

  it('lists findings by file, with a count', () => {
    const related = [{ message: 'Run here.', location: { path: '/p/a.json', span: { start: 5, end: 6 } } }];
    assert.equal(
      report([
        finding('/p/a.json', 4, { message: 'Short.' }),
        finding('/p/a.json', 5, { message: 'Mended.', severity: 'info', fixes: fix('safe') }),
        finding('/p/sub/b.ps1', 0, {
          message: 'Other.',
          severity: 'warning',
          related,
          fixes: fix('unsafe'),
        }),
      ]),
      `a.json
  2:1     error   Short.  file-missing
  2:2     info    Mended.  file-missing (fixable)

sub/b.ps1
  1:1     warning Other.  file-missing (unsafe fix)
                  a.json:2:2 Run here.

1 error, 1 warning, 1 note, 2 files checked.
`,
    );
    assert.equal(report([]), 'No problems found, 2 files checked.\n');
  });

  it('wraps messages at the width of a terminal', () => {
    const text = report([finding('/p/a.json', 0)], false, 60);
    assert.equal(
      text,
      `a.json
  1:1     error   The script that this step runs does not
                  exist anywhere. The build fails.
                  file-missing

1 error, 2 files checked.
`,
    );
  });

  it('wraps nothing in a file or a terminal that is too narrow for it', () => {
    assert.equal(report([finding('/p/a.json', 0)], false, 30), report([finding('/p/a.json', 0)]));
  });

  it('measures without colors', () => {
    // eslint-disable-next-line no-control-regex
    const plain = report([finding('/p/a.json', 0)], true, 60).replace(/\x1b\[\d+m/g, '');
    assert.equal(plain, report([finding('/p/a.json', 0)], false, 60));
  });
});

describe('wantsColor', () => {
  const terminal = { isTTY: true, hasColors: () => true };
  const pipe = {};
  for (const [output, environment, wanted] of [
    [terminal, {}, true],
    [{ isTTY: true, hasColors: () => false }, {}, false],
    [pipe, {}, false],
    [terminal, { NO_COLOR: '1' }, false],
    [terminal, { NO_COLOR: '' }, true],
    [pipe, { FORCE_COLOR: '1' }, true],
    [pipe, { FORCE_COLOR: '' }, true],
    [terminal, { FORCE_COLOR: '0' }, false],
    [pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ] as const)
    it(`is ${wanted} for ${output === pipe ? 'a pipe' : 'a terminal'} with ${JSON.stringify(environment)}`, () =>
      assert.equal(wantsColor(output, environment), wanted));
});
