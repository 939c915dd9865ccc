import assert from 'node:assert/strict';
import { outerSpan } from '../../../../src/syntax/script/embeddedSource';
import { parseCloudConfig } from '../../../../src/syntax/userData/parseCloudConfig';
import { assertSoundUserData } from './support';

const config = (body: string): string => `#cloud-config\n${body}`;

const cases: readonly { what: string; body: string; parts: readonly string[]; problems?: number }[] = [
  { what: 'nothing', body: '', parts: [] },
  { what: 'no commands', body: 'packages:\n- nginx\n', parts: [] },
  { what: 'commands', body: 'runcmd:\n- apt-get update\n- "reboot"\n', parts: ['apt-get update', 'reboot'] },
  {
    what: 'bootcmd before runcmd, whatever the order',
    body: 'runcmd: [b]\nbootcmd: [a]\n',
    parts: ['a', 'b'],
  },
  { what: 'a list is a command', body: 'runcmd:\n- [ls, -l, /root]\n', parts: ['ls -l /root'] },
  {
    what: 'words with blanks and quotes',
    body: `runcmd:\n- [sh, -c, "a  b", "it's"]\n`,
    parts: [`sh -c 'a  b' 'it'"'"'s'`],
  },
  { what: 'a block', body: 'runcmd:\n  - |\n    a 1\n\n      b\n  - c\n', parts: ['a 1\n\n  b\n', 'c'] },
  {
    what: 'a block without the last line end',
    body: 'runcmd:\n- |-\n  a\n   b\n\n- c\n',
    parts: ['a\n b', 'c'],
  },
  { what: 'a blank block', body: 'runcmd:\n- |\n  \n- c\n', parts: ['', 'c'] },
  { what: 'a folded block', body: 'runcmd:\n- >-\n  a\n  b\n', parts: ['a b'] },
  { what: 'numbers and words stay text', body: 'runcmd: [true, 007, ~]\n', parts: ['true', '007', '~'] },
  { what: 'what is no text', body: 'runcmd:\n- {a: b}\n- c\n-\n', parts: ['c', ''] },
  { what: 'a key that stands twice', body: 'runcmd: [a]\nruncmd: [b]\n', parts: ['b'] },
  { what: 'a list that is not closed', body: 'runcmd: [a, b\n', parts: ['a', 'b'], problems: 1 },
  { what: 'a mistake above', body: 'a: "x\nruncmd:\n- b\n', parts: [], problems: 1 },
];

describe('parseCloudConfig', () => {
  for (const { what, body, parts, problems = 0 } of cases)
    for (const text of [config(body), config(body).replaceAll('\n', '\r\n')])
      it(`${what}${text.includes('\r') ? ', on Windows' : ''}`, () => {
        const read = parseCloudConfig(text);
        assertSoundUserData(read, text);
        assert.equal(read.form, 'cloudConfig');
        assert.deepEqual(
          read.parts.map((part) => part.text),
          parts,
        );
        assert.ok(read.parts.every(({ language }) => language === 'shell'));
        assert.equal(read.problems.length > 0, problems > 0, JSON.stringify(read.problems));
      });

  it('tells what runs at every start', () => {
    const { parts } = parseCloudConfig(config('bootcmd: [a]\nruncmd: [b]\n'));
    assert.deepEqual(
      parts.map(({ everyStart }) => everyStart),
      [true, false],
    );
  });

  it('tells what becomes of the machine', () => {
    const text = config('power_state:\n  delay: now\n  mode: reboot\n');
    const { powerState } = parseCloudConfig(text);
    assert.equal(powerState?.text, 'reboot');
    assert.equal(text.slice(powerState.span.start, powerState.span.end), 'reboot');
  });

  for (const end of ['\n', '\r\n'])
    it(`gives exact places of words, with ${JSON.stringify(end)}`, () => {
      const text = config(
        [
          'runcmd:',
          '  - echo 😀 plain',
          '  - "quoted word"',
          '  - [sh, -c, "in list"]',
          '  - |',
          '    first',
          '      second 😀 third',
          '    fourth',
          '',
        ].join('\n'),
      ).replaceAll('\n', end);
      const { parts } = parseCloudConfig(text);
      const words = ['plain', 'quoted', 'list', 'first', 'second', 'third', 'fourth'];
      for (const word of words) {
        const part = parts.find((one) => one.text.includes(word));
        assert.ok(part, word);
        const start = part.text.indexOf(word);
        const span = outerSpan(part, { start, end: start + word.length });
        assert.equal(text.slice(span.start, span.end), word);
      }
    });

  it('reads other user data too', () => {
    const { form, parts } = parseCloudConfig('<script>a</script>');
    assert.equal(form, 'tags');
    assert.equal(parts[0]?.text, 'a');
  });

  it('refuses what is too long or nested too deeply', () => {
    for (const body of ['['.repeat(1000), '- '.repeat(1000), `a: ${'x'.repeat(200_000)}`]) {
      const { parts, problems } = parseCloudConfig(config(body));
      assert.equal(parts.length, 0);
      assert.equal(problems.length, 1);
    }
  });

  it('reads every beginning', () => {
    const text = config(
      'bootcmd:\n- &a [x, "y"]\n- *a\nruncmd:\n  - |\n    a\n  - >\n    b\npower_state: {mode: reboot}\n',
    );
    for (let end = 0; end <= text.length; end++) {
      const beginning = text.slice(0, end);
      assertSoundUserData(parseCloudConfig(beginning), beginning);
    }
  });
});
