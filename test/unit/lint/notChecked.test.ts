import assert from 'node:assert/strict';
import { lintPaths, UnreadablePath } from '../../../src/lint/lintPaths';

import { notCheckedId } from '../../../src/lint/notChecked';
import type { Rule } from '../../../src/rules/rule';
import { rules } from '../../../src/rules/rules';
import { memoryFiles } from '../../support/memoryFiles';
import { loadTestReader } from '../../support/ruleTests';

const template =
  '{"builders": [{"type": "virtualbox-iso", "iso_url": "http://example.com/a.iso", "iso_checksum": "sha256:a", "iso_checksum_type": "sha256", "ssh_username": "a", "shutdown_command": "poweroff"}]}';
const files = memoryFiles({ '/p/a.json': template, '/p/b.json': template, '/p/c.txt': '' }, '/p');

/** Fails at one file. */
const failing: Rule = {
  id: 'failing',
  severity: 'info',
  category: 'template',
  since: '0.1.0',
  summary: '',
  fixes: [],
  *check({ template: { path, builds } }) {
    for (const { typeLocation } of builds) yield { message: 'Found.', location: typeLocation };
    if (path === '/p/a.json') throw new RangeError('too many');
  },
};

describe('What could not be checked', () => {
  const lint = async (paths: readonly string[], source = files) => {
    const { findings } = await lintPaths(paths, source, [failing, ...rules], loadTestReader);
    return findings.map(({ rule, location }) => `${location.path} ${rule}`);
  };

  it('is told at the file at which a rule fails, beside what all others find', async () =>
    assert.deepEqual(await lint(['/p']), [
      '/p/a.json not-checked',
      '/p/a.json removed-key',
      '/p/b.json failing',
      '/p/b.json removed-key',
    ]));

  it('is told at the file that cannot be read as what it is', async () => {
    const broken = {
      ...files,
      read: (path: string) => (path === '/p/a.json' ? assert.fail('broken') : files.read(path)),
    };
    assert.deepEqual(await lint(['/p'], broken), [
      '/p/a.json not-checked',
      '/p/b.json failing',
      '/p/b.json removed-key',
    ]);
  });

  it('is told at a script of the project that nobody may read, once', async () => {
    const withScripts = JSON.stringify({
      builders: [{ type: 'null' }],
      provisioners: [{ type: 'shell', scripts: ['own.sh', '/root/other.sh', 'there.sh'] }],
    });
    const all = memoryFiles(
      {
        '/p/a.json': withScripts,
        '/p/b.json': withScripts,
        '/p/own.sh': '',
        '/p/there.sh': '',
        '/root/other.sh': '',
      },
      '/p',
    );
    const isDenied = (path: string) => ['/p/own.sh', '/root/other.sh'].includes(path);
    const closed = {
      ...all,
      read: (path: string) => (isDenied(path) ? undefined : all.read(path)),
      whyUnread: (path: string) => (isDenied(path) ? ('denied' as const) : undefined),
    };
    const found = await lint(['/p'], closed);
    assert.deepEqual(
      found.filter((one) => one.endsWith('not-checked') && !one.startsWith('/p/a.json')),
      ['/p/own.sh not-checked'],
    );
    assert.ok(!(await lint(['/p'], all)).some((one) => one.includes('own.sh')));
  });

  it('is one of several paths that were named; with none that can be checked there is nothing to report', async () => {
    const [first, ...others] = await lint(['/p/b.json', '/p/none', '/p/c.txt']);
    assert.deepEqual(
      [first, ...others],
      ['/p/b.json failing', '/p/b.json removed-key', '/p/c.txt not-checked', '/p/none not-checked'],
    );
    await assert.rejects(lint(['/p/none', '/p/c.txt']), UnreadablePath);
  });

  it('is told of builds with more steps than are looked at, and nothing else is said of them', async () => {
    const made = (count: number) =>
      JSON.stringify({
        builders: Array.from({ length: count }, (_, at) => ({ type: 'null', name: `b${at}` })),
        provisioners: Array.from({ length: 300 }, () => ({
          type: 'powershell',
          inline: ['Restart-Computer'],
        })),
      });
    const found = async (count: number) =>
      (
        await lintPaths(['/p'], memoryFiles({ '/p/t.json': made(count) }, '/p'), rules, loadTestReader)
      ).findings
        .filter(({ rule }) => rule === notCheckedId)
        .map(({ message }) => message);
    assert.deepEqual(await found(100), []);
    assert.deepEqual(await found(300), [
      "All builds together have too many steps, so 133 of the 300 were not checked: those from 'b167' on. Move some of them into another template.",
    ]);
  });
});
