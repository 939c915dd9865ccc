import assert from 'node:assert/strict';
import { diskDemand, memoryDemand } from '../../../../src/pipeline/guest/demand';
import { outputFolder } from '../../../../src/pipeline/paths/outputFolder';
import { builder, buildOf, read } from '../template/read';

describe('What builds want of this machine', () => {
  const { builds } = read({
    't.json': JSON.stringify({
      builders: [
        { type: 'virtualbox-iso', memory: 4096 },
        { type: 'qemu', memory: '2048' },
        { type: 'hyperv-iso', name: 'big', memory: 8192 },
        { type: 'amazon-ebs' },
        { type: 'vmware-iso', name: 'far', remote_type: 'esx5', memory: 9999 },
        { type: 'virtualbox-ovf' },
      ],
    }),
  });

  it('is the memory of all that run here, at the same time', () => {
    assert.equal(memoryDemand(builds, 0).megabytes, 4096 + 2048 + 8192);
  });

  it('is that of the largest when fewer run at a time', () => {
    const { megabytes, builds: counted } = memoryDemand(builds, 2);
    assert.equal(megabytes, 4096 + 8192);
    assert.deepEqual(counted, [
      { name: 'big', megabytes: 8192 },
      { name: 'virtualbox-iso', megabytes: 4096 },
    ]);
  });

  const disks: readonly [settings: Record<string, unknown>, megabytes: number | undefined][] = [
    [{ type: 'virtualbox-iso' }, 40000],
    [{ type: 'virtualbox-iso', disk_size: '61440', additional_disk_size: [1000, 2000] }, 64440],
    [{ type: 'qemu', disk_size: '20G', disk_additional_size: ['512M'] }, 20 * 1024 + 512],
    [{ type: 'qemu', disk_size: 0 }, 40960],
    [{ type: 'qemu', disk_image: true, skip_resize_disk: true }, undefined],
    [{ type: 'qemu', disk_size: '{{user `x`}}' }, undefined],
    [{ type: 'virtualbox-ovf' }, undefined],
    [{ type: 'vmware-iso', remote_type: 'esx5' }, undefined],
    [{ type: 'amazon-ebs' }, undefined],
  ];
  for (const [settings, megabytes] of disks)
    it(`is ${megabytes} MB of disk for ${JSON.stringify(settings)}`, () =>
      assert.equal(diskDemand(builder(settings)), megabytes));
});

describe('The folder of a build', () => {
  const folders: readonly [settings: Record<string, unknown>, folder: string | undefined][] = [
    [{ type: 'qemu' }, 'output-qemu'],
    [{ type: 'qemu', name: 'one' }, 'output-one'],
    [{ type: 'qemu', output_directory: '/out' }, '/out'],
    [{ type: 'qemu', name: 'one', output_directory: 'out/{{build_name}}' }, 'out/one'],
    [{ type: 'qemu', output_directory: 'out-{{timestamp}}' }, undefined],
    [{ type: 'null' }, undefined],
    [{ type: 'amazon-ebs', output_directory: 'out' }, undefined],
  ];
  for (const [settings, folder] of folders)
    it(`is ${folder} for ${JSON.stringify(settings)}`, () =>
      assert.equal(outputFolder(builder(settings), 'json'), folder));

  it('has the name of the source in HCL2', () => {
    const of = (name: string) =>
      buildOf(
        read({
          'a.pkr.hcl': `source "qemu" "core" {}\nbuild {\n${name}\n  sources = ["qemu.core"]\n}\n`,
        }),
      );
    assert.equal(outputFolder(of(''), 'hcl2'), 'output-core');
    assert.equal(outputFolder(of('  name = "all.qemu"'), 'hcl2'), 'output-core');
  });
});
