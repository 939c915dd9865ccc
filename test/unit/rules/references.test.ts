import assert from 'node:assert/strict';
import { lintTemplate } from '../../../src/lint/lintTemplate';
import { Projects } from '../../../src/lint/project';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../support/memoryFiles';
import { lint } from '../../support/templates';

describe('iso-checksum-none', () => {
  const id = 'iso-checksum-none';

  for (const source of [
    { type: 'qemu', iso_checksum: 'none' },
    { type: 'qemu', iso_checksum: '', iso_checksum_type: 'none' },
    { type: 'virtualbox-iso', iso_checksum: 'NONE', iso_url: 'x.iso' },
  ])
    it(`finds ${JSON.stringify(source)}`, () => assert.equal(lint({ builders: [source] }, {}, id).length, 1));

  it('finds it behind a variable', () => {
    const found = lint(
      { variables: { sum: 'none' }, builders: [{ type: 'qemu', iso_checksum: '{{user `sum`}}' }] },
      {},
      id,
    );
    assert.equal(found[0]?.at, '"{{user `sum`}}"');
  });

  for (const source of [
    { type: 'qemu', iso_checksum: 'sha256:abc' },
    { type: 'qemu' },
    { type: 'qemu', iso_checksum: '{{user `x`}}' },
    { type: 'qemu', iso_checksum: 'file:none.txt' },
  ])
    it(`says nothing of ${JSON.stringify(source)}`, () =>
      assert.deepEqual(lint({ builders: [source] }, {}, id), []));
});

describe('iso-checksum-none, where another builder has the same ISO', () => {
  const iso_url = 'https://example.test/server.iso';
  const sum = `sha256:${'a1'.repeat(32)}`;
  const bare = { type: 'qemu', iso_url, iso_checksum: 'none' };
  const fixesOf = (...others: object[]) =>
    (lint({ builders: [bare, ...others] }, {}, 'iso-checksum-none')[0]?.fixes ?? []).flatMap(({ edits }) =>
      edits.map(({ newText }) => newText),
    );

  it('takes over its checksum', () => {
    const lists = { type: 'virtualbox-iso', iso_urls: ['server.iso', iso_url], iso_checksum: sum };
    assert.deepEqual(fixesOf({ ...bare, name: 'b', iso_checksum: sum }), [`"${sum}"`]);
    assert.deepEqual(fixesOf(lists), [`"${sum}"`]);
  });

  for (const [name, other] of [
    ['of another ISO', { iso_url: 'https://example.test/other.iso', iso_checksum: sum }],
    ['that is none', { iso_checksum: 'none' }],
    ['in a file, which may change', { iso_checksum: 'file:https://example.test/SHA256SUMS' }],
    ['behind a variable', { iso_checksum: '{{user `sum`}}' }],
    ['of another kind', { iso_checksum: 'a1'.repeat(32), iso_checksum_type: 'sha256' }],
  ] as const)
    it(`takes over none ${name}`, () => assert.deepEqual(fixesOf({ ...bare, name: 'b', ...other }), []));

  it('takes over none where two say different things', () => {
    const other = { ...bare, name: 'c', iso_checksum: 'b2'.repeat(20) };
    assert.deepEqual(fixesOf({ ...bare, name: 'b', iso_checksum: sum }, other), []);
  });
});

describe('file-missing', () => {
  const id = 'file-missing';
  const template = (provisioner: Record<string, unknown>) => ({
    builders: [{ type: 'null' }],
    provisioners: [provisioner],
  });

  it('finds a script that is not there, at its name', () => {
    const found = lint(
      template({ type: 'powershell', scripts: ['scripts/a.ps1', 'scripts/b.ps1'] }),
      { '/project/scripts/a.ps1': '' },
      id,
    );
    assert.deepEqual(
      found.map(({ at, severity }) => [at, severity]),
      [['"scripts/b.ps1"', 'error']],
    );
    assert.match(found[0]?.message ?? '', /^The script 'scripts\/b\.ps1' does not exist/);
  });

  for (const [name, provisioner] of [
    ['a script that is there', { type: 'shell', script: 'a.sh' }],
    ['a script with {{template_dir}}', { type: 'shell', script: '{{template_dir}}/a.sh' }],
    ['a script with {{pwd}}', { type: 'shell', script: '{{pwd}}/a.sh' }],
    ['a folder to upload', { type: 'file', source: 'files', destination: '/x' }],
    ['a path that only the build knows', { type: 'shell', script: '{{env `S`}}/a.sh' }],
    ['an inline step', { type: 'shell', inline: ['a'] }],
    ['a file that a step downloads', { type: 'file', source: '/x', destination: 'y', direction: 'download' }],
  ] as const)
    it(`says nothing of ${name}`, () => {
      assert.deepEqual(lint(template(provisioner), { '/project/a.sh': '', '/project/files/x': '' }, id), []);
    });

  it('says nothing where the root of the project is the base', () => {
    const files = { '/scripts/a.ps1': '', '/scripts/b.ps1': '' };
    assert.deepEqual(
      lint(template({ type: 'powershell', scripts: ['scripts/a.ps1', 'scripts/b.ps1'] }), files, id),
      [],
    );
  });

  describe('of paths made of the default of a variable, which a build may replace,', () => {
    const files = { '/project/web/Autounattend.xml': '', '/project/setup.ps1': '' };
    const vm = (...floppy: string[]) => ({ type: 'qemu', floppy_files: [...floppy, 'setup.ps1'] });
    const found = (variables: Record<string, string>, ...floppy: string[]) =>
      lint({ variables, builders: [vm(...floppy)] }, files, id).map(({ at, severity, message }) => ({
        at,
        severity,
        message: message.replace(/^.*? (?:do|does) not exist/, '… not exist'),
      }));

    it('says at the variable that several lead nowhere', () =>
      assert.deepEqual(found({ kind: 'box' }, '{{user `kind`}}/Autounattend.xml', '{{user `kind`}}/b.cmd'), [
        {
          at: '"box"',
          severity: 'warning',
          message: '… not exist. The build fails unless it is given another value for the variable.',
        },
      ]));

    it('warns of a single one, at its place', () =>
      assert.deepEqual(
        found({ file: 'box/Autounattend.xml', name: '{{user `file`}}' }, '{{user `name`}}').map(
          ({ at, severity }) => [at, severity],
        ),
        [['"{{user `name`}}"', 'warning']],
      ));

    it('is sure of those beside it', () =>
      assert.deepEqual(
        found({ kind: 'box' }, '{{user `kind`}}/Autounattend.xml', 'b.cmd').map(({ severity }) => severity),
        ['warning', 'error'],
      ));

    it('knows it in HCL2 by the expression around it, and a local for what it is', () => {
      const severities = (expression: string) => {
        const path = '/project/w.pkr.hcl';
        const text = `variable "kind" {
  default = "box"
}
locals {
  of_kind = "\${var.kind}/a.xml"
  kind    = "box"
}
source "qemu" "x" {
  floppy_files = [${expression}, "setup.ps1"]
}
build {
  sources = ["qemu.x"]
}
`;
        const all = memoryFiles({ ...files, [path]: text });
        const template = readTemplate(path, all);
        assert.ok(template);
        return lintTemplate(template, new Projects(all).ofFolder(template.folder))
          .findings.filter(({ rule }) => rule === id)
          .map(({ severity }) => severity);
      };
      assert.deepEqual(severities('"${var.kind}/a.xml"'), ['warning']);
      assert.deepEqual(severities('local.of_kind'), ['warning']);
      assert.deepEqual(severities('lower("${var.kind}/a.xml")'), ['warning']);
      assert.deepEqual(severities('"${local.kind}/a.xml"'), ['error']);
    });
  });

  it('says from where the others are found', () => {
    const found = lint(
      template({ type: 'powershell', scripts: ['scripts/a.ps1', 'scripts/b.ps1'] }),
      { '/scripts/a.ps1': '' },
      id,
    );
    assert.match(found[0]?.message ?? '', /in '\.', where the other files are found/);
  });

  it('wants a folder where a folder is needed', () => {
    const found = lint({ builders: [{ type: 'qemu', http_directory: 'http' }] }, { '/project/http': '' }, id);
    assert.match(found[0]?.message ?? '', /^The folder 'http'/);
  });

  it('hardly speaks of what may be on another machine', () => {
    for (const script of ['/usr/share/virtio/x.ps1', '{{template_dir}}/../../elsewhere/x.ps1'])
      assert.deepEqual(
        lint(template({ type: 'shell', script }), {}, id, '/project').map(({ severity }) => severity),
        ['hint'],
        script,
      );
  });

  it('puts no other file of this project in its place', () => {
    const beside = { '/project/scripts/x.ps1': '' };
    const found = lint(
      template({ type: 'shell', script: '/usr/share/scripts/x.ps1' }),
      beside,
      id,
      '/project',
    );
    assert.deepEqual(
      found.map(({ severity, fixes }) => [severity, fixes]),
      [['hint', []]],
    );
  });

  it('hardly speaks of a template that is built from another folder', () => {
    const found = lint(
      template({ type: 'shell', scripts: ['../../common/a.sh', '../../common/b.sh', 'c.sh'] }),
      { '/project/c.sh': '' },
      id,
      '/project',
    );
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ['hint', 'hint'],
    );
  });

  it('leaves a string with commas, which Packer makes a list of, alone', () =>
    assert.deepEqual(lint(template({ type: 'shell', scripts: 'a.sh,b.sh' }), {}, id), []));

  it('takes a pattern for what it matches', () => {
    const files = { '/project/scripts/a.ps1': '' };
    assert.deepEqual(lint({ builders: [{ type: 'qemu', floppy_files: ['scripts/*.ps1'] }] }, files, id), []);
    assert.equal(
      lint({ builders: [{ type: 'qemu', floppy_files: ['scripts/*.cmd'] }] }, files, id).length,
      1,
    );
  });

  it('tells a name in other capitals, which Windows finds and Linux does not', () => {
    const found = lint(
      template({ type: 'powershell', script: 'scripts/Provision.ps1' }),
      { '/project/scripts/provision.ps1': '' },
      id,
    );
    assert.deepEqual(
      found.map(({ severity, fixes }) => [severity, fixes[0]?.edits[0]?.newText]),
      [['warning', 'scripts/provision.ps1']],
    );
    assert.match(found[0]?.message ?? '', /is spelled 'scripts\/provision\.ps1' on disk/);
  });

  it('takes a base of other capitals for one, keeps what is written besides the names, and leaves Hyper-V, which runs on Windows, nearly alone', () => {
    const files = { '/Scripts/Win/a.ps1': '', '/Scripts/Win/b.ps1': '' };
    const scripts = ['./SCRIPTS//win/a.ps1', 'scripts/win/b.ps1', 'scripts/win/c.ps1'];
    const found = lint(template({ type: 'powershell', scripts }), files, id);
    assert.deepEqual(
      found.map(({ severity, fixes }) => [severity, fixes[0]?.edits[0]?.newText]),
      [
        ['warning', './Scripts//Win/a.ps1'],
        ['warning', 'Scripts/Win/b.ps1'],
        ['error', undefined],
      ],
    );
    assert.match(found[2]?.message ?? '', /in '\.', where the other files are found/);
    const hyperv = {
      ...template({ type: 'powershell', scripts: scripts.slice(0, 2) }),
      builders: [{ type: 'hyperv-iso' }],
    };
    assert.deepEqual(
      lint(hyperv, files, id).map(({ severity }) => severity),
      ['hint', 'hint'],
    );
  });

  it('does not choose between two spellings', () => {
    const files = { '/project/A.ps1': '', '/project/a.PS1': '' };
    const found = lint(template({ type: 'powershell', script: 'a.ps1' }), files, id);
    assert.deepEqual(
      found.map(({ severity, fixes }) => [severity, fixes]),
      [['error', []]],
    );
  });

  for (const device of ['/dev/null', 'NUL', 'nul:', 'C:\\scripts\\NUL'])
    it(`knows that ${device} exists`, () => {
      assert.deepEqual(lint(template({ type: 'shell', script: device }), {}, id), []);
      assert.equal(lint(template({ type: 'shell', script: `${device}x` }), {}, id).length, 1);
    });

  it('does not take it for a folder', () =>
    assert.equal(lint({ builders: [{ type: 'qemu', http_directory: '/dev/null' }] }, {}, id).length, 1));

  it('writes no path that it guessed: the other paths have to prove the base', () => {
    const moved = { '/project/sub/setup.ps1': '' };
    const [unproven] = lint(template({ type: 'powershell', script: 'setup.ps1' }), moved, id);
    assert.match(unproven?.message ?? '', /Did you mean 'sub\/setup\.ps1'\?/);
    assert.deepEqual(unproven?.fixes, []);
    const scripts = ['setup.ps1', 'proof.ps1'];
    const [proven] = lint(
      template({ type: 'powershell', scripts }),
      { ...moved, '/project/proof.ps1': '' },
      id,
    );
    assert.equal(proven?.fixes[0]?.edits[0]?.newText, 'sub/setup.ps1');
    const [either] = lint(
      template({ type: 'powershell', scripts }),
      { ...moved, '/project/proof.ps1': '', '/proof.ps1': '' },
      id,
    );
    assert.deepEqual(either?.fixes, []);
    const [twice] = lint(
      template({ type: 'powershell', scripts }),
      { ...moved, '/project/proof.ps1': '', '/project/other/setup.ps1': '' },
      id,
    );
    assert.deepEqual(twice?.fixes, []);
  });

  it('finds from paths that lead back into the project that Packer is started above it', () => {
    const files = { '/repo/windows/answer/a.xml': '', '/repo/windows/a.ps1': '' };
    const text = JSON.stringify({
      builders: [{ type: 'qemu', floppy_files: ['windows/answer/a.xml', 'windows/b.xml'] }],
      provisioners: [{ type: 'shell', script: 'windows/a.ps1' }],
    });
    const source = memoryFiles({ ...files, '/repo/windows/t.json': text }, '/repo/windows');
    const read = readTemplate('/repo/windows/t.json', source);
    assert.ok(read);
    const { findings } = lintTemplate(read, new Projects(source).ofFolder('/repo/windows'));
    const missing = findings.filter(({ rule }) => rule === id);
    assert.deepEqual(
      missing.map(({ message }) => message.replace(/,.*/, '')),
      ["The file 'windows/b.xml' does not exist in '..'"],
    );
  });

  it('names a path that the template makes absolute as it is seen from the working folder', () => {
    for (const script of ['{{template_dir}}/a.sh', '{{template_dir}}/../project/a.sh'])
      assert.match(lint(template({ type: 'shell', script }), {}, id)[0]?.message ?? '', /'project\/a\.sh'/);
    const written = lint(template({ type: 'shell', script: '/opt/a.sh' }), {}, id, '/project');
    assert.match(written[0]?.message ?? '', /'\/opt\/a\.sh'/);
  });

  const scripts = (...names: string[]) => names.map((name) => `scripts/${name}.sh`);

  it('gives one hint for a template of which most files exist nowhere', () => {
    const [all, files] = [scripts('a', 'b', 'c', 'd', 'e', 'f'), { '/project/scripts/f.sh': '' }];
    const found = lint(template({ type: 'shell', scripts: all }), files, id);
    assert.deepEqual(
      found.map(({ at, severity }) => [at, severity]),
      [['"scripts/a.sh"', 'hint']],
    );
    assert.match(found[0]?.message ?? '', /^5 of 6 files .* laid over another repository/);
  });

  it('speaks of each where they are few, or not most of them', () => {
    const few = lint(template({ type: 'shell', scripts: scripts('a', 'b', 'c', 'd') }), {}, id);
    assert.deepEqual(
      few.map(({ severity }) => severity),
      ['error', 'error', 'error', 'error'],
    );
    const half = ['f', 'g', 'h', 'i', 'j'];
    const found = lint(
      template({ type: 'shell', scripts: scripts('a', 'b', 'c', 'd', 'e', ...half) }),
      Object.fromEntries(half.map((name) => [`/project/scripts/${name}.sh`, ''])),
      id,
    );
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ['error', 'error', 'error', 'error', 'error'],
    );
  });
});
