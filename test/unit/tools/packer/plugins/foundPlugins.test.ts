import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkSums } from '../../../../../src/tools/packer/plugins/checkSums';
import { foundPlugins } from '../../../../../src/tools/packer/plugins/foundPlugins';
import { isNeededBy } from '../../../../../src/tools/packer/plugins/neededBy';
import type { PackerHost } from '../../../../../src/tools/packer/plugins/pluginFolders';
import { pluginPlaces } from '../../../../../src/tools/packer/plugins/pluginPlaces';
import { read } from '../../../pipeline/template/read';

const linux = { os: 'linux', arch: 'amd64' };

describe('Plugins that are found on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-found-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (name: string, { sum = true, text = name, mode = 0o755 } = {}) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
    if (sum) writeFileSync(`${file}_SHA256SUM`, createHash('sha256').update(text).digest('hex'));
    return file;
  };
  const reasons = (version: string, ...places: string[]) =>
    foundPlugins(
      version,
      places.map((name) => ({ folder: path.join(folder, name) })),
      linux,
    ).map(({ name, version: own, unloadable }) =>
      [name, own, unloadable?.reason].filter((part) => part !== undefined).join(' '),
    );
  const tiny = (rest: string) => `p/github.com/me/tiny/packer-plugin-tiny_${rest}`;

  it('are not loaded for the reasons that their names and places tell', () => {
    put(tiny('v1.0.0_x5.0_linux_amd64'));
    put(tiny('v1.1.0_x5.0_linux_amd64'), { sum: false });
    put(tiny('v1.2.0_x5.0_linux_arm64'));
    put(tiny('v1.2.1_x5.0_windows_amd64.exe'));
    put(tiny('v1.3.0_x5.1_linux_amd64'));
    put(tiny('v1.3.1_x4.0_linux_amd64'));
    put(tiny('v1.4.0+meta_x5.0_linux_amd64'));
    put(tiny('v1.5_x5.0_linux_amd64'));
    put(tiny('v1.6.0-dev_x5.0_linux_amd64'));
    put(tiny('v1.7.0_x5.0_linux_amd64'), { mode: 0o644 });
    put('p/github.com/me/tiny/packer-plugin-tiny');
    put('p/packer-provisioner-dsc', { sum: false });
    put('p/notes.txt', { sum: false });
    const execution = process.platform === 'win32' ? '' : ' notExecutable';
    assert.deepEqual(reasons('1.16.0', 'p').sort(), [
      'dsc flat',
      'tiny 1.0.0',
      'tiny 1.1.0 noSum',
      'tiny 1.2.0 machine',
      'tiny 1.2.1 machine',
      'tiny 1.3.0 api',
      'tiny 1.3.1 api',
      'tiny 1.4.0+meta name',
      'tiny 1.5 name',
      'tiny 1.6.0-dev',
      `tiny 1.7.0${execution}`,
      'tiny name',
    ]);
    assert.deepEqual([...new Set(reasons('1.6.6', 'p').filter((one) => !one.endsWith(' nested')))], ['dsc']);
  });

  it('hide others of the same name in places that count less, before 1.11', () => {
    put('a/packer-provisioner-dsc', { sum: false });
    put('b/packer-provisioner-dsc', { sum: false });
    assert.deepEqual(reasons('1.6.6', 'a', 'b'), ['dsc shadowed', 'dsc']);
    assert.deepEqual(reasons('1.16.0', 'a', 'b'), ['dsc flat', 'dsc flat']);
  });

  it('are not followed where links to folders lead in a circle', () => {
    put(tiny('v1.0.0_x5.0_linux_amd64'));
    symlinkSync(path.join(folder, 'p'), path.join(folder, 'p', 'github.com', 'round'), 'dir');
    assert.ok(reasons('1.16.0', 'p').length < 10);
  });

  it('have the checksum that lies beside them, or another one', async () => {
    const good = put(tiny('v1.0.0_x5.0_linux_amd64'));
    const bad = put(tiny('v1.1.0_x5.0_linux_amd64'));
    writeFileSync(bad, 'changed');
    const check = async () =>
      new Map(
        (await checkSums(foundPlugins('1.16.0', [{ folder: path.join(folder, 'p') }], linux))).map((one) => [
          one.path,
          one.unloadable?.reason,
        ]),
      );
    assert.deepEqual(
      [...(await check())],
      [
        [good, undefined],
        [bad, 'wrongSum'],
      ],
    );
    // What was read once is read again when it is another file.
    writeFileSync(good, 'changed as well');
    assert.equal((await check()).get(good), 'wrongSum');
  });
});

describe('Places of plugins', () => {
  const host = (env: Record<string, string> = {}, existing: readonly string[] = []): PackerHost => ({
    platform: 'linux',
    env,
    home: '/home/me',
    exists: (file) => existing.includes(file),
  });
  const ignored = (version: string, given = host()) =>
    pluginPlaces(version, '/usr/bin/packer', ['/work'], given).flatMap((place) =>
      place.ignored ? [`${place.folder}: ${place.ignored.because}, ${place.ignored.instead}`] : [],
    );

  it('are hidden by a folder .packer.d that appears', () => {
    assert.ok(
      ignored('1.16.0').includes('/home/me/.packer.d/plugins: version, /home/me/.config/packer/plugins'),
    );
    assert.ok(
      ignored('1.16.0', host({}, ['/home/me/.packer.d'])).includes(
        '/home/me/.config/packer/plugins: home, /home/me/.packer.d/plugins',
      ),
    );
  });

  it('are hidden by what the environment names', () => {
    const own = '/home/me/.config/packer/plugins';
    assert.ok(
      ignored('1.16.0', host({ PACKER_PLUGIN_PATH: '/p' })).includes(`${own}: PACKER_PLUGIN_PATH, /p`),
    );
    assert.ok(
      ignored('1.16.0', host({ PACKER_CONFIG_DIR: '/c' })).includes(
        `${own}: PACKER_CONFIG_DIR, /c/.packer.d/plugins`,
      ),
    );
    assert.ok(!ignored('1.6.6', host({ PACKER_PLUGIN_PATH: '/p' })).some((one) => one.includes('/work')));
  });

  it('of Windows are in APPDATA', () => {
    const windows: PackerHost = {
      platform: 'win32',
      env: { APPDATA: 'C:\\Roaming', PACKER_PLUGIN_PATH: 'D:\\p' },
      home: 'C:\\Users\\me',
      exists: () => false,
    };
    assert.deepEqual(pluginPlaces('1.16.0', 'C:\\packer\\packer.exe', [], windows), [
      {
        folder: 'C:\\packer',
        ignored: { because: 'PACKER_PLUGIN_PATH', instead: 'D:\\p' },
      },
      {
        folder: 'C:\\Roaming\\packer.d\\plugins',
        ignored: { because: 'PACKER_PLUGIN_PATH', instead: 'D:\\p' },
      },
      { folder: 'D:\\p' },
    ]);
  });
});

describe('Who needs a plugin', () => {
  const json = read({
    't.json': JSON.stringify({ builders: [{ type: 'vmware-iso' }], provisioners: [{ type: 'dsc' }] }),
  });
  const hcl = read({
    'a.pkr.hcl': `packer {
  required_plugins {
    qemu = {
      source  = "github.com/hashicorp/qemu"
      version = "~> 1.1"
    }
  }
}
source "qemu" "a" {}
build { sources = ["qemu.a"] }
`,
  });

  it('is a template that uses what it brings', () => {
    assert.ok(isNeededBy(json, { name: 'dsc' }));
    assert.ok(isNeededBy(json, { name: 'vmware', source: 'github.com/vmware/vmware', version: '2.0.0' }));
    assert.ok(!isNeededBy(json, { name: 'qemu', source: 'github.com/hashicorp/qemu', version: '1.1.0' }));
  });

  it('is a template that asks for it, in this version', () => {
    const qemu = { name: 'qemu', source: 'github.com/hashicorp/qemu' };
    assert.ok(isNeededBy(hcl, { ...qemu, version: '1.1.4' }));
    assert.ok(!isNeededBy(hcl, { ...qemu, version: '1.0.0' }));
    assert.ok(!isNeededBy(hcl, { name: 'qemu', source: 'github.com/other/qemu', version: '1.1.0' }));
  });
});
