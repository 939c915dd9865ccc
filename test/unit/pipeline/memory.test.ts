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
    ['the old name of Hyper-V', { type: 'hyperv-iso', ram_size: 2048 }, 2048],
    ['memory that is too little for qemu to believe', { type: 'qemu', memory: 4 }, 512],
    ['memory that is too little for Proxmox to believe', { type: 'proxmox-iso', memory: '8' }, 512],
    ['not the memory of the screen', { type: 'proxmox-iso', memory: 4096, vga: { memory: 32 } }, 4096],
    ['not the memory of the screen alone', { type: 'proxmox-iso', vga: [{ memory: 32 }] }, 'default 512'],
    ['vmx_data in other capitals, a number', { type: 'vmware-iso', vmx_data: { memSize: 1024 } }, 1024],
    ['vmx_data that is not known', { type: 'vmware-iso', vmx_data: { memsize: '{{user `x`}}' } }, 'unknown'],
    ['an unknown variable', { type: 'virtualbox-iso', memory: '{{user `x`}}' }, 'unknown'],
  ] as const)
    it(`reads ${name}`, () => assert.equal(megabytes(source), expected));

  it('reads a variable', () => {
    assert.equal(megabytes({ type: 'virtualbox-iso', memory: '{{user `m`}}' }, { m: '1536' }), 1536);
  });

  it('says what a hypervisor may take back', () => {
    const dynamicOf = (source: Record<string, unknown>) => {
      const [build] = templateOf({ builders: [source] }).builds;
      const memory = build && memoryOf(build);
      return memory?.kind === 'set' && memory.dynamic && memory.dynamic.minimum;
    };
    assert.equal(dynamicOf({ type: 'proxmox-iso', memory: 4096, ballooning_minimum: 1024 }), 1024);
    assert.equal(dynamicOf({ type: 'proxmox-iso', memory: 4096, ballooning_minimum: 0 }), undefined);
    const [build] = templateOf({
      builders: [{ type: 'hyperv-iso', memory: 4096, enable_dynamic_memory: true }],
    }).builds;
    const memory = build && memoryOf(build);
    assert.ok(memory?.kind === 'set' && memory.dynamic);
  });
});
