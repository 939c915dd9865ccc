import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unixReport } from '../../../src/lint/report/unix';
import { severities } from '../../../src/rules/finding';
import { memoryFiles } from '../../support/memoryFiles';

describe('the problem matcher of package.json', () => {
  const manifest = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
    contributes: { problemMatchers: { name: string; pattern: { regexp: string } }[] };
  };
  const ours = manifest.contributes.problemMatchers.find(({ name }) => name === 'boxwright');
  const pattern = new RegExp(ours?.pattern.regexp ?? '');

  it('reads every line of the report with --format unix', () => {
    const files = ['/p/a/windows.json', '/p/Vagrantfile', '/p/a b/vagrantfile-windows.template'];
    const findings = files.flatMap((at) =>
      severities.map((severity) => ({
        rule: 'file-missing',
        severity,
        message: `It is 'x': error: and 1:2: [y].`,
        location: { path: at, span: { start: 2, end: 3 } },
        related: [{ message: 'Here', location: { path: at, span: { start: 0, end: 1 } } }],
        fixes: [],
      })),
    );
    const sources = memoryFiles(Object.fromEntries(files.map((name) => [name, '\n  x'])));
    const lines = unixReport({ findings, files, sources, cwd: '/p' }).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => pattern.exec(line)?.slice(1)),
      findings.map(({ severity, message, rule, location }) => [
        path.posix.relative('/p', location.path),
        '2',
        '2',
        severity,
        message,
        rule,
      ]),
    );
  });
});
