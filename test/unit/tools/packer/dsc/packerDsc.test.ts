import assert from 'node:assert/strict';
import path from 'node:path';
import { misfit } from '../../../../../src/tools/packer/dsc/checkProgram';
import { needsCodecCure } from '../../../../../src/tools/packer/dsc/codecCure';
import { asFailure, failureOf } from '../../../../../src/tools/packer/dsc/dscFailure';
import { dscSources } from '../../../../../src/tools/packer/dsc/dscSource';
import type { DscSource } from '../../../../../src/tools/packer/dsc/dscSource';
import { dscWay } from '../../../../../src/pipeline/packer/dscWays';
import type { DscWay } from '../../../../../src/pipeline/packer/dscWays';
import { gitCheckout, gitFetch, gitFetched, gitInit } from '../../../../../src/tools/packer/dsc/gitSource';
import {
  downloadModule,
  goBuild,
  goEnvironment,
  goVersion,
  replaceModule,
} from '../../../../../src/tools/packer/dsc/goBuild';
import { planDsc } from '../../../../../src/tools/packer/dsc/planDsc';
import type { PlanFacts } from '../../../../../src/tools/packer/dsc/planDsc';
import {
  describe as ask,
  handshake,
  readDescription,
  readHandshake,
} from '../../../../../src/tools/packer/dsc/pluginProbe';
import { readGoModule, wrapperMain } from '../../../../../src/tools/packer/dsc/wrapperMain';
import type { PackerHost } from '../../../../../src/tools/packer/plugins/pluginFolders';

const way = (version: string): DscWay => {
  const found = dscWay(version);
  assert.ok(found, version);
  return found;
};
const old = way('1.6.6');
const current = way('1.16.0');

describe('packer-dsc', () => {
  describe('for a version of Packer', () => {
    const rows: readonly [string, string][] = [
      ['0.6.1', 'none'],
      ['0.7.0', 'ready flat packer-provisioner-dsc'],
      ['1.0.4', 'ready flat packer-provisioner-dsc'],
      ['1.4.5', 'ready flat packer-provisioner-dsc'],
      ['1.5.0', 'single flat packer-provisioner-dsc'],
      ['1.6.6', 'single flat packer-provisioner-dsc'],
      ['1.7.0', 'wrapper flat packer-plugin-dsc'],
      ['1.8.7', 'wrapper flat packer-plugin-dsc'],
      ['1.9.5', 'wrapper flat packer-plugin-dsc'],
      ['1.10.3', 'wrapper flat packer-plugin-dsc'],
      ['1.11.0', 'wrapper packer packer-plugin-dsc'],
      ['1.14.0-dev', 'wrapper packer packer-plugin-dsc'],
      ['1.16.0', 'wrapper packer packer-plugin-dsc'],
      ['2.0.0', 'wrapper packer packer-plugin-dsc'],
    ];
    for (const [version, expected] of rows)
      it(version, () => {
        const found = dscWay(version);
        const said = found ? `${found.build ?? 'ready'} ${found.placing} ${found.file}` : 'none';
        assert.equal(said, expected);
      });

    it('takes those plugins that it understands', () => {
      const lines = [
        '4|unix|/tmp/a',
        '5|unix|/tmp/a',
        '5|tcp|127.0.0.1:10000',
        '5|0|unix|/tmp/a',
        '5|0|tcp|127.0.0.1:1',
      ];
      const taken = (version: string) =>
        lines.map((line) => Number(way(version).handshake.test(line))).join('');
      assert.equal(taken('1.4.5'), '10000');
      assert.equal(taken('1.6.6'), '01100');
      assert.equal(taken('1.7.0'), '00011');
      assert.equal(taken('1.16.0'), '00011');
    });
  });

  describe('the plan', () => {
    const go = (os: string, arch: string) => ({ version: '1.26.8', target: { os, arch } });
    const host = (
      platform: NodeJS.Platform,
      env: PackerHost['env'] = {},
      there: readonly string[] = [],
    ): PackerHost => ({
      platform,
      env,
      home: platform === 'win32' ? 'C:\\Users\\u' : platform === 'darwin' ? '/Users/u' : '/home/u',
      exists: (file) => there.includes(file),
    });
    const facts = (version: string, os: string, arch: string, more: Partial<PlanFacts> = {}): PlanFacts => ({
      packer: {
        version,
        executable: os === 'windows' ? 'C:\\packer\\packer.exe' : '/usr/bin/packer',
        target: { os, arch },
      },
      source: dscSources[version.startsWith('1.6') ? 'single' : 'wrapper'],
      go: go(os, arch),
      cwd: host(os === 'windows' ? 'win32' : 'linux').home,
      host: host(os === 'windows' ? 'win32' : os === 'darwin' ? 'darwin' : 'linux'),
      found: [],
      ...more,
    });
    const planned = (given: PlanFacts) => {
      const plan = planDsc(given);
      assert.ok(!('reason' in plan), JSON.stringify(plan));
      return plan;
    };

    const places: readonly [string, string, string, PackerHost['env'], string][] = [
      ['1.6.6', 'linux', 'amd64', {}, '/home/u/.packer.d/plugins/packer-provisioner-dsc'],
      ['1.6.6', 'darwin', 'arm64', {}, '/Users/u/.packer.d/plugins/packer-provisioner-dsc'],
      [
        '1.6.6',
        'windows',
        'amd64',
        { APPDATA: 'C:\\Users\\u\\AppData\\Roaming' },
        'C:\\Users\\u\\AppData\\Roaming\\packer.d\\plugins\\packer-provisioner-dsc.exe',
      ],
      ['1.6.6', 'linux', 'amd64', { PACKER_CONFIG_DIR: '/c' }, '/c/.packer.d/plugins/packer-provisioner-dsc'],
      ['1.7.0', 'linux', 'amd64', {}, '/home/u/.packer.d/plugins/packer-plugin-dsc'],
      ['1.8.0', 'linux', 'arm64', {}, '/home/u/.config/packer/plugins/packer-plugin-dsc'],
      ['1.10.0', 'linux', 'arm64', { PACKER_PLUGIN_PATH: '/p:/q' }, '/p/packer-plugin-dsc'],
      [
        '1.16.0',
        'linux',
        'arm64',
        {},
        '/home/u/.config/packer/plugins/github.com/xoap-io/dsc/packer-plugin-dsc_v0.0.5_x5.0_linux_arm64',
      ],
      [
        '1.16.0',
        'darwin',
        'arm64',
        { PACKER_PLUGIN_PATH: '/p' },
        '/p/github.com/xoap-io/dsc/packer-plugin-dsc_v0.0.5_x5.0_darwin_arm64',
      ],
      [
        '1.16.0',
        'windows',
        'arm64',
        { APPDATA: 'C:\\A' },
        'C:\\A\\packer.d\\plugins\\github.com\\xoap-io\\dsc\\packer-plugin-dsc_v0.0.5_x5.0_windows_arm64.exe',
      ],
    ];
    for (const [version, os, arch, env, target] of places)
      it(`puts it for Packer ${version} on ${os}/${arch}${Object.keys(env).length ? ` with ${Object.keys(env).join()}` : ''} into ${target}`, () => {
        const given = facts(version, os, arch);
        const plan = planned({ ...given, host: { ...given.host, env } });
        assert.equal(plan.target, target);
        assert.deepEqual(plan.go, go(os, arch));
      });

    it("builds for Packer's processor, not for that of Go", () => {
      const go = { version: '1.26.8', target: { os: 'darwin', arch: 'arm64' } };
      const plan = planned(facts('1.16.0', 'darwin', 'amd64', { go }));
      assert.deepEqual(plan.go?.target, { os: 'darwin', arch: 'amd64' });
      assert.equal(plan.go && goEnvironment(plan.go)['GOARCH'], 'amd64');
      assert.match(plan.target ?? '', /_darwin_amd64$/);
    });

    it('says what it replaces, what may be taken instead, and what it hides', () => {
      const own = '/home/u/.packer.d/plugins/packer-provisioner-dsc';
      const given = '/p/packer-provisioner-dsc';
      const qemu =
        '/home/u/.config/packer/plugins/github.com/hashicorp/qemu/packer-plugin-qemu_v1.1.0_x5.0_linux_amd64';
      const found = [
        { name: 'qemu', path: qemu, unloadable: { reason: 'nested' } },
        { name: 'dsc', path: own },
        { name: 'dsc', path: given },
      ] as const;
      const plan = planned(facts('1.6.6', 'linux', 'amd64', { found }));
      assert.deepEqual([plan.replaces, plan.others, plan.hides], [[own], [given], [qemu]]);
      const there = host('linux', {}, ['/home/u/.packer.d']);
      assert.deepEqual(planned(facts('1.6.6', 'linux', 'amd64', { found, host: there })).hides, []);
    });

    it('is none, with the reason, where it can not be', () => {
      const file: DscSource = { kind: 'file', path: '/x/packer-provisioner-dsc' };
      assert.deepEqual(planDsc(facts('0.6.1', 'linux', 'amd64')), {
        reason: 'packerTooOld',
        version: '0.6.1',
      });
      assert.deepEqual(planDsc(facts('1.4.5', 'linux', 'amd64')), { reason: 'notBuilt', version: '1.4.5' });
      assert.deepEqual(planDsc(facts('1.6.6', 'linux', 'amd64', { go: undefined })), { reason: 'noGo' });
      const oldGo = { version: '1.13.8', target: { os: 'linux', arch: 'amd64' } };
      assert.deepEqual(planDsc(facts('1.6.6', 'linux', 'amd64', { go: oldGo })), {
        reason: 'oldGo',
        version: '1.13.8',
      });
      // A ready program needs none of that, and says its version itself.
      const ready = planned(facts('1.4.5', 'linux', 'amd64', { source: file, go: undefined }));
      assert.equal(ready.target, '/home/u/.packer.d/plugins/packer-provisioner-dsc');
      assert.equal(
        planned(facts('1.16.0', 'linux', 'amd64', { source: file, go: undefined })).target,
        undefined,
      );
    });
  });

  describe('what is run', () => {
    const at = { gitFolder: path.join('/w', 'git'), files: path.join('/w', 'source') };

    it('Git gets one commit, and runs nothing of the repository', () => {
      const commands = [
        gitInit(at),
        gitFetch(at, 'https://example.com/a', 'abc'),
        gitFetched(at),
        gitCheckout(at, 'abc'),
      ];
      assert.deepEqual(
        commands.map(({ args }) => args.slice(args.indexOf(`--work-tree=${at.files}`) + 1).join(' ')),
        [
          'init --quiet --template=',
          'fetch --quiet --depth=1 --no-tags --no-recurse-submodules -- https://example.com/a abc',
          'rev-parse --verify FETCH_HEAD^{commit}',
          'checkout --quiet --force --detach --no-recurse-submodules abc',
        ],
      );
      for (const { args, env, cwd } of commands) {
        for (const guard of [
          `core.hooksPath=${path.join(at.gitFolder, 'no-hooks')}`,
          'protocol.allow=never',
          'core.symlinks=false',
          'filter.lfs.smudge=',
          'submodule.recurse=false',
          'fetch.fsckObjects=true',
        ])
          assert.equal(args[args.indexOf(guard) - 1], '-c', guard);
        assert.equal(env?.['GIT_TERMINAL_PROMPT'], '0');
        assert.equal(cwd, '/w/source');
      }
    });

    for (const [os, arch] of [
      ['linux', 'amd64'],
      ['darwin', 'arm64'],
      ['windows', 'arm64'],
    ] as const)
      it(`Go builds by modules alone, with itself, for ${os}/${arch}`, () => {
        const go = { version: '1.26.8', target: { os, arch } };
        const { tool, args, env, cwd } = goBuild(go, './plugin/provisioner-dsc', '/w/out', '/w/source');
        assert.deepEqual([tool, cwd], ['go', '/w/source']);
        assert.deepEqual(args, [
          'build',
          '-v',
          '-trimpath',
          '-buildvcs=false',
          '-ldflags',
          '-s -w',
          '-o',
          '/w/out',
          './plugin/provisioner-dsc',
        ]);
        assert.deepEqual(env, {
          GO111MODULE: 'on',
          GOFLAGS: '-mod=readonly',
          GOTOOLCHAIN: 'local',
          GOWORK: 'off',
          CGO_ENABLED: '0',
          GOOS: os,
          GOARCH: arch,
        });
        assert.deepEqual(downloadModule(go, 'a.b/c@v1.0.0', '/w').args, [
          'mod',
          'download',
          '-json',
          'a.b/c@v1.0.0',
        ]);
        assert.deepEqual(replaceModule(go, 'a.b/c', '/w/c', '/w').args, [
          'mod',
          'edit',
          '-replace=a.b/c=/w/c',
        ]);
        assert.deepEqual(goEnvironment(go), env);
      });

    it('an older Go gets no flag that it does not know', () => {
      const go = { version: '1.17', target: { os: 'linux', arch: 'amd64' } };
      assert.ok(!goBuild(go, '.', 'o', '/w').args.includes('-buildvcs=false'));
    });

    it('Go’s version is read', () => {
      const read = (stdout: string) => goVersion('/').parse({ exitCode: 0, stdout, stderr: '' });
      assert.deepEqual(read('go version go1.26.8 linux/amd64\n'), {
        version: '1.26.8',
        target: { os: 'linux', arch: 'amd64' },
      });
      assert.equal(read('go version go1.22rc1 darwin/arm64\n')?.version, '1.22');
      assert.deepEqual(read('go version go1.16 windows/amd64\r\n')?.target, { os: 'windows', arch: 'amd64' });
      assert.equal(read('nonsense'), undefined);
    });

    it('a plugin is started as Packer does', () => {
      assert.deepEqual(ask('/w/p', '/w').args, ['describe']);
      const one = handshake('/w/p', false, '/tmp/x');
      assert.deepEqual([one.program, one.args, one.env?.['TMPDIR']], ['/w/p', [], '/tmp/x']);
      assert.deepEqual(handshake('/w/p', true, '/tmp/x').args, [
        'start',
        'provisioner',
        '-packer-default-plugin-name-',
      ]);
    });

    it('a main of ours says a version', () => {
      const text = wrapperMain('github.com/xoap-io/packer-plugin-dsc');
      assert.match(text, /provisioner "github\.com\/xoap-io\/packer-plugin-dsc\/provisioner\/dsc"/);
      assert.match(text, /SetVersion\(version\.InitializePluginVersion\("0\.0\.5", ""\)\)/);
    });
  });

  it('reads what a plugin says', () => {
    assert.equal(
      readHandshake('2026/11/23 Plugin address: unix\n5|unix|/tmp/packer-plugin1\n'),
      '5|unix|/tmp/packer-plugin1',
    );
    assert.equal(readHandshake('5|0|unix|/tmp/half'), undefined);
    assert.equal(readHandshake('5|0|tcp|127.0.0.1:1\r\n'), '5|0|tcp|127.0.0.1:1');
    const described =
      '{"version":"0.0.5","sdk_version":"0.1.1","api_version":"x5.0","builders":[],"provisioners":["-packer-default-plugin-name-"]}';
    const said = { version: '0.0.5', api: 'x5.0', provisioners: ['-packer-default-plugin-name-'] };
    assert.deepEqual(readDescription(described), said);
    assert.equal(readDescription('Please do not execute plugins directly.'), undefined);

    const line = '5|0|unix|/tmp/a';
    assert.equal(misfit(current, line, said), undefined);
    assert.equal(misfit(current, line, { ...said, version: '' })?.kind, 'noVersion');
    assert.equal(misfit(current, line, { ...said, version: '0.0.5+local' })?.kind, 'noVersion');
    assert.equal(misfit(current, line, { ...said, api: 'x6.0' })?.kind, 'api');
    assert.equal(misfit(current, line, { ...said, provisioners: ['web'] })?.kind, 'notPlugin');
    assert.equal(misfit(current, '5|unix|/tmp/a', undefined)?.kind, 'api');
    assert.equal(misfit(old, line, said)?.subject, '5|0|unix');
    assert.equal(misfit(old, '', undefined)?.kind, 'notPlugin');
    assert.equal(misfit(old, '5|unix|/tmp/a', undefined), undefined);
  });

  it('reads what a source is made for', () => {
    assert.deepEqual(
      readGoModule(
        'module github.com/a/b\n\ngo 1.13\n\nrequire (\n\tgithub.com/hashicorp/packer v1.5.1\n)\n',
      ),
      {
        module: 'github.com/a/b',
        build: 'single',
      },
    );
    assert.deepEqual(readGoModule('module a.b/c\nrequire github.com/hashicorp/packer-plugin-sdk v0.1.1\n'), {
      module: 'a.b/c',
      build: 'wrapper',
    });
    assert.deepEqual(readGoModule('module a.b/c\n'), { module: 'a.b/c' });
    assert.equal(readGoModule('# nothing'), undefined);
    const sum = 'github.com/ugorji/go v0.0.0-20151218193438-646ae4a518c1 h1:x=\n';
    assert.ok(needsCodecCure('1.22.0', sum) && needsCodecCure('1.26.8', sum));
    assert.ok(!needsCodecCure('1.21.13', sum));
    assert.ok(!needsCodecCure('1.26.8', sum.replace(' h1', '/go.mod h1')));
  });

  describe('what tools say', () => {
    const said: readonly [string, string, string][] = [
      [
        'go: github.com/mefellows/packer-dsc@v0.0.4: reading https://proxy.golang.org/github.com/mefellows/packer-dsc/@v/v0.0.4.info: 403 Forbidden\n\tserver response: This module version is not available.',
        'refused',
        'github.com/mefellows/packer-dsc@v0.0.4: reading https://proxy.golang.org/github.com/mefellows/packer-dsc/@v/v0.0.4.info: 403 Forbidden server response: This module version is not available.',
      ],
      [
        'provisioner/dsc/provisioner.go:9:2: github.com/hashicorp/hcl/v2@v2.0.0: module lookup disabled by GOPROXY=off',
        'offline',
        'github.com/hashicorp/hcl/v2@v2.0.0',
      ],
      [
        'main.go:4:2: github.com/hashicorp/packer@v1.5.1: Get "https://proxy.golang.org/github.com/hashicorp/packer/@v/v1.5.1.zip": dial tcp: lookup proxy.golang.org on 10.0.0.1:53: no such host',
        'offline',
        'github.com/hashicorp/packer@v1.5.1',
      ],
      [
        "fatal: unable to access 'https://github.com/mefellows/packer-dsc/': Could not resolve host: github.com",
        'offline',
        'github.com',
      ],
      ['go: go.mod requires go >= 1.21 (running go 1.19.8; GOTOOLCHAIN=local)', 'goTooOldForSource', '1.21'],
      [
        'verifying github.com/a/b@v1.0.0: checksum mismatch\n\tdownloaded: h1:x',
        'checksum',
        'verifying github.com/a/b@v1.0.0: checksum mismatch',
      ],
      ['go: updates to go.mod needed', 'checksum', 'updates to go.mod needed'],
      [
        'main.go:6:2: missing go.sum entry for module providing package a.b/c; to add:',
        'checksum',
        'main.go:6:2: missing go.sum entry for module providing package a.b/c; to add:',
      ],
      ['fatal: remote error: upload-pack: not our ref 0123', 'noCommit', '0123'],
      ["error: invalid path '../escaped'", 'unsafe', "error: invalid path '../escaped'"],
      ["fatal: transport 'ext' not allowed", 'unsafe', 'ext'],
      [
        '# a.b/c\n/usr/local/go/pkg/tool/link: mapping output file failed: no space left on device',
        'diskFull',
        'no space left on device',
      ],
      [
        'write C:\\x\\out.exe: There is not enough space on the disk.',
        'diskFull',
        'not enough space on the disk',
      ],
      ['go: could not create module cache: mkdir /go/pkg: permission denied', 'noPermission', '/go/pkg'],
      ['# a.b/c\n./main.go:3:1: syntax error', 'build', '# a.b/c\n./main.go:3:1: syntax error'],
    ];
    for (const [output, kind, subject] of said)
      it(`is understood: ${output.slice(0, 60).replaceAll('\n', ' ')}`, () => {
        const failure = failureOf(output, 'build');
        assert.deepEqual([failure.kind, failure.subject], [kind, subject]);
      });

    it('and what the file system says', () => {
      const refused = (code: string) =>
        asFailure(Object.assign(new Error(), { code, path: '/a', dest: '/b' }));
      for (const [code, kind] of [
        ['ENOSPC', 'diskFull'],
        ['EDQUOT', 'diskFull'],
        ['EACCES', 'noPermission'],
        ['EPERM', 'noPermission'],
        ['EROFS', 'noPermission'],
      ] as const)
        assert.deepEqual({ ...(refused(code) as object) }, { kind, subject: '/b' });
      const other = new Error('other');
      assert.equal(asFailure(other), other);
    });
  });
});
