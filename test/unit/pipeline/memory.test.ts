import assert from 'node:assert/strict';
import { memoryOf } from '../../../src/pipeline/guest/memory';
import { templateOf } from '../../support/templates';

function megabytes(
  source: Record<string, unknown>,
  variables: Record<string, unknown> = {},
): number | string {
  const [build] = templateOf({ variables, builders: [source] }).builds;
  assert.ok(build);
  const memory = memoryOf(build);
  return memory.kind === 'unknown'
    ? 'unknown'
    : memory.kind === 'default'
      ? `default ${memory.megabytes}`
      : memory.megabytes;
}

describe('memoryOf', () => {
  for (const [name, source, expected] of [
    ['a number', { type: 'virtualbox-iso', memory: 2048 }, 2048],
    ['a number in quotes', { type: 'vmware-iso', memory: '4096' }, 4096],
    ['unset', { type: 'virtualbox-iso' }, 'default 512'],
    ['unset for Hyper-V', { type: 'hyperv-iso' }, 'default 1024'],
    ['unset for an imported machine', { type: 'virtualbox-ovf' }, 'unknown'],
    ['unset for a cloned machine', { type: 'vsphere-clone' }, 'unknown'],
    ['RAM of vSphere', { type: 'vsphere-iso', RAM: 8192 }, 8192],
    ['memory means nothing to vSphere', { type: 'vsphere-iso', memory: 8192 }, 'unknown'],
    ['XenServer', { type: 'xenserver-iso', vm_memory: 1024 }, 1024],
    [
      'vboxmanage wins, its last word',
      {
        type: 'virtualbox-iso',
        memory: 512,
        vboxmanage: [
          ['modifyvm', '{{.Name}}', '--memory', '1024'],
          ['modifyvm', '{{.Name}}', '--memory', '4096'],
          ['modifyvm', '{{.Name}}', '--cpus', '2'],
        ],
      },
      4096,
    ],
    ['vmx_data wins', { type: 'vmware-iso', memory: 512, vmx_data: { memsize: '3072' } }, 3072],
    ['-m of qemu', { type: 'qemu', qemuargs: [['-m', '4G']] }, 4096],
    ['-m size= of qemu', { type: 'qemu', qemuargs: [['-m', 'size=2048M,slots=2']] }, 2048],
    ['prlctl', { type: 'parallels-iso', prlctl: [['set', '{{.Name}}', '--memsize', '2048']] }, 2048],
    ['another machine altogether', { type: 'amazon-ebs', memory: 1 }, 'unknown'],
    ['what is no number', { type: 'virtualbox-iso', memory: 'much' }, 'unknown'],
    ['an unknown variable', { type: 'virtualbox-iso', memory: '{{user `x`}}' }, 'unknown'],
  ] as const)
    it(`reads ${name}`, () => assert.equal(megabytes(source), expected));

  it('reads a variable', () => {
    assert.equal(megabytes({ type: 'virtualbox-iso', memory: '{{user `m`}}' }, { m: '1536' }), 1536);
  });
});
