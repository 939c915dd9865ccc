import assert from 'node:assert/strict';
import { cloudMemoryOf } from '../../../../src/pipeline/guest/cloudMemory';
import { builder } from '../template/read';

const setting: Readonly<Record<string, string>> = {
  'amazon-ebs': 'instance_type',
  'azure-arm': 'vm_size',
  googlecompute: 'machine_type',
};

describe('cloudMemoryOf', () => {
  for (const [type, size, expected] of [
    ['amazon-ebs', 't2.nano', 512],
    ['amazon-ebs', 't2.micro', 1024],
    ['amazon-ebs', 't3a.small', 2048],
    ['amazon-ebs', 't3.medium', 4096],
    ['amazon-ebs', 't2.large', 8192],
    ['amazon-ebs', 't1.micro', 628],
    ['amazon-ebs', 'm3.medium', 3840],
    ['amazon-ebs', 'm5.xlarge', 16384],
    ['amazon-ebs', 'm6i.2xlarge', 32768],
    ['amazon-ebs', 'c4.large', 3840],
    ['amazon-ebs', 'c5.large', 4096],
    ['amazon-ebs', 'c5n.large', 5376],
    ['amazon-ebs', 'r4.large', 15616],
    ['amazon-ebs', 'r5d.large', 16384],
    ['amazon-ebs', 'x9.huge', 'unknown'],
    ['amazon-ebs', undefined, 'unknown'],
    ['azure-arm', 'Standard_A1', 1792],
    ['azure-arm', 'Standard_D2_v2', 7168],
    ['azure-arm', 'Standard_DS2_v2', 7168],
    ['azure-arm', 'Standard_D2s_v3', 8192],
    ['azure-arm', 'Standard_D4ads_v5', 16384],
    ['azure-arm', 'Standard_E2s_v3', 16384],
    ['azure-arm', 'Standard_F2s_v2', 4096],
    ['azure-arm', 'standard_b2ms', 8192],
    ['azure-arm', 'Standard_B1s', 1024],
    ['azure-arm', 'Standard_Z9', 'unknown'],
    ['azure-arm', undefined, 'default 1792'],
    ['googlecompute', 'n1-standard-1', 3840],
    ['googlecompute', 'n1-standard-2', 7680],
    ['googlecompute', 'e2-small', 2048],
    ['googlecompute', 'e2-medium', 4096],
    ['googlecompute', 'n2-standard-4', 16384],
    ['googlecompute', 'n2d-highcpu-4', 4096],
    ['googlecompute', 'custom-2-5120', 5120],
    ['googlecompute', 'n2-custom-4-10240-ext', 10240],
    ['googlecompute', 'n1-', 'unknown'],
    ['googlecompute', undefined, 'default 8192'],
    ['qemu', 't2.micro', 'unknown'],
  ] as const)
    it(`${type} ${size} has ${expected}`, () => {
      const memory = cloudMemoryOf(builder({ type, [setting[type] ?? 'instance_type']: size }));
      const found =
        memory.kind === 'unknown'
          ? 'unknown'
          : memory.kind === 'set'
            ? memory.megabytes
            : `default ${memory.megabytes}`;
      assert.equal(found, expected);
    });
});
