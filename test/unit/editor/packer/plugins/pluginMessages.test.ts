import assert from 'node:assert/strict';
import { describeUnloadable } from '../../../../../src/editor/packer/plugins/describeUnloadable';
import { failureMessage, noPlanMessage } from '../../../../../src/editor/packer/plugins/dsc/dscMessages';
import { explainPluginError } from '../../../../../src/editor/packer/plugins/explainPluginError';
import type { ThisPacker } from '../../../../../src/tools/packer/dsc/packerDsc';
import { DscFailure } from '../../../../../src/tools/packer/dsc/packerDsc';

describe('messages on plugins', () => {
  it('say what is wrong and what to do', () => {
    assert.equal(
      explainPluginError({ kind: 'tooOld', component: { kind: 'builder', type: 'qemu' } }, '1.7.0'),
      'The plugin for qemu was built for versions before Packer 1.7, and Packer 1.7.0 does not load such plugins. ' +
        'Install a newer version of the plugin, or use Packer 1.6.6.',
    );
    assert.equal(
      explainPluginError({ kind: 'noRequiredPlugins' }, undefined),
      'Packer does not support required_plugins, which needs Packer 1.7 or newer. ' +
        'Install a newer version of Packer, or remove the block: before 1.10, the plugins of HashiCorp are built into Packer.',
    );
  });

  it('of dsc offer packer-dsc or core provisioners, but not where the template has a wrong name', () => {
    const component = { kind: 'provisioner', type: 'dsc' } as const;
    const remedy = 'Install packer-dsc for this version of Packer, or convert the step to core provisioners.';
    for (const kind of ['unknown', 'tooOld', 'tooNew'] as const)
      assert.ok(explainPluginError({ kind, component }, '1.16.0').endsWith(` ${remedy}`), kind);
    assert.equal(
      explainPluginError({ kind: 'unknown', component, suggestion: 'shell' }, '1.16.0'),
      'Packer 1.16.0 does not know dsc, but it knows shell. Correct the name, or install the plugin that provides it.',
    );
  });

  for (const [because, word] of [
    ['version', 'in another folder'],
    ['home', 'hidden by ~/.packer.d'],
    ['PACKER_PLUGIN_PATH', 'hidden by PACKER_PLUGIN_PATH'],
    ['PACKER_CONFIG_DIR', 'hidden by PACKER_CONFIG_DIR'],
  ] as const)
    it(`name what makes Packer search another folder: ${because}`, () => {
      const described = describeUnloadable({ reason: 'elsewhere', because, instead: '/p' }, '1.16.0');
      assert.equal(described.word, word);
      assert.match(described.detail, /Packer 1\.16\.0 .*\/p\. /);
    });

  it('on what does not load have a short reason and a remedy', () => {
    assert.deepEqual(describeUnloadable({ reason: 'api', api: '4.0' }, '1.16.0'), {
      word: 'API 4.0',
      detail:
        'It uses version 4.0 of the plugin protocol, and Packer 1.16.0 uses 5.0. Install another version of the plugin.',
    });
  });

  it('on packer-dsc come with the commands that help', () => {
    assert.deepEqual(noPlanMessage({ reason: 'packerTooOld', version: '0.6.0' }), {
      text: 'Packer 0.6.0 is too old for packer-dsc, which needs Packer 0.7.0 or newer.',
      remedies: ['installPacker', 'convert'],
    });
    const packer = { version: '1.6.6' } as ThisPacker;
    assert.deepEqual(failureMessage(new DscFailure('proof', 'no such plugin'), packer), {
      text:
        'Packer 1.6.6 rejected the plugin: no such plugin ' +
        'packer-dsc was not installed, and nothing of it is left.',
      remedies: ['convert'],
    });
  });
});
