import assert from 'node:assert/strict';
import { parseUserData } from '../../../../src/syntax/userData/parseUserData';
import { partText } from '../../../../src/syntax/userData/userData';
import type { UserData } from '../../../../src/syntax/userData/userData';
import { wholeFile } from '../../../../src/text/embeddedText';
import { assertSoundUserData } from './support';

interface Case {
  readonly what: string;
  readonly text: string;
  readonly form: UserData['form'];
  /** Language and text of each part, in the order in which they run. */
  readonly parts?: readonly (readonly [string, string])[];
  readonly persist?: boolean;
  readonly problems?: readonly string[];
}

const cases: readonly Case[] = [
  { what: 'nothing', text: '', form: 'unknown' },
  { what: 'text that is no user data', text: 'hello\nworld', form: 'unknown' },
  { what: 'several files in one', text: 'Content-Type: multipart/mixed; boundary="x"\n', form: 'unknown' },
  {
    what: 'PowerShell in tags',
    text: '<powershell>\nrestart-service winrm\n</powershell>',
    form: 'tags',
    parts: [['powershell', '\nrestart-service winrm\n']],
  },
  {
    what: 'batch before PowerShell, whatever the order',
    text: '<powershell>b</powershell>\r\n<script>a</script>\r\n',
    form: 'tags',
    parts: [
      ['batch', 'a'],
      ['powershell', 'b'],
    ],
  },
  {
    what: 'scripts that run at every start',
    text: '<persist>true</persist><script>a</script>',
    form: 'tags',
    parts: [['batch', 'a']],
    persist: true,
  },
  {
    what: 'blanks and capitals around true',
    text: '<script>a</script>\n<persist> True\n</persist>',
    form: 'tags',
    parts: [['batch', 'a']],
    persist: true,
  },
  {
    what: 'persist that is switched off',
    text: '<script>a</script><persist>false</persist>',
    form: 'tags',
    parts: [['batch', 'a']],
  },
  {
    what: 'persist that is neither',
    text: '<persist>yes</persist>',
    form: 'tags',
    problems: ['<persist> is either true or false.'],
  },
  {
    what: 'a tag in a script is text',
    text: '<powershell>"<script>$x</script>"</powershell>',
    form: 'tags',
    parts: [['powershell', '"<script>$x</script>"']],
  },
  {
    what: 'other settings of the agents',
    text: '<powershell>a</powershell><runAsLocalSystem>true</runAsLocalSystem><detach>true</detach>',
    form: 'tags',
    parts: [['powershell', 'a']],
  },
  {
    what: 'tags behind other text',
    text: 'version: 1\n<powershell>a</powershell>',
    form: 'tags',
    parts: [['powershell', 'a']],
  },
  {
    what: 'a tag in other capitals',
    text: '<PowerShell>a</PowerShell>',
    form: 'tags',
    parts: [['powershell', 'a']],
    problems: ['The tag is only known in these capitals: <powershell>.'],
  },
  {
    what: 'a tag that stands twice',
    text: '<script>a</script><script>b</script>',
    form: 'tags',
    parts: [
      ['batch', 'a'],
      ['batch', 'b'],
    ],
    problems: ['<script> may stand here only once; of several, none may run.'],
  },
  {
    what: 'a script that is not closed yet, before another',
    text: '<script>\na\n<powershell>b</powershell>',
    form: 'tags',
    parts: [
      ['batch', '\na\n'],
      ['powershell', 'b'],
    ],
    problems: ['</script> is missing: nothing of this is run.'],
  },
  {
    what: 'a setting that is not closed ends with its line',
    text: '<persist>true\n<powershell>b',
    form: 'tags',
    parts: [['powershell', 'b']],
    persist: true,
    problems: [
      '</persist> is missing: nothing of this is run.',
      '</powershell> is missing: nothing of this is run.',
    ],
  },
  {
    what: 'a closing tag alone',
    text: 'a</script>',
    form: 'tags',
    problems: ['There is no <script> before this.'],
  },
  { what: 'tags with blanks are none', text: '<script >a</script >', form: 'unknown' },
  {
    what: '#ps1_sysnative',
    text: '#ps1_sysnative\nGet-Date',
    form: 'script',
    parts: [['powershell', '#ps1_sysnative\nGet-Date']],
  },
  { what: '#ps1_x86', text: '#ps1_x86\r\na', form: 'script', parts: [['powershell', '#ps1_x86\r\na']] },
  { what: '#ps1 in capitals', text: '#PS1\na', form: 'script', parts: [['powershell', '#PS1\na']] },
  { what: '#ps1 behind a mark', text: '\uFEFF#ps1\na', form: 'script', parts: [['powershell', '#ps1\na']] },
  { what: '#ps1 on the second line', text: '\n#ps1\na', form: 'unknown' },
  { what: '#ps1x', text: '#ps1x\na', form: 'unknown' },
  {
    what: 'tags in a script that its first line tells',
    text: '#ps1\n"<script>a</script>"',
    form: 'script',
    parts: [['powershell', '#ps1\n"<script>a</script>"']],
  },
  { what: 'rem cmd', text: 'Rem CMD\r\na', form: 'script', parts: [['batch', 'Rem CMD\r\na']] },
  ...['#!/bin/sh', '#!/bin/bash -ex', '#! /usr/bin/env bash', '#!/usr/bin/env -S bash -e'].map(
    (line): Case => ({
      what: line,
      text: `${line}\nreboot`,
      form: 'script',
      parts: [['shell', `${line}\nreboot`]],
    }),
  ),
  {
    what: 'pwsh',
    text: '#!/usr/bin/env pwsh\na',
    form: 'script',
    parts: [['powershell', '#!/usr/bin/env pwsh\na']],
  },
  { what: 'a language that is not read', text: '#!/usr/bin/python3\nimport os', form: 'script' },
  { what: 'no program', text: '#!', form: 'script' },
  { what: 'cloud-config', text: '#cloud-config\nruncmd:\n- reboot\n', form: 'cloudConfig' },
  { what: 'cloud-config on Windows', text: '#cloud-config\r\n', form: 'cloudConfig' },
];

describe('parseUserData', () => {
  for (const { what, text, form, parts = [], persist = false, problems = [] } of cases)
    it(what, () => {
      const read = parseUserData(text);
      assertSoundUserData(read, text);
      assert.equal(read.form, form);
      assert.deepEqual(
        read.parts.map((part) => [part.language, part.text]),
        parts,
      );
      assert.equal(read.persist, persist);
      assert.ok(read.parts.every(({ everyStart }) => everyStart === persist));
      assert.deepEqual(
        read.problems.map(({ message }) => message),
        problems,
      );
    });

  it('gives exact places, in UTF-16 units', () => {
    const text = '<powershell>😀\r\nb</powershell>\n<persist>true</persist>\n<script>é</script>';
    const { parts, persistSpan } = parseUserData(text);
    assert.deepEqual(
      parts.map(({ origin }) => text.slice(origin.start, origin.end)),
      ['é', '😀\r\nb'],
    );
    assert.equal(text.slice(persistSpan?.start, persistSpan?.end), '<persist>true</persist>');
  });

  it('leads from a part back to its file', () => {
    const text = '<powershell>\nRestart-Computer\n</powershell>';
    const [part] = parseUserData(text).parts;
    assert.ok(part);
    const embedded = partText(wholeFile('/a', text), part);
    const at = embedded.text.indexOf('Restart');
    const { path, span } = embedded.locate({ start: at, end: at + 16 });
    assert.equal(path, '/a');
    assert.equal(text.slice(span.start, span.end), 'Restart-Computer');
  });

  it('gives the arguments of PowerShell without the blanks around them', () => {
    const text = '<powershellArguments> -NoProfile -NonInteractive\n</powershellArguments>';
    const { powershellArguments } = parseUserData(text);
    assert.equal(powershellArguments?.text, '-NoProfile -NonInteractive');
    const { start, end } = powershellArguments.span;
    assert.equal(text.slice(start, end), '-NoProfile -NonInteractive');
  });

  const sample =
    '\uFEFF<powershell>\r\nWrite-Host "<script>"\r\n</powershell>\n<script>\necho 😀\n</script>\n' +
    '<powershellArguments>-NoProfile</powershellArguments>\n<persist>true</persist>\n';

  it('reads every beginning, and the text without any one of its characters', () => {
    for (let at = 0; at <= sample.length; at++)
      for (const text of [sample.slice(0, at), sample.slice(0, at) + sample.slice(at + 1)])
        assertSoundUserData(parseUserData(text), text);
  });

  it('takes much of anything', () => {
    for (const piece of [
      '<',
      '<script>',
      '</script>',
      '<script></script>',
      '<persist>',
      '#!',
      'x',
      ' ',
      '\r',
    ]) {
      const text = piece.repeat(Math.floor(100_000 / piece.length));
      assertSoundUserData(parseUserData(text), text);
    }
  });

  it('does not read what no cloud would take', () => {
    const text = `<script>${'x'.repeat(100_000)}</script>`;
    const { form, parts, problems } = parseUserData(text);
    assert.deepEqual([form, parts, problems.length], ['unknown', [], 1]);
  });
});
