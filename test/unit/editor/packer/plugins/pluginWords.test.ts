import assert from 'node:assert/strict';
import { describeUnloadable } from '../../../../../src/editor/packer/plugins/describeUnloadable';
import { explainPluginError } from '../../../../../src/editor/packer/plugins/explainPluginError';
import type { Unloadable } from '../../../../../src/tools/packer/plugins/foundPlugins';
import type { PluginError } from '../../../../../src/tools/packer/plugins/pluginError';

/** Nothing that was to be inserted is left out. */
const isWhole = (text: string) => !/[{}]|undefined/.test(text);

describe('why a plugin is not loaded', () => {
  const rows: readonly (readonly [Unloadable, ...RegExp[]])[] = [
    [{ reason: 'elsewhere', because: 'version', instead: '/new' }, /1\.9\.5/, /\/new/],
    [{ reason: 'elsewhere', because: 'home', instead: '/new' }, /\.packer\.d/, /\/new/],
    [
      { reason: 'elsewhere', because: 'PACKER_PLUGIN_PATH', instead: '/new' },
      /PACKER_PLUGIN_PATH/,
      /1\.9\.5/,
      /\/new/,
    ],
    [{ reason: 'flat' }, /1\.11/, /1\.9\.5/],
    [{ reason: 'nested' }, /1\.7/, /1\.9\.5/],
    [{ reason: 'shadowed', by: '/other/plugin' }, /\/other\/plugin/],
    [{ reason: 'name' }, /version/i],
    [{ reason: 'api', api: '6.0' }, /6\.0/, /5\.0/],
    [{ reason: 'machine', os: 'darwin', arch: 'arm64' }, /darwin\/arm64/],
    [{ reason: 'notExecutable' }, /./],
    [{ reason: 'noSum' }, /checksum/],
    [{ reason: 'wrongSum' }, /checksum/],
  ];
  for (const [unloadable, ...facts] of rows)
    it(`is said with what it is about: ${JSON.stringify(unloadable)}`, () => {
      const { word, detail } = describeUnloadable(unloadable, '1.9.5');
      assert.ok(isWhole(word) && isWhole(detail), detail);
      assert.ok(word.length < 40, word);
      for (const fact of facts) assert.match(detail, fact);
    });

  it('is said in other words for each reason', () => {
    const words = rows.map(([unloadable]) =>
      Object.values(describeUnloadable(unloadable, '1.9.5')).join(': '),
    );
    assert.equal(new Set(words).size, rows.length);
  });

  it('names beside the plugin what tells it from others', () => {
    const word = (unloadable: Unloadable) => describeUnloadable(unloadable, '1.9.5').word;
    assert.match(word({ reason: 'api', api: '6.0' }), /6\.0/);
    assert.match(word({ reason: 'machine', os: 'darwin', arch: 'arm64' }), /darwin\/arm64/);
    assert.match(
      word({ reason: 'elsewhere', because: 'PACKER_CONFIG_DIR', instead: '/' }),
      /PACKER_CONFIG_DIR/,
    );
  });
});

describe('what a message of Packer on plugins means', () => {
  const component = { kind: 'provisioner', type: 'foo' } as const;
  const rows: readonly (readonly [PluginError, ...RegExp[]])[] = [
    [{ kind: 'unknown', component }, /Packer 1\.9\.5/, /foo/],
    [{ kind: 'unknown', component, suggestion: 'food' }, /foo\b/, /food/],
    [{ kind: 'unknown', suggestion: 'food' }, /food/],
    [{ kind: 'unknown', component: { kind: 'builder', type: 'qemu' } }, /qemu is/, /plugin qemu/],
    [{ kind: 'api', component, own: '4', packer: '5' }, /foo/, /\b4\b.*\b5\b/],
    [{ kind: 'tooOld', component }, /foo/, /1\.7/, /1\.6\.6/],
    [{ kind: 'tooNew', component }, /foo/, /1\.7/],
    [{ kind: 'noAnswer', component, how: 'other' }, /foo/],
    [{ kind: 'noAnswer', component, how: 'exited' }, /foo/],
    [{ kind: 'noAnswer', component, how: 'timeout' }, /foo/],
    [{ kind: 'noVersion', reported: 'dev' }, /\bdev\b/],
    [{ kind: 'noDescription' }, /1\.7/],
    [
      { kind: 'required', source: 'github.com/a/b', constraint: '>= 2' },
      /github\.com\/a\/b >= 2/,
      /packer init/,
    ],
    [{ kind: 'noRequiredPlugins' }, /required_plugins/, /Packer 1\.9\.5/],
    [{ kind: 'pluginPath' }, /PACKER_PLUGIN_PATH/],
    [{ kind: 'jsonInit' }, /HCL2/],
  ];
  for (const [trouble, ...facts] of rows)
    it(`is said with what it is about: ${JSON.stringify(trouble)}`, () => {
      const text = explainPluginError(trouble, '1.9.5');
      assert.ok(isWhole(text), text);
      for (const fact of facts) assert.match(text, fact);
      assert.ok(isWhole(explainPluginError(trouble, undefined)));
    });

  it('is said in other words for each', () => {
    assert.equal(new Set(rows.map(([trouble]) => explainPluginError(trouble, '1.9.5'))).size, rows.length);
  });

  it('has a way of its own for dsc: packer-dsc, or without a plugin', () => {
    for (const trouble of [
      { kind: 'unknown' },
      { kind: 'api', own: '4', packer: '5' },
      { kind: 'tooOld' },
      { kind: 'tooNew' },
      { kind: 'noAnswer', how: 'exited' },
    ] as const) {
      const dsc = { ...trouble, component: { kind: 'provisioner', type: 'dsc' } } as const;
      assert.match(explainPluginError(dsc, '1.9.5'), /packer-dsc.*convert/i);
      assert.doesNotMatch(explainPluginError({ ...trouble, component }, '1.9.5'), /packer-dsc/);
    }
  });
});
