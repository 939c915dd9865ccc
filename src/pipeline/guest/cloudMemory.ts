import type { Build } from '../template/template';
import { setting, text } from '../value';
import type { Memory } from './memory';

/** One way in which a cloud names its machine sizes. */
interface Size {
  readonly name: RegExp;
  /** GiB, from the parts of the name. */
  readonly gigabytes: (...parts: string[]) => number | undefined;
}

interface Cloud {
  readonly type: RegExp;
  readonly setting: string;
  readonly sizes: readonly Size[];
  /** What is taken where the setting is unset. */
  readonly unset?: string;
}

const gib = 1024;

const table =
  (sizes: Readonly<Record<string, number>>) =>
  (name = ''): number | undefined =>
    Object.hasOwn(sizes, name.toLowerCase()) ? sizes[name.toLowerCase()] : undefined;

/** GiB for each processor. */
const each =
  (gigabytes: number) =>
  (processors = ''): number =>
    Number(processors) * gigabytes;

/** Amazon's sizes as multiples of `large`. */
const amazonSteps: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
};

const ofLarge =
  (gigabytes: number) =>
  (size = ''): number | undefined => {
    const [, count] = /^(\d+)xlarge$/.exec(size) ?? [];
    const step = count === undefined ? amazonSteps[size] : Number(count) * 2;
    return step && step * gigabytes;
  };

/** https://aws.amazon.com/ec2/instance-types/ and /previous-generation/ */
const amazon: readonly Size[] = [
  { name: /^(t1\.micro)$/, gigabytes: table({ 't1.micro': 0.613 }) },
  { name: /^t[2-4]\w?\.(\w+)$/, gigabytes: ofLarge(8) },
  {
    name: /^m[13]\.(\w+)$/,
    gigabytes: table({ small: 1.7, medium: 3.75, large: 7.5, xlarge: 15, '2xlarge': 30 }),
  },
  { name: /^m[4-8]\w{0,3}\.(medium|large|\d*xlarge)$/, gigabytes: ofLarge(8) },
  { name: /^c1\.(\w+)$/, gigabytes: table({ medium: 1.7, xlarge: 7 }) },
  { name: /^c[34]\.(large|\d?xlarge)$/, gigabytes: ofLarge(3.75) },
  { name: /^c[5-8](?:a|d|ad|i|g|gd|id|flex)?\.(medium|large|\d*xlarge)$/, gigabytes: ofLarge(4) },
  { name: /^c[5-8]gn\.(medium|large|\d*xlarge)$/, gigabytes: ofLarge(4) },
  { name: /^c5n\.(large|\d*xlarge)$/, gigabytes: ofLarge(5.25) },
  { name: /^(?:r[34]|i3)\.(large|\d*xlarge)$/, gigabytes: ofLarge(15.25) },
  { name: /^r[5-8]\w{0,3}\.(medium|large|\d*xlarge)$/, gigabytes: ofLarge(16) },
];

/** https://learn.microsoft.com/azure/virtual-machines/sizes */
const azure: readonly Size[] = [
  {
    name: /^(?:standard|basic)_a(\d)$/i,
    gigabytes: table({ 0: 0.75, 1: 1.75, 2: 3.5, 3: 7, 4: 14, 5: 14, 6: 28, 7: 56 }),
  },
  { name: /^standard_a(\d)_v2$/i, gigabytes: each(2) },
  { name: /^standard_a(\d)m_v2$/i, gigabytes: each(8) },
  {
    name: /^standard_ds?(\d+)(?:_v2)?$/i,
    gigabytes: table({ 1: 3.5, 2: 7, 3: 14, 4: 28, 5: 56, 11: 14, 12: 28, 13: 56, 14: 112, 15: 140 }),
  },
  { name: /^standard_d[ac]?(\d+)[asd]{0,3}_v[3-6]$/i, gigabytes: each(4) },
  { name: /^standard_d[ac]?(\d+)l[asd]{0,3}_v[5-6]$/i, gigabytes: each(2) },
  { name: /^standard_e[ac]?(\d+)[asd]{0,3}_v[3-6]$/i, gigabytes: each(8) },
  { name: /^standard_fs?(\d+)s?(?:_v2)?$/i, gigabytes: each(2) },
  {
    name: /^standard_(b\w+?)(?:_v2)?$/i,
    gigabytes: table({
      b1ls: 0.5,
      b1s: 1,
      b1ms: 2,
      b2s: 4,
      b2ms: 8,
      b4ms: 16,
      b8ms: 32,
      b12ms: 48,
      b16ms: 64,
      b20ms: 80,
      b2ts: 1,
      b2ls: 4,
      b2ats: 1,
      b2als: 4,
      b2as: 8,
      b4ls: 8,
      b4als: 8,
      b4as: 16,
    }),
  },
];

/** https://cloud.google.com/compute/docs/machine-resource */
const google: readonly Size[] = [
  { name: /^(?:\w+-)?custom-\d+-(\d+)(?:-ext)?$/, gigabytes: (megabytes = '') => Number(megabytes) / gib },
  { name: /^(f1-micro|g1-small)$/, gigabytes: table({ 'f1-micro': 0.6, 'g1-small': 1.7 }) },
  { name: /^e2-(micro|small|medium)$/, gigabytes: table({ micro: 1, small: 2, medium: 4 }) },
  { name: /^n1-standard-(\d+)$/, gigabytes: each(3.75) },
  { name: /^n1-highmem-(\d+)$/, gigabytes: each(6.5) },
  { name: /^n1-highcpu-(\d+)$/, gigabytes: each(0.9) },
  { name: /^(?:e2|n2d?|n4|c2d?|t2[ad])-standard-(\d+)$/, gigabytes: each(4) },
  { name: /^(?:e2|n2d?|n4|c2d)-highmem-(\d+)$/, gigabytes: each(8) },
  { name: /^(?:e2|n2d?)-highcpu-(\d+)$/, gigabytes: each(1) },
];

/** Defaults: the builders' own configuration (azure/arm/config.go, googlecompute/config.go). */
const clouds: readonly Cloud[] = [
  { type: /^amazon-(ebs|ebssurrogate|ebsvolume|instance)$/, setting: 'instance_type', sizes: amazon },
  { type: /^azure-(arm|dtl)$/, setting: 'vm_size', sizes: azure, unset: 'Standard_A1' },
  { type: /^googlecompute$/, setting: 'machine_type', sizes: google, unset: 'e2-standard-2' },
];

/** The memory of the machine size that a cloud's build runs on; `unknown` for sizes that are not in the tables. */
export function cloudMemoryOf(build: Build): Memory {
  const cloud = clouds.find(({ type }) => type.test(build.type));
  if (!cloud) return { kind: 'unknown' };
  const value = setting(build.source, cloud.setting);
  if (!value || value.kind === 'null') {
    const megabytes = cloud.unset === undefined ? undefined : megabytesOf(cloud.unset, cloud.sizes);
    return megabytes === undefined
      ? { kind: 'unknown' }
      : { kind: 'default', megabytes, setting: cloud.setting };
  }
  const size = text(build.source, cloud.setting);
  const megabytes = size && megabytesOf(size.text, cloud.sizes);
  if (!size || megabytes === undefined) return { kind: 'unknown' };
  const { location, definition } = size;
  return { kind: 'set', megabytes, setting: cloud.setting, location, ...(definition && { definition }) };
}

/** The memory of a size by its name, for a builder of a cloud; undefined for what is not in the tables. */
export function megabytesOfSize(type: string, name: string): number | undefined {
  const cloud = clouds.find((other) => other.type.test(type));
  return cloud && megabytesOf(name, cloud.sizes);
}

function megabytesOf(name: string, sizes: readonly Size[]): number | undefined {
  for (const size of sizes) {
    const found = size.name.exec(name);
    const gigabytes = found && size.gigabytes(...found.slice(1));
    if (gigabytes) return Math.round(gigabytes * gib);
  }
  return undefined;
}
