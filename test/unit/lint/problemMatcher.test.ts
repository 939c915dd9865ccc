import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stylishReport } from '../../../src/lint/report/stylish';
import { severities } from '../../../src/rules/finding';
import { memoryFiles } from '../../support/memoryFiles';

describe('the problem matcher of package.json', () => {
  const manifest = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
    contributes: { problemMatchers: { pattern: { regexp: string }[] }[] };
  };
  const [file, finding] = (manifest.contributes.problemMatchers[0]?.pattern ?? []).map(
    ({ regexp }) => new RegExp(regexp),
  );

  it('reads the report of the command line', () => {
    const files = ['/p/a/windows.json', '/p/Vagrantfile', '/p/vagrantfile-windows.template'];
    const findings = files.flatMap((at) =>
      severities.map((severity) => ({
        rule: 'file-missing',
        severity,
        message: `It is 'x'  and 1:2.`,
        location: { path: at, span: { start: 2, end: 3 } },
        related: [{ message: 'Here', location: { path: at, span: { start: 0, end: 1 } } }],
        fixes: severity === 'error' ? [{ title: 'x', edits: [] }] : [],
      })),
    );
    const sources = memoryFiles(Object.fromEntries(files.map((name) => [name, '\n  x'])));
    const lines = stylishReport({ findings, files, sources, cwd: '/p' }, false).split('\n');
    const places = lines.flatMap((line) => file?.exec(line)?.slice(1) ?? []);
    assert.deepEqual(places, ['a/windows.json', 'Vagrantfile', 'vagrantfile-windows.template']);
    const read = lines.flatMap((line) => {
      const match = finding?.exec(line);
      return match ? [match.slice(1)] : [];
    });
    assert.deepEqual(
      read,
      findings.map(({ severity, message, rule }) => ['2', '2', severity, message, rule]),
    );
  });
});
