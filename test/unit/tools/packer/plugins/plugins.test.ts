import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  installedPlugins,
  releasesByAddress,
} from '../../../../../src/tools/packer/plugins/installedPlugins';
import type { InstalledPlugin } from '../../../../../src/tools/packer/plugins/foundPlugins';
import { missingPlugins } from '../../../../../src/tools/packer/plugins/missingPlugins';
import { isAtLeast, satisfies } from '../../../../../src/pipeline/packer/packerVersion';
import { pluginFolders } from '../../../../../src/tools/packer/plugins/pluginFolders';
import type { PackerHost } from '../../../../../src/tools/packer/plugins/pluginFolders';
import { isCore, pluginOf } from '../../../../../src/pipeline/packer/pluginTable';
import { read } from '../../../pipeline/template/read';

describe('Versions of Packer and plugins', () => {
  it('are compared by their numbers', () => {
    assert.ok(isAtLeast('1.10.0', '1.9.9'));
    assert.ok(isAtLeast('1.10.0-dev', '1.10.0'));
    assert.ok(isAtLeast('1.7', '1.7.0'));
    assert.ok(!isAtLeast('1.6.6', '1.7.0'));
  });

  const cases: readonly [version: string, constraint: string, allowed: boolean][] = [
    ['1.2.3', '', true],
    ['1.2.3', '1.2.3', true],
    ['1.2.3', '= v1.2.3', true],
    ['1.2.3', '!= 1.2.3', false],
    ['1.2.3', '>= 1.0.0, < 1.2.3', false],
    ['1.2.3', '>1.0.0,<=1.2.3', true],
    ['1.9.9', '~> 1.2', true],
    ['2.0.0', '~> 1.2', false],
    ['1.1.0', '~> 1.2', false],
    ['1.2.9', '~> 1.2.3', true],
    ['1.3.0', '~> 1.2.3', false],
    ['2.5.0', '~> 1', false],
    ['1.2.3', 'whatever', true],
  ];
  for (const [version, constraint, allowed] of cases)
    it(`${version} is ${allowed ? '' : 'not '}'${constraint}'`, () =>
      assert.equal(satisfies(version, constraint), allowed));
});

describe('Folders of plugins', () => {
  const host = (
    env: Record<string, string> = {},
    existing: readonly string[] = [],
    platform: NodeJS.Platform = 'linux',
  ): PackerHost => ({
    platform,
    env,
    home: platform === 'win32' ? 'C:\\Users\\me' : '/home/me',
    exists: (file) => existing.includes(file),
  });
  const folders = (version: string, ...given: Parameters<typeof host>) =>
    pluginFolders(version, '/opt/packer/packer', '/work', host(...given));

  it('is one, in .config, for a new Packer', () => {
    assert.deepEqual(folders('1.16.0'), ['/home/me/.config/packer/plugins']);
    assert.deepEqual(folders('1.11.0', { XDG_CONFIG_HOME: '/xdg' }), ['/xdg/packer/plugins']);
  });

  it('is .packer.d where that is there, and for an old Packer', () => {
    assert.deepEqual(folders('1.16.0', { XDG_CONFIG_HOME: '/xdg' }, ['/home/me/.packer.d']), [
      '/home/me/.packer.d/plugins',
    ]);
    assert.deepEqual(folders('1.6.6'), ['/opt/packer', '/home/me/.packer.d/plugins', '/work']);
  });

  it('is below PACKER_CONFIG_DIR', () => {
    assert.deepEqual(folders('1.16.0', { PACKER_CONFIG_DIR: '/cfg' }, ['/home/me/.packer.d']), [
      '/cfg/.packer.d/plugins',
    ]);
  });

  it('is PACKER_PLUGIN_PATH: added before 1.9.2, alone since', () => {
    const env = { PACKER_PLUGIN_PATH: '/a:/b' };
    assert.deepEqual(folders('1.6.6', env), [
      '/opt/packer',
      '/home/me/.packer.d/plugins',
      '/work',
      '/a',
      '/b',
    ]);
    assert.deepEqual(folders('1.10.3', env), ['/a', '/b']);
    assert.deepEqual(folders('1.16.0', { PACKER_PLUGIN_PATH: '/a' }), ['/a']);
  });

  it('is in APPDATA on Windows', () => {
    const env = { APPDATA: 'C:\\Users\\me\\AppData\\Roaming' };
    const found = pluginFolders('1.16.0', 'C:\\packer\\packer.exe', 'C:\\work', host(env, [], 'win32'));
    assert.deepEqual(found, ['C:\\Users\\me\\AppData\\Roaming\\packer.d\\plugins']);
    const old = pluginFolders('1.6.6', 'C:\\packer\\packer.exe', 'C:\\work', host(env, [], 'win32'));
    assert.deepEqual(old, ['C:\\packer', ...found, 'C:\\work']);
  });
});

describe('Installed plugins', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-plugins-'));
    const put = (...parts: string[]) => {
      const file = path.join(folder, ...parts);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, '', { mode: 0o755 });
    };
    const qemu = ['github.com', 'hashicorp', 'qemu'];
    put(...qemu, 'packer-plugin-qemu_v1.1.0_x5.0_linux_amd64');
    put(...qemu, 'packer-plugin-qemu_v1.1.0_x5.0_linux_amd64_SHA256SUM');
    put(...qemu, 'packer-plugin-qemu_v1.0.0_x5.0_linux_amd64');
    put(...qemu, 'packer-plugin-qemu_v1.2.0_x5.0_linux_arm64');
    put(...qemu, 'packer-plugin-qemu_v1.2.0_x5.0_linux_arm64_SHA256SUM');
    put(...qemu, 'packer-plugin-qemu_v1.3.0_x5.0_windows_amd64.exe');
    put(...qemu, 'packer-plugin-qemu_v1.3.0_x5.0_windows_amd64.exe_SHA256SUM');
    put('packer-provisioner-dsc');
    put('packer-plugin-docker.exe');
    put('packer');
    put('notes.txt', 'readme');
  });
  after(() => rmSync(folder, { recursive: true }));

  const found = (version: string, os = 'linux') =>
    installedPlugins(version, [folder, path.join(folder, 'nowhere')], { os, arch: 'amd64' }).map(
      ({ source, name, version: own }) => [source, name, own],
    );

  it('of a new Packer are those with a checksum, for this machine', () => {
    assert.deepEqual(found('1.16.0'), [['github.com/hashicorp/qemu', 'qemu', '1.1.0']]);
    assert.deepEqual(found('1.16.0', 'windows'), [['github.com/hashicorp/qemu', 'qemu', '1.3.0']]);
  });

  it('have releases by their addresses, unless somebody put them there', () => {
    const one = { path: '/p', name: 'qemu', source: 'github.com/Hashicorp/qemu' };
    assert.deepEqual(
      releasesByAddress([
        { ...one, version: '1.0.0' },
        { ...one, version: '1.1.0' },
        { path: '/p', name: 'docker' },
      ]),
      { 'github.com/hashicorp/qemu': ['1.0.0', '1.1.0'] },
    );
  });

  it('of an older one are also those that somebody put there', () => {
    assert.deepEqual(found('1.10.0'), [
      [undefined, 'docker', undefined],
      [undefined, 'dsc', undefined],
      ['github.com/hashicorp/qemu', 'qemu', '1.1.0'],
    ]);
    assert.deepEqual(
      found('1.6.6').map(([, name]) => name),
      ['docker', 'dsc'],
    );
  });
});

describe('Missing plugins', () => {
  const json = read({
    't.json': JSON.stringify({
      builders: [{ type: 'virtualbox-iso' }, { type: 'hyperv-iso' }, { type: 'null' }],
      provisioners: [
        { type: 'powershell' },
        { type: 'windows-restart' },
        { type: 'chef-solo' },
        { type: 'dsc', only: ['null'] },
      ],
      'post-processors': [['vagrant', 'checksum']],
    }),
  });
  const hcl = (version: string) =>
    read({
      'a.pkr.hcl': `packer {
  required_plugins {
    qemu = {
      source  = "github.com/hashicorp/qemu"
      version = "${version}"
    }
  }
}
data "amazon-ami" "base" {}
source "qemu" "a" {}
build { sources = ["qemu.a"] }
`,
    });
  const plugin = (name: string, version?: string): InstalledPlugin => ({
    name,
    path: `/p/${name}`,
    ...(version !== undefined && { version, source: `github.com/hashicorp/${name}` }),
  });
  const missing = (version: string, template = json, installed: readonly InstalledPlugin[] = []) =>
    missingPlugins(version, template, template.builds, installed).map(({ source, by, components }) => [
      source,
      by,
      components.map(({ type }) => type).join(),
    ]);
  const dsc = [undefined, 'hand', 'dsc'];

  it('are none for what an old Packer has built in', () => {
    assert.deepEqual(missing('1.6.6'), [dsc]);
    assert.deepEqual(missing('1.8.7'), [dsc]);
  });

  it('grow with the version', () => {
    assert.deepEqual(missing('1.9.0'), [
      ['github.com/hashicorp/chef', 'install', 'chef-solo'],
      ['github.com/hashicorp/hyperv', 'install', 'hyperv-iso'],
      dsc,
    ]);
    assert.deepEqual(missing('1.16.0'), [
      ['github.com/hashicorp/virtualbox', 'install', 'virtualbox-iso'],
      ['github.com/hashicorp/chef', 'install', 'chef-solo'],
      ['github.com/hashicorp/vagrant', 'install', 'vagrant'],
      ['github.com/hashicorp/hyperv', 'install', 'hyperv-iso'],
      dsc,
    ]);
  });

  it('are only those of the builds that are asked for', () => {
    const builds = json.builds.filter(({ type }) => type === 'null');
    assert.deepEqual(
      missingPlugins('1.16.0', json, builds, [plugin('vagrant', '1.0.0'), plugin('chef', '1.0.0')]).map(
        ({ components }) => components,
      ),
      [[{ kind: 'provisioner', type: 'dsc' }]],
    );
  });

  it('are not those that are installed, from wherever', () => {
    const installed = ['virtualbox', 'hyperv', 'chef', 'vagrant'].map((name) => plugin(name, '1.0.0'));
    assert.deepEqual(missing('1.16.0', json, installed), [dsc]);
    assert.deepEqual(missing('1.10.3', json, [...installed, plugin('dsc')]), []);
  });

  it('are those of a JSON template even where they are installed, before 1.8.1', () => {
    const oracle = read({
      't.json': '{"builders": [{"type": "exoscale-x"}], "post-processors": ["exoscale-import"]}',
    });
    const installed = [plugin('exoscale', '1.0.0')];
    assert.equal(missing('1.7.10', oracle, installed).length, 2);
    assert.deepEqual(missing('1.8.1', oracle, installed), []);
  });

  it('are what the template asks for, in the version that it asks for', () => {
    const amazon = ['github.com/hashicorp/amazon', 'install', 'amazon-ami'];
    assert.deepEqual(missing('1.16.0', hcl('~> 1.1')), [
      ['github.com/hashicorp/qemu', 'init', 'qemu'],
      amazon,
    ]);
    assert.deepEqual(missing('1.16.0', hcl('~> 1.1'), [plugin('qemu', '1.1.3')]), [amazon]);
    const [old] = missingPlugins('1.16.0', hcl('~> 1.1'), [], [plugin('qemu', '1.0.9')]);
    assert.deepEqual(old?.installed, ['1.0.9']);
    assert.equal(old?.constraint, '~> 1.1');
    assert.deepEqual(missing('1.6.6', hcl('~> 1.1')), []);
  });

  it('are known for the machines that people build with', () => {
    const types =
      'virtualbox-iso virtualbox-ovf hyperv-vmcx vmware-iso vsphere-clone qemu parallels-pvm amazon-ebs azure-arm docker googlecompute proxmox-iso';
    for (const type of types.split(' ')) assert.ok(pluginOf({ kind: 'builder', type }), type);
    assert.ok(isCore({ kind: 'provisioner', type: 'windows-restart' }));
    assert.ok(!isCore({ kind: 'builder', type: 'shell' }));
  });
});
