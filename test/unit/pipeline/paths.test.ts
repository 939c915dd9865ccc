import assert from 'node:assert/strict';
import path from 'node:path';
import { baseFolder, matchingNames } from '../../../src/pipeline/paths/baseFolder';
import { references } from '../../../src/pipeline/paths/references';
import { similarPath } from '../../../src/pipeline/paths/similarPath';
import { readTemplate } from '../../../src/pipeline/template/readTemplate';
import { memoryFiles } from '../../support/memoryFiles';
import { templateOf } from '../../support/templates';

describe('references', () => {
  it('are in blocks, too', () => {
    const template = templateOf({
      builders: [
        { type: 'docker', name: 'd', build: { path: 'Dockerfile', build_dir: 'ctx' } },
        { type: 'lxc', name: 'l', config_file: 'lxc.conf' },
      ],
      provisioners: [
        { type: 'goss', tests: ['goss/goss.yaml'] },
        { type: 'inspec', profile: './profile' },
        { type: 'inspec', profile: 'https://example.test/profile' },
        { type: 'inspec', profile: 'dev-sec/linux-baseline' },
      ],
      'post-processors': [
        {
          type: 'vagrant',
          override: { virtualbox: { include: ['info.json'], vagrantfile_template: 'vb.rb' }, other: 'x' },
        },
      ],
    });
    assert.deepEqual(
      references(template).map(({ setting, value }) => [setting, value.text]),
      [
        ['path', 'Dockerfile'],
        ['build_dir', 'ctx'],
        ['tests', 'goss/goss.yaml'],
        ['profile', './profile'],
        ['vagrantfile_template', 'vb.rb'],
        ['include', 'info.json'],
        ['config_file', 'lxc.conf'],
      ],
    );
  });

  it('are the paths that must exist, each once', () => {
    const template = templateOf({
      builders: [
        {
          type: 'virtualbox-iso',
          name: 'a',
          floppy_files: ['a.xml', 'b.ps1'],
          http_directory: 'http',
          iso_url: 'x.iso',
        },
        { type: 'amazon-ebs', name: 'b', user_data_file: 'u.txt' },
      ],
      provisioners: [
        { type: 'powershell', scripts: ['s.ps1', '{{user `x`}}'] },
        { type: 'shell-local', script: 'l.sh' },
        { type: 'file', source: 'up/', destination: 'C:/' },
        { type: 'file', source: '/guest/log', destination: 'log', direction: 'download' },
        { type: 'file', source: 'made.txt', destination: 'C:/', generated: true },
        { type: 'windows-restart', script: 'no.ps1' },
      ],
      'post-processors': [{ type: 'vagrant', vagrantfile_template: 'v.rb' }],
    });
    assert.deepEqual(
      references(template).map(({ setting, value, expected }) => [setting, value.text, expected]),
      [
        ['http_directory', 'http', 'folder'],
        ['floppy_files', 'a.xml', 'any'],
        ['floppy_files', 'b.ps1', 'any'],
        ['scripts', 's.ps1', 'file'],
        ['script', 'l.sh', 'file'],
        ['source', 'up/', 'any'],
        ['vagrantfile_template', 'v.rb', 'file'],
        ['user_data_file', 'u.txt', 'file'],
      ],
    );
  });
});

describe('baseFolder', () => {
  const read = (files: Record<string, string>) => {
    const source = memoryFiles(files, '/repo');
    const template = readTemplate('/repo/templates/win/t.json', source);
    assert.ok(template);
    return baseFolder(template, source);
  };
  const template = JSON.stringify({
    builders: [{ type: 'null' }],
    provisioners: [{ type: 'powershell', scripts: ['scripts/a.ps1', 'scripts/b.ps1', 'c.ps1'] }],
  });

  it('is the folder from which most references exist', () => {
    const files = {
      '/repo/templates/win/t.json': template,
      '/repo/scripts/a.ps1': '',
      '/repo/scripts/b.ps1': '',
    };
    assert.equal(read(files), '/repo');
    assert.equal(read({ ...files, '/repo/templates/win/c.ps1': '' }), '/repo');
  });

  it('is the folder of the template when nothing speaks against it', () => {
    assert.equal(read({ '/repo/templates/win/t.json': template }), '/repo/templates/win');
  });

  it('is never above the root of the project', () => {
    const files = { '/repo/templates/win/t.json': template, '/scripts/a.ps1': '', '/scripts/b.ps1': '' };
    assert.equal(read(files), '/repo/templates/win');
  });
});

describe('matchingNames', () => {
  for (const [pattern, yes, no] of [
    ['*.ps1', 'a.ps1', 'a.ps1x'],
    ['a?.ps1', 'ab.ps1', 'a.ps1'],
    ['[ab].xml', 'b.xml', 'c.xml'],
    ['[^ab].xml', 'c.xml', 'b.xml'],
    ['a+b(1).*', 'a+b(1).txt', 'aab1.txt'],
    ['[a-c]*', 'b1', '[a-c]1'],
  ] as const)
    it(`matches as Go does: ${pattern}`, () =>
      assert.deepEqual(matchingNames('/t', pattern, memoryFiles({ [`/t/${yes}`]: '', [`/t/${no}`]: '' })), [
        yes,
      ]));

  for (const pattern of ['[z-a].txt', '[a', '[', '[^', '[a-'])
    it(`matches nothing with what is no pattern: ${pattern}`, () =>
      assert.deepEqual(matchingNames('/t', pattern, memoryFiles({ '/t/a.txt': '', '/t/[a': '' })), []));
});

describe('similarPath', () => {
  const files = memoryFiles({
    '/p/scripts/Setup.ps1': '',
    '/p/scripts/sub/other.ps1': '',
    '/p/a/twice.ps1': '',
    '/p/b/twice.ps1': '',
  });

  it('finds a name in other capitals, and a file that moved', () => {
    assert.equal(similarPath('/p', 'scripts/setup.ps1', files), 'scripts/Setup.ps1');
    assert.equal(similarPath('/p', 'other.ps1', files), 'scripts/sub/other.ps1');
  });

  it('does not choose between two', () => {
    assert.equal(similarPath('/p', 'twice.ps1', files), undefined);
    assert.equal(similarPath('/p', 'none.ps1', files), undefined);
  });

  it('does not lead into what is not of the project, but to what a build has made', () => {
    const others = memoryFiles({
      '/p/node_modules/one.ps1': '',
      '/p/.vagrant/two.ps1': '',
      '/p/packer_cache/three.iso': '',
      '/p/output-x/four.ovf': '',
    });
    for (const name of ['one.ps1', 'two.ps1', 'three.iso'])
      assert.equal(similarPath('/p', name, others), undefined, name);
    assert.equal(similarPath('/p', 'four.ovf', others), 'output-x/four.ovf');
  });

  it('writes forward slashes on Windows too', () => {
    const windows = memoryFiles({ 'C:\\p\\scripts\\Setup.ps1': '' }, 'C:\\p', path.win32);
    assert.equal(similarPath('C:\\p', 'scripts/setup.ps1', windows), 'scripts/Setup.ps1');
  });
});
