import assert from 'node:assert/strict';
import { missingScript } from '../../../../src/language/fixes/missingScript';
import { references } from '../../../../src/pipeline/paths/references';
import { readTemplate } from '../../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../../support/memoryFiles';

describe('a script that a template names and that does not exist', () => {
  /** What would be made for the last path of a template. */
  function made(
    provisioner: Record<string, unknown>,
    {
      others = {},
      more = {},
      cwd = '/w',
    }: { others?: Record<string, string>; more?: object; cwd?: string } = {},
  ) {
    const text = JSON.stringify({ builders: [{ type: 'null' }], provisioners: [provisioner], ...more });
    const files = memoryFiles({ '/w/t.json': text, ...others }, '/w');
    const template = readTemplate('/w/t.json', files);
    const at = template && references(template).at(-1)?.value.location;
    assert.ok(template && at);
    return missingScript(template, at, cwd, files);
  }
  const shell = (script: string) => ({ type: 'shell', script });

  it('can be made, with what scripts of its kind begin with', () => {
    assert.deepEqual(made(shell('scripts/a.sh')), {
      path: '/w/scripts/a.sh',
      content: '#!/bin/sh\nset -e\n',
    });
    assert.match(made({ type: 'powershell', scripts: ['x.ps1', 'y.PS1'] })?.content ?? '', /^\$ErrorAction/);
    assert.equal(made({ type: 'windows-shell', script: 'a.cmd' })?.content, '@echo off\r\n');
    assert.deepEqual(made(shell('setup')), { path: '/w/setup', content: '' });
    assert.equal(made(shell('a.sh'), { cwd: '/w/lab' })?.path, '/w/lab/a.sh');
  });

  for (const [name, given] of [
    ['is there', made(shell('a.sh'), { others: { '/w/a.sh': '' } })],
    ['is there in other capitals', made(shell('a.sh'), { others: { '/w/A.sh': '' } })],
    ['is below a file', made(shell('a/b.sh'), { others: { '/w/a': '' } })],
    ['is outside of the project', made(shell('../a.sh'))],
    ['is outside of the project, absolute', made(shell('/tmp/a.sh'))],
    ['has a path of Windows', made(shell('scripts\\a.sh'))],
    ['has a path that is a variable’s', made(shell('{{user `s`}}'), { more: { variables: { s: 'a.sh' } } })],
    ['is none', made({ type: 'file', source: 'data.txt', destination: '/tmp/' })],
    ['is a folder', made({ type: 'file', source: 'data/', destination: '/tmp/' })],
  ] as const)
    it(`is not made where it ${name}`, () => assert.equal(given, undefined));
});
