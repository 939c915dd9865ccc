import assert from 'node:assert/strict';
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

  it('says from where the others are found', () => {
    const found = lint(
      template({ type: 'powershell', scripts: ['scripts/a.ps1', 'scripts/b.ps1'] }),
      { '/scripts/a.ps1': '' },
      id,
    );
    assert.match(found[0]?.message ?? '', /in \.\., where the other files are found/);
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
    assert.match(found[0]?.message ?? '', /Did you mean 'scripts\/provision\.ps1'\?/);
  });
});
