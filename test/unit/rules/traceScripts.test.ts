import assert from 'node:assert/strict';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { traceLine, traceScripts } from '../../../src/rules/fixes/traceScripts';
import { memoryFiles } from '../../support/memoryFiles';

type Texts = Readonly<Record<string, string>>;

/** The files after tracing was added or removed, and what was left as it is. */
function change(template: string, texts: Texts, how: 'add' | 'remove', platform: NodeJS.Platform = 'linux') {
  const files = memoryFiles(texts);
  const read = readTemplate(template, files) ?? assert.fail();
  const { edits, left } = traceScripts(read, '/p', files, how, platform);
  const after: Record<string, string> = { ...texts };
  for (const { path, span, newText } of [...edits].sort((one, other) => other.span.start - one.span.start))
    after[path] = (after[path] ?? '').slice(0, span.start) + newText + (after[path] ?? '').slice(span.end);
  return { after, left, count: edits.length };
}

/** Adds tracing, and sees that removing it brings back what was there, and that nothing is done twice. */
function traced(template: string, texts: Texts) {
  const added = change(template, texts, 'add');
  assert.deepEqual(change(template, added.after, 'remove').after, texts, 'it can be taken back');
  assert.equal(change(template, added.after, 'add').count, 0, 'it is added once');
  assert.equal(change(template, texts, 'remove').count, 0, 'there is nothing to remove before');
  return added;
}

const jsonWith = (...provisioners: object[]) =>
  JSON.stringify({ builders: [{ type: 'null' }, { type: 'null', name: 'two' }], provisioners }, null, 2);

describe('tracing of shell scripts', () => {
  it('begins inline scripts, in both dialects and layouts', () => {
    const json = jsonWith({ type: 'shell', inline: ['a', 'b'] }).replace('"b"', '"b" ');
    assert.equal(
      traced('/p/a.json', { '/p/a.json': json }).after['/p/a.json'],
      json.replace('"a",', `"${traceLine}",\n        "a",`),
    );
    const hcl =
      'source "null" "a" {}\nbuild {\n  sources = ["null.a"]\n  provisioner "shell-local" {\n    inline = ["one"]\n  }\n  provisioner "shell" {\n    inline = [\n      "two",\n    ]\n  }\n}\n';
    assert.equal(
      traced('/p/a.pkr.hcl', { '/p/a.pkr.hcl': hcl }).after['/p/a.pkr.hcl'],
      hcl
        .replace('["one"]', `["${traceLine}", "one"]`)
        .replace('      "two"', `      "${traceLine}",\n      "two"`),
    );
  });

  it('follows the first line of a script that is for a shell', () => {
    const scripts = {
      '/p/bash.sh': '#!/bin/bash -e\necho a\n',
      '/p/env.sh': '#!/usr/bin/env bash\necho a\n',
      '/p/s.sh': '#!/usr/bin/env -S zsh -e\necho a\n',
      '/p/none.sh': 'echo a',
      '/p/crlf.sh': '#!/bin/sh\r\necho a\r\n',
      '/p/only.sh': '#!/bin/sh',
    };
    const names = Object.keys(scripts).map((path) => path.slice(3));
    const { after, left } = traced('/p/a.json', {
      ...scripts,
      '/p/a.json': jsonWith({ type: 'shell', script: names[0] }, { type: 'shell', scripts: names.slice(1) }),
    });
    assert.deepEqual(left, []);
    assert.equal(after['/p/bash.sh'], `#!/bin/bash -e\n${traceLine}\necho a\n`);
    assert.equal(after['/p/env.sh'], `#!/usr/bin/env bash\n${traceLine}\necho a\n`);
    assert.equal(after['/p/s.sh'], `#!/usr/bin/env -S zsh -e\n${traceLine}\necho a\n`);
    assert.equal(after['/p/none.sh'], `${traceLine}\necho a`);
    assert.equal(after['/p/only.sh'], '#!/bin/sh');
    assert.equal(after['/p/crlf.sh'], `#!/bin/sh\r\n${traceLine}\r\necho a\r\n`);
  });

  it('leaves alone what is no shell script, traces itself, is made by an expression or not there', () => {
    const texts = {
      '/p/a.pkr.hcl':
        'source "null" "a" {}\nlocals {\n  list = ["x"]\n}\nbuild {\n  sources = ["null.a"]\n  provisioner "shell" {\n    inline = local.list\n  }\n  provisioner "shell" {\n    scripts = ["own.sh", "set.sh", "p.py", "no.sh"]\n  }\n  provisioner "powershell" {\n    inline = ["x"]\n  }\n}\n',
      '/p/own.sh': '#!/bin/bash -ex\n',
      '/p/set.sh': 'set -eux\n',
      '/p/p.py': '#!/usr/bin/env python3\n',
    };
    const { count, left } = change('/p/a.pkr.hcl', texts, 'add');
    assert.equal(count, 0);
    assert.deepEqual(left, [
      { what: 'inline', why: 'expression' },
      { what: 'own.sh', why: 'traced' },
      { what: 'set.sh', why: 'traced' },
      { what: 'p.py', why: 'noShell' },
      { what: 'no.sh', why: 'missing' },
    ]);
    const python = jsonWith({ type: 'shell', inline: ['print(1)'], inline_shebang: '/usr/bin/python3' });
    assert.deepEqual(change('/p/a.json', { '/p/a.json': python }, 'add').left, [
      { what: 'inline', why: 'noShell' },
    ]);
  });

  it('does not reach into cmd, which runs local scripts on Windows', () => {
    const texts = { '/p/a.json': jsonWith({ type: 'shell-local', inline: ['a'] }) };
    assert.equal(change('/p/a.json', texts, 'add', 'win32').count, 0);
  });
});
