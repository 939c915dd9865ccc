import assert from 'node:assert/strict';
import { checksumOf } from '../../../../../src/tools/packer/releases/checksums';
import { choosePacker } from '../../../../../src/tools/packer/releases/choosePacker';
import { InstallFailure } from '../../../../../src/tools/packer/releases/installProblem';
import {
  compareVersions,
  isReleaseVersion,
  licenseOf,
  readReleases,
} from '../../../../../src/tools/packer/releases/release';

const builds = (version: string, ...names: string[]) => ({
  shasums: `packer_${version}_SHA256SUMS`,
  shasums_signature: `packer_${version}_SHA256SUMS.sig`,
  shasums_signatures: [
    `packer_${version}_SHA256SUMS.72D7468F.sig`,
    `packer_${version}_SHA256SUMS.sig`,
    '../../evil.sig',
  ],
  builds: names.map((name) => ({ filename: `packer_${version}_${name}.zip`, url: 'https://evil.invalid/' })),
});

const read = (versions: unknown, platform: NodeJS.Platform = 'linux', arch = 'x64') =>
  readReleases(JSON.stringify({ name: 'packer', versions }), 'https://x/index.json', { platform, arch });

describe('the list of releases', () => {
  const all = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64', 'windows_amd64', 'windows_386'];

  it('has the newest first, and what is to be tried out before the release that it leads to', () => {
    const versions = ['1.9.5', '1.10.0', '1.11.0-alpha2', '1.11.0', '1.11.0-alpha10', '1.6.6'];
    assert.deepEqual(
      read(Object.fromEntries(versions.map((version) => [version, builds(version, 'linux_amd64')]))).map(
        ({ version }) => version,
      ),
      ['1.11.0', '1.11.0-alpha10', '1.11.0-alpha2', '1.10.0', '1.9.5', '1.6.6'],
    );
    assert.ok(compareVersions('1.11.0-rc1', '1.11.0') < 0);
    assert.equal(compareVersions('1.11.0', '1.11.0'), 0);
  });

  it('gives the files of a release, and the signatures by their names', () => {
    assert.deepEqual(read({ '1.16.0': builds('1.16.0', ...all) }), [
      {
        version: '1.16.0',
        archive: 'packer_1.16.0_linux_amd64.zip',
        checksums: 'packer_1.16.0_SHA256SUMS',
        signatures: ['packer_1.16.0_SHA256SUMS.72D7468F.sig', 'packer_1.16.0_SHA256SUMS.sig'],
      },
    ]);
  });

  for (const [platform, arch, had, wanted] of [
    ['linux', 'x64', all, 'linux_amd64'],
    ['linux', 'arm64', all, 'linux_arm64'],
    ['linux', 'arm64', ['linux_amd64'], undefined],
    ['darwin', 'x64', all, 'darwin_amd64'],
    ['darwin', 'arm64', all, 'darwin_arm64'],
    ['darwin', 'arm64', ['darwin_amd64'], 'darwin_amd64'],
    ['win32', 'x64', all, 'windows_amd64'],
    ['win32', 'ia32', all, 'windows_386'],
    ['win32', 'arm64', all, 'windows_amd64'],
    ['aix', 'ppc64', all, undefined],
  ] as const)
    it(`gives ${wanted ?? 'nothing'} for ${platform} on ${arch}, of ${had.length} builds`, () => {
      assert.deepEqual(
        read({ '1.8.0': builds('1.8.0', ...had) }, platform, arch).map(({ archive }) => archive),
        wanted ? [`packer_1.8.0_${wanted}.zip`] : [],
      );
    });

  it('takes no old release for a new one, and no version for a path', () => {
    for (const version of ['../../evil', '1.0', '1.0.0/..', '1.0.0-..', '1.0.0+ent', '', '1.0.0-.'])
      assert.equal(isReleaseVersion(version), false, version);
    assert.deepEqual(read({ '1.16.0': builds('1.5.0', 'linux_amd64') }), []);
    assert.deepEqual(read({ '../evil': builds('../evil', 'linux_amd64') }), []);
    const checksums = { ...builds('1.16.0', 'linux_amd64'), shasums: 'packer_1.5.0_SHA256SUMS' };
    assert.deepEqual(read({ '1.16.0': checksums }), []);
  });

  it('leaves out what is not of the known form, and refuses what is no list', () => {
    assert.deepEqual(
      read({ '1.0.0': null, '1.0.1': { builds: 'many' }, '1.0.2': { builds: [null, 1] } }),
      [],
    );
    for (const text of ['<html>', '[]', '{}', 'null', '{"versions":1}'])
      assert.throws(
        () => readReleases(text, 'https://x/index.json', { platform: 'linux', arch: 'x64' }),
        (error) => error instanceof InstallFailure && error.problem.kind === 'index',
        text,
      );
  });
});

describe('the license of Packer', () => {
  for (const [version, id] of [
    ['1.9.5', 'MPL-2.0'],
    ['1.6.6', 'MPL-2.0'],
    ['1.10.0', 'BUSL-1.1'],
    ['1.10.0-alpha1', 'BUSL-1.1'],
    ['1.16.0', 'BUSL-1.1'],
  ] as const)
    it(`${version} is under ${id}`, () => {
      const license = licenseOf(version);
      assert.equal(license.id, id);
      assert.equal(license.url, `https://github.com/hashicorp/packer/blob/v${version}/LICENSE`);
    });
});

describe('checksums', () => {
  const sum = 'a1'.repeat(32);
  it('are found by the whole name', () => {
    const text = `${'0'.repeat(64)}  packer_1.0.0_linux_amd64.zip.old\n${sum.toUpperCase()} *packer.zip\n`;
    assert.equal(checksumOf(text, 'packer.zip'), sum);
    assert.equal(checksumOf(text, 'acker.zip'), undefined);
    assert.equal(checksumOf(text, 'packer_1.0.0_linux_amd64.zip'), undefined);
  });

  it('are none when a file has two, or what stands there is no checksum', () => {
    assert.equal(checksumOf(`${sum}  a\n${sum}  a\n`, 'a'), sum);
    assert.equal(checksumOf(`${sum}  a\n${'0'.repeat(64)}  a\n`, 'a'), undefined);
    assert.equal(checksumOf(`${sum.slice(2)}  a\n`, 'a'), undefined);
  });
});

describe('which Packer the settings ask for', () => {
  const none = { path: undefined, version: undefined };
  for (const [what, workspace, user, path, version] of [
    ['nothing', none, none, '', ''],
    ['a path', none, { ...none, path: '/a/packer' }, '/a/packer', ''],
    ['a version', none, { ...none, version: '1.9.5' }, '', '1.9.5'],
    ['a path and a version', none, { path: '/a', version: '1.9.5' }, '/a', ''],
    [
      'a version in the workspace',
      { ...none, version: '1.9.5' },
      { path: '/a', version: '1.0.0' },
      '',
      '1.9.5',
    ],
    ['the one on PATH in the workspace', { ...none, version: '' }, { path: '/a', version: '1.0.0' }, '', ''],
    ['a path in the workspace', { ...none, path: '/b' }, { ...none, version: '1.0.0' }, '/b', ''],
    ['an empty path and a version', none, { path: ' ', version: '1.0.0' }, '', '1.0.0'],
    ['what is no text', none, { path: 1, version: ['x'] }, '', ''],
  ] as const)
    it(what, () => {
      assert.deepEqual(choosePacker([workspace, user]), { path, version });
    });
});
