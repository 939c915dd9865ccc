import type { Build } from '../template/template';
import { setting, text } from '../value';
import { amazon as amazonSizes, azure as azureSizes, google as googleSizes } from './cloudSizes.json';
import type { CloudSizeRow, CloudSizes } from './cloudSizes.generated';
import type { Memory } from './memory';

/** Sizes of a cloud whose names tell how much memory they have. */
interface Family {
  readonly name: RegExp;
  /** GiB, from the parts of the name. */
  readonly gigabytes: (...parts: string[]) => number | undefined;
  readonly source: string;
}

interface Cloud {
  readonly type: RegExp;
  readonly setting: string;
  readonly sizes: CloudSizes;
  /** Whether names of sizes mean the same in capitals. */
  readonly ignoresCase?: true;
  /** For the sizes that have no row of their own. */
  readonly families: readonly Family[];
  /** What is taken where the setting is unset. */
  readonly unset?: string;
}

const gib = 1024;

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

const amazonPage = 'https://aws.amazon.com/ec2/instance-types/';
const amazonOldPage = 'https://aws.amazon.com/ec2/previous-generation/';

const amazon = [
  { name: /^t[2-4]\w?\.(\w+)$/, gigabytes: ofLarge(8), source: amazonPage },
  { name: /^m[4-8]\w{0,3}\.(medium|large|\d*xlarge)$/, gigabytes: ofLarge(8), source: amazonPage },
  { name: /^c[34]\.(large|\d?xlarge)$/, gigabytes: ofLarge(3.75), source: amazonOldPage },
  {
    name: /^c[5-8](?:a|d|ad|i|g|gd|id|flex)?\.(medium|large|\d*xlarge)$/,
    gigabytes: ofLarge(4),
    source: amazonPage,
  },
  { name: /^c[5-8]gn\.(medium|large|\d*xlarge)$/, gigabytes: ofLarge(4), source: amazonPage },
  { name: /^c5n\.(large|\d*xlarge)$/, gigabytes: ofLarge(5.25), source: amazonPage },
  { name: /^(?:r[34]|i3)\.(large|\d*xlarge)$/, gigabytes: ofLarge(15.25), source: amazonOldPage },
  { name: /^r[5-8]\w{0,3}\.(medium|large|\d*xlarge)$/, gigabytes: ofLarge(16), source: amazonPage },
] as const satisfies readonly Family[];

const azurePages = 'https://learn.microsoft.com/azure/virtual-machines/sizes';

const azure = [
  {
    name: /^standard_a(\d)_v2$/i,
    gigabytes: each(2),
    source: `${azurePages}/general-purpose/av2-series`,
  },
  {
    name: /^standard_a(\d)m_v2$/i,
    gigabytes: each(8),
    source: `${azurePages}/general-purpose/av2-series`,
  },
  {
    name: /^standard_d[ac]?(\d+)[asd]{0,3}_v[3-6]$/i,
    gigabytes: each(4),
    source: `${azurePages}/general-purpose/d-family`,
  },
  {
    name: /^standard_d[ac]?(\d+)l[asd]{0,3}_v[5-6]$/i,
    gigabytes: each(2),
    source: `${azurePages}/general-purpose/d-family`,
  },
  {
    name: /^standard_e[ac]?(\d+)[asd]{0,3}_v[3-6]$/i,
    gigabytes: each(8),
    source: `${azurePages}/memory-optimized/e-family`,
  },
  {
    name: /^standard_fs?(\d+)s?(?:_v2)?$/i,
    gigabytes: each(2),
    source: `${azurePages}/compute-optimized/f-family`,
  },
] as const satisfies readonly Family[];

const googlePages = 'https://cloud.google.com/compute/docs';

const google = [
  {
    name: /^(?:\w+-)?custom-\d+-(\d+)(?:-ext)?$/,
    gigabytes: (megabytes = '') => Number(megabytes) / gib,
    source: `${googlePages}/instances/creating-instance-with-custom-machine-type`,
  },
  {
    name: /^n1-standard-(\d+)$/,
    gigabytes: each(3.75),
    source: `${googlePages}/general-purpose-machines`,
  },
  {
    name: /^n1-highmem-(\d+)$/,
    gigabytes: each(6.5),
    source: `${googlePages}/general-purpose-machines`,
  },
  {
    name: /^n1-highcpu-(\d+)$/,
    gigabytes: each(0.9),
    source: `${googlePages}/general-purpose-machines`,
  },
  {
    name: /^(?:e2|n2d?|n4|c2d?|t2[ad])-standard-(\d+)$/,
    gigabytes: each(4),
    source: `${googlePages}/machine-resource`,
  },
  {
    name: /^(?:e2|n2d?|n4|c2d)-highmem-(\d+)$/,
    gigabytes: each(8),
    source: `${googlePages}/machine-resource`,
  },
  {
    name: /^(?:e2|n2d?)-highcpu-(\d+)$/,
    gigabytes: each(1),
    source: `${googlePages}/machine-resource`,
  },
] as const satisfies readonly Family[];

/** Defaults: the builders' own configuration (azure/arm/config.go, googlecompute/config.go). */
export const clouds = [
  {
    type: /^amazon-(ebs|ebssurrogate|ebsvolume|instance)$/,
    setting: 'instance_type',
    sizes: amazonSizes,
    families: amazon,
  },
  {
    type: /^azure-(arm|dtl)$/,
    setting: 'vm_size',
    sizes: azureSizes,
    ignoresCase: true,
    families: azure,
    unset: 'Standard_A1',
  },
  {
    type: /^googlecompute$/,
    setting: 'machine_type',
    sizes: googleSizes,
    families: google,
    unset: 'e2-standard-2',
  },
] as const satisfies readonly Cloud[];

/** The memory of the machine size that a cloud's build runs on; `unknown` for sizes that are not in the tables. */
export function cloudMemoryOf(build: Build): Memory {
  const cloud = cloudOf(build.type);
  if (!cloud) return { kind: 'unknown' };
  const value = setting(build.source, cloud.setting);
  if (!value || value.kind === 'null') {
    const megabytes = cloud.unset === undefined ? undefined : megabytesOf(cloud.unset, cloud);
    return megabytes === undefined
      ? { kind: 'unknown' }
      : { kind: 'default', megabytes, setting: cloud.setting };
  }
  const size = text(build.source, cloud.setting);
  const megabytes = size && megabytesOf(size.text, cloud);
  if (!size || megabytes === undefined) return { kind: 'unknown' };
  const { location, definition } = size;
  return { kind: 'set', megabytes, setting: cloud.setting, location, ...(definition && { definition }) };
}

/** The memory of a size by its name, for a builder of a cloud; undefined for what is not in the tables. */
export function megabytesOfSize(type: string, name: string): number | undefined {
  const cloud = cloudOf(type);
  return cloud && megabytesOf(name, cloud);
}

const cloudOf = (type: string): Cloud | undefined => clouds.find((cloud) => cloud.type.test(type));

function megabytesOf(name: string, cloud: Cloud): number | undefined {
  const gigabytes = rowOf(name, cloud)?.gigabytes ?? gigabytesOf(name, cloud.families);
  return gigabytes && Math.round(gigabytes * gib);
}

function rowOf(name: string, { sizes, ignoresCase }: Cloud): CloudSizeRow | undefined {
  if (!ignoresCase) return Object.hasOwn(sizes, name) ? sizes[name] : undefined;
  return Object.entries(sizes).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];
}

function gigabytesOf(name: string, families: readonly Family[]): number | undefined {
  for (const family of families) {
    const found = family.name.exec(name);
    const gigabytes = found && family.gigabytes(...found.slice(1));
    if (gigabytes) return gigabytes;
  }
  return undefined;
}
