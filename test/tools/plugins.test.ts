import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isCore, pluginOf } from '../../src/pipeline/packer/pluginTable';
import type { ComponentKind } from '../../src/pipeline/packer/pluginTable';
import { pluginFolders } from '../../src/tools/packer/plugins/pluginFolders';
import { isAtLeast } from '../../src/pipeline/packer/packerVersion';
import { skipBecause } from '../support/skip';

/** What is said of plugins, asked of the real Packer. */
describe('Plugins of real Packer', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-plugins-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (packer: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const result = spawnSync(packer, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: folder, CHECKPOINT_DISABLE: '1', ...env },
    });
    return result.stdout + result.stderr;
  };

  it('every component that an old Packer has built in is known', function () {
    const packer = process.env.BOXWRIGHT_PACKER_OLD;
    if (!packer) skipBecause(this, process.env.BOXWRIGHT_PACKER_OLD_SKIP ?? 'started without npm test');
    writeFileSync(
      path.join(folder, 'unknown.pkr.hcl'),
      'source "nosuch" "x" {}\nbuild {\n  sources = ["source.nosuch.x"]\n  provisioner "nosuch" {}\n  post-processor "nosuch" {}\n}\n',
    );
    const output = run(packer, ['validate', 'unknown.pkr.hcl']);
    const known = (what: string) =>
      new RegExp(`known ${what}: \\[([^\\]]+)\\]`).exec(output)?.[1]?.split(/\s+/) ?? [];
    const kinds: readonly [ComponentKind, string][] = [
      ['builder', 'builders'],
      ['provisioner', 'provisioners'],
      ['postProcessor', 'post-processors'],
    ];
    for (const [kind, what] of kinds) {
      assert.ok(known(what).length > 10, output);
      for (const type of known(what)) {
        const row = pluginOf({ kind, type });
        assert.ok(isCore({ kind, type }) || (row?.unbundled && !isAtLeast('1.6.6', row.unbundled)), type);
      }
    }
  });

  for (const [title, env] of [
    ['in the home folder', {}],
    ['below XDG_CONFIG_HOME', { XDG_CONFIG_HOME: 'xdg' }],
    ['below PACKER_CONFIG_DIR', { PACKER_CONFIG_DIR: 'config' }],
    ['in PACKER_PLUGIN_PATH', { PACKER_PLUGIN_PATH: 'plugins' }],
  ] as const)
    it(`a current Packer looks for plugins ${title}, as is said`, function () {
      const packer = process.env.BOXWRIGHT_PACKER_CURRENT;
      if (!packer) skipBecause(this, process.env.BOXWRIGHT_PACKER_CURRENT_SKIP ?? 'started without npm test');
      const absolute = Object.fromEntries(
        Object.entries(env).map(([name, value]) => [name, path.join(folder, value)]),
      );
      const [version = ''] = /\d+\.\d+\.\d+/.exec(run(packer, ['version'])) ?? [];
      for (const old of [false, true]) {
        if (old) mkdirSync(path.join(folder, '.packer.d'), { recursive: true });
        const host = {
          platform: process.platform,
          env: absolute,
          home: folder,
          exists: (file: string) => old && file === path.join(folder, '.packer.d'),
        };
        const [expected] = pluginFolders(version, packer, folder, host);
        const log = run(packer, ['plugins', 'installed'], { ...absolute, PACKER_LOG: '1' });
        assert.equal(/PluginDirectory:"([^"]+)"/.exec(log)?.[1], expected);
      }
      rmSync(path.join(folder, '.packer.d'), { recursive: true });
    });
});
