import assert from 'node:assert/strict';
import { lintPaths } from '../../../src/lint/lintPaths';
import { Projects } from '../../../src/lint/project';
import { projectTemplate } from '../../../src/lint/projectTemplate';
import { readPipeline } from '../../../src/pipeline/pipeline';
import { rules } from '../../../src/rules/rules';
import type { Unread } from '../../../src/text/fileSource';
import { memoryFiles } from '../../support/memoryFiles';
import { answerFile, jsonTemplate, loadTestReader } from '../../support/ruleTests';
import { unreadable } from '../../support/unreadable';

describe('what a template leads to and cannot be read', () => {
  const texts = {
    '/p/windows.json': jsonTemplate(
      { guest_os_type: 'Windows10_64', floppy_files: ['Autounattend.xml', 'winrm.ps1'] },
      { type: 'powershell', scripts: ['scripts/tools.ps1', 'scripts/more.ps1'] },
    ),
    '/p/Autounattend.xml': answerFile({ firstLogon: ['powershell -File a:\\winrm.ps1'] }),
    '/p/winrm.ps1': 'Enable-PSRemoting -Force\n',
    '/p/scripts/tools.ps1': 'Get-Date\n',
    '/p/scripts/more.ps1': 'Get-Date\n',
  };
  const lint = async (unread: Record<string, Unread>, path = '/p/windows.json', more = {}, root = '/') => {
    const files = unreadable(memoryFiles({ ...texts, ...more }, root), unread);
    const { findings } = await lintPaths([path], files, rules, loadTestReader);
    return findings.map(({ rule, message, location }) => ({ rule, message, path: location.path }));
  };
  const ofFile = async (...given: Parameters<typeof lint>) =>
    (await lint(...given)).map(({ rule, path }) => `${path} ${rule}`);

  for (const why of ['denied', 'notText', 'tooLarge'] as const)
    for (const file of ['/p/Autounattend.xml', '/p/winrm.ps1', '/p/scripts/tools.ps1'])
      it(`is not checked, and nothing is said of it: ${file}, ${why}`, async () =>
        assert.deepEqual(
          (await ofFile({ [file]: why })).filter(
            (one) => one.startsWith(file) || one.includes('not-checked'),
          ),
          [`${file} not-checked`],
        ));

  it('is all in a folder that is closed, and none of it is missing', async () =>
    assert.deepEqual(
      (await ofFile({ '/p/scripts': 'denied' })).filter((one) => /scripts|missing/.test(one)),
      ['/p/scripts/more.ps1 not-checked', '/p/scripts/tools.ps1 not-checked'],
    ));

  it('is nothing of another project: somebody else may build with that', async () => {
    const more = {
      '/q/a.json': jsonTemplate({}, { type: 'powershell', script: '../etc/secret.ps1' }),
      '/etc/secret.ps1': '',
    };
    const told = async (root: string) =>
      (await ofFile({ '/etc/secret.ps1': 'denied' }, '/q/a.json', more, root)).filter((one) =>
        one.startsWith('/etc'),
      );
    assert.deepEqual(await told('/'), ['/etc/secret.ps1 not-checked']);
    assert.deepEqual(await told('/q'), []);
  });

  it('is no archive that is only uploaded, and no image in a folder for HTTP', async () => {
    const more = {
      '/l/a.pkr.hcl': `source "proxmox-iso" "debian-12" {
  ssh_username   = "root"
  http_directory = "http"
}
build {
  sources = ["source.proxmox-iso.debian-12"]
  provisioner "file" {
    source      = "app.tar"
    destination = "/tmp/app.tar"
  }
  provisioner "shell" {
    inline = ["apt-get install -y qemu-guest-agent"]
  }
}
`,
      '/l/app.tar': '',
      '/l/http/seed.iso': '',
    };
    const rulesOf = async (unread: Record<string, Unread>) =>
      (await lint(unread, '/l/a.pkr.hcl', more)).map(({ rule }) => rule);
    const readable = await rulesOf({});
    assert.ok(readable.includes('linux-image-not-sealed'), readable.join());
    assert.deepEqual(await rulesOf({ '/l/app.tar': 'notText', '/l/http/seed.iso': 'tooLarge' }), readable);
  });

  it('is told once, however many lead to it, and found in a search', async () => {
    const more = { '/p/other.json': texts['/p/windows.json'] };
    for (const file of ['/p/Autounattend.xml', '/p/winrm.ps1'])
      assert.deepEqual(
        (await ofFile({ [file]: 'denied' }, '/p', more)).filter((one) => one.startsWith(file)),
        [`${file} not-checked`],
      );
  });

  it('is a part of an HCL2 template, or what its functions read', async () => {
    const hcl = {
      '/h/a.pkr.hcl':
        'source "null" "a" {\n  communicator = "none"\n  ssh_username = local.text\n}\nbuild {\n  sources = ["null.a"]\n}\n',
      '/h/b.pkr.hcl': 'locals {\n  text = file("text.txt")\n}\n',
      '/h/text.txt': '',
    };
    assert.deepEqual(await ofFile({}, '/h', hcl), []);
    for (const file of ['/h/b.pkr.hcl', '/h/text.txt'])
      assert.deepEqual(await ofFile({ [file]: 'denied' }, '/h/a.pkr.hcl', hcl), [`${file} not-checked`]);
  });

  it('is a script of a Vagrantfile', async () => {
    const vagrant = {
      '/v/Vagrantfile': 'Vagrant.configure("2") do |c|\n  c.vm.provision "shell", path: "a.sh"\nend\n',
      '/v/a.sh': '',
    };
    assert.deepEqual(await ofFile({ '/v/a.sh': 'tooLarge' }, '/v/Vagrantfile', vagrant), [
      '/v/a.sh not-checked',
    ]);
    assert.deepEqual(await ofFile({}, '/v/Vagrantfile', vagrant), []);
  });

  it('is no text that Packer is told to take as a program', async () => {
    const binary = {
      '/b/t.json': JSON.stringify({
        builders: [{ type: 'null', ssh_host: 'a', ssh_username: 'b', ssh_password: 'c' }],
        provisioners: [{ type: 'shell', script: 'tool', binary: true }],
      }),
      '/b/tool': '',
    };
    assert.deepEqual(await ofFile({ '/b/tool': 'notText' }, '/b/t.json', binary), []);
  });

  it('is unknown, not nothing', () => {
    const takeOver = (unread: Record<string, Unread>) => {
      const files = unreadable(memoryFiles(texts, '/p'), unread);
      const template = projectTemplate('/p/windows.json', new Projects(files).ofFolder('/p'));
      const found = template && readPipeline(template, files).timelines[0]?.takeOver;
      return found?.kind === 'unknown' ? found.why : found?.kind;
    };
    assert.equal(takeOver({ '/p/Autounattend.xml': 'denied' }), 'unreadAnswerFile');
    assert.equal(takeOver({ '/p/winrm.ps1': 'denied' }), 'unreadScript');
    assert.notEqual(takeOver({}), 'unknown');
  });
});

describe('what boxwright.json names and nothing is found at', () => {
  const template = '{"builders": [{"type": "null", "communicator": "none"}]}';
  const hcl = 'source "null" "a" {\n  communicator = "none"\n}\nbuild {\n  sources = ["null.a"]\n}\n';
  const texts = {
    '/p/t.json': template,
    '/p/lab.json': '{"a": "b"}',
    '/p/image/a.pkr.hcl': hcl,
    '/p/image/b.pkr.hcl': '',
    '/p/apart/a.pkr.hcl': hcl,
    '/p/apart/b.pkr.hcl': hcl,
    '/p/none/x.txt': '',
  };
  const lint = async (config: object, more: Record<string, string> = {}, kept: readonly string[] = []) => {
    const files = memoryFiles({ ...texts, '/p/boxwright.json': JSON.stringify(config), ...more }, '/p');
    const source = { ...files, isKeptElsewhere: (path: string) => kept.includes(path) };
    const { findings } = await lintPaths(['/p'], source, rules, loadTestReader);
    return findings
      .filter(({ rule }) => rule === 'invalid-configuration')
      .map(({ severity, message }) => `${severity} ${message}`);
  };

  for (const [config, message] of [
    [
      { varFiles: { 't.json': 'none.json' } },
      /^error 'none\.json' does not exist\. Its values are not known\./,
    ],
    [{ varFiles: { 't.json': ['lab.json', 'image'] } }, /^error 'image' is a folder, not a file/],
    [{ varFiles: { 'none.json': 'lab.json' } }, /^error 'none\.json' does not exist\. The files/],
    [{ varFiles: { 'lab.json': 'lab.json' } }, /^error 'lab\.json' is not a template/],
    [{ varFiles: { none: 'lab.json' } }, /^error 'none' is not a template/],
    [
      { varFiles: { 'image/a.pkr.hcl': 'lab.json' } },
      /^error 'image\/a\.pkr\.hcl' is only a part .* 'image'\.$/,
    ],
    [{ varFiles: { apart: 'lab.json' } }, /^error The HCL2 files in 'apart' are separate templates/],
    [{ separateTemplates: { nowhere: true } }, /^error 'nowhere' does not exist/],
    [{ separateTemplates: { 'image/a.pkr.hcl': true } }, /^error 'image\/a\.pkr\.hcl' is not a folder/],
    [{ separateTemplates: { none: true } }, /^error 'none' is not a folder with HCL2 templates/],
  ] as const)
    it(`is told: ${JSON.stringify(config)}`, async () => {
      const [found, ...others] = await lint(config);
      assert.match(found ?? '', message);
      assert.deepEqual(others, []);
    });

  it('is nothing where all is there', async () =>
    assert.deepEqual(
      await lint({
        varFiles: { 't.json': 'lab.json', image: [], 'apart/a.pkr.hcl': 'lab.json' },
        separateTemplates: { image: false },
      }),
      [],
    ));

  it('is a template with a syntax error all the same', async () =>
    assert.deepEqual(
      await lint({ varFiles: { 'bad.json': 'lab.json' } }, { '/p/bad.json': '{"builders": [' }),
      [],
    ));

  it('may be on the machine that builds, where Git ignores it', async () => {
    const [found = ''] = await lint({ varFiles: { 't.json': 'secret.json' } }, {}, ['/p/secret.json']);
    assert.match(found, /^warning 'secret\.json' does not exist/);
  });

  it('is not asked of what is extended, which may be made for others', async () => {
    const policy = { '/p/policy/boxwright.json': JSON.stringify({ varFiles: { 'none.json': 'lab.json' } }) };
    assert.deepEqual(await lint({ extends: './policy/boxwright.json' }, { '/p/policy/x': '' }), [
      "error Cannot find './policy/boxwright.json'.",
    ]);
    const found = await lint({ extends: './policy/boxwright.json' }, policy);
    assert.deepEqual(
      found.filter((one) => !one.includes('policy')),
      [],
    );
  });
});
