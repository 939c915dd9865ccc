import type { Location } from '../../text/location';
import type { Build } from '../template/template';
import { isTrue, listOf, numberOf, setting, strings } from '../value';
import type { MapValue, Value } from '../value';

/** How much memory the guest of a build gets. */
export type Memory =
  /** `definition`: where the number itself stands, when it comes from a variable. */
  | {
      readonly kind: 'set';
      readonly megabytes: number;
      readonly setting: string;
      readonly location: Location;
      readonly definition?: Location;
      readonly dynamic?: DynamicMemory;
    }
  /** Not set: what the builder takes then. */
  | {
      readonly kind: 'default';
      readonly megabytes: number;
      readonly setting: string;
      readonly dynamic?: DynamicMemory;
    }
  /** Set to something that can't be known, or decided elsewhere: the imported machine, the cloud size. */
  | { readonly kind: 'unknown' };

/** The hypervisor takes memory from the guest that it does not use just now. */
interface DynamicMemory {
  /** The least that stays, in MB; undefined where the hypervisor decides. */
  readonly minimum: number | undefined;
  readonly location: Location;
}

interface BuilderMemory {
  readonly type: RegExp;
  /** The setting in MB; undefined where the builder has none, and takes another machine's. */
  readonly setting?: string;
  /** What it was called before, and still may be. */
  readonly oldSetting?: string;
  /** Below this many MB the builder takes its default instead. */
  readonly least?: number;
  /** MB when unset; undefined where another machine's setting is taken over. */
  readonly unset?: number;
  /** Where the same is set in the hypervisor's own words; it wins over the setting. */
  readonly override?: (source: MapValue) => Value | undefined;
  readonly overrideName?: string;
  readonly dynamic?: (source: MapValue) => DynamicMemory | undefined;
}

/*
 * Source of settings and defaults: packer-plugin-virtualbox common/vm_config, -vmware common/hw_config, -hyperv
 * common/config, -qemu builder/config, -parallels common/hw_config, -vsphere hardware, -proxmox common/config,
 * packer-builder-xenserver. Values are MB.
 */
export const builderMemory: readonly BuilderMemory[] = [
  {
    type: /^virtualbox-iso$/,
    setting: 'memory',
    unset: 512,
    override: virtualBoxOverride,
    overrideName: 'vboxmanage',
  },
  {
    type: /^virtualbox-(ovf|vm)$/,
    override: virtualBoxOverride,
    overrideName: 'vboxmanage',
  },
  {
    type: /^vmware-iso$/,
    setting: 'memory',
    unset: 512,
    override: vmxOverride,
    overrideName: 'vmx_data.memsize',
  },
  { type: /^vmware-vmx$/, override: vmxOverride, overrideName: 'vmx_data.memsize' },
  {
    type: /^hyperv-iso$/,
    setting: 'memory',
    oldSetting: 'ram_size',
    unset: 1024,
    dynamic: hypervDynamic,
  },
  { type: /^hyperv-vmcx$/, setting: 'memory', oldSetting: 'ram_size', dynamic: hypervDynamic },
  {
    type: /^qemu$/,
    setting: 'memory',
    unset: 512,
    least: 10,
    override: qemuOverride,
    overrideName: 'qemuargs',
  },
  {
    type: /^parallels-(iso|ipsw)$/,
    setting: 'memory',
    unset: 512,
    override: prlctlOverride,
    overrideName: 'prlctl',
  },
  {
    type: /^parallels-(pvm|macvm)$/,
    override: prlctlOverride,
    overrideName: 'prlctl',
  },
  { type: /^vsphere-(iso|clone)$/, setting: 'RAM' },
  { type: /^proxmox(-iso|-clone)?$/, setting: 'memory', unset: 512, least: 16, dynamic: ballooning },
  { type: /^xenserver-iso$/, setting: 'vm_memory', unset: 1024 },
];

/** The memory of a build's guest; `unknown` for builders that do not set it in MB: see cloudMemoryOf. */
export function memoryOf(build: Build): Memory {
  const builder = builderMemory.find(({ type }) => type.test(build.type));
  if (!builder) return { kind: 'unknown' };
  const { unset, least = 0 } = builder;
  const override = builder.override?.(build.source);
  if (override) return read(override, builder.overrideName ?? '', megabytesOf(override));
  const dynamic = builder.dynamic?.(build.source);
  const found = [builder.setting, builder.oldSetting]
    .map((name) => ({ name, value: name === undefined ? undefined : setting(build.source, name) }))
    .find(({ value }) => value && value.kind !== 'null');
  const megabytes = numberOf(found?.value);
  if (found?.name && found.value && !(megabytes === 0 && unset !== undefined))
    return {
      ...read(found.value, found.name, megabytes !== undefined && megabytes < least ? unset : megabytes),
      ...(dynamic && { dynamic }),
    };
  if (unset === undefined || builder.setting === undefined) return { kind: 'unknown' };
  return { kind: 'default', megabytes: unset, setting: builder.setting, ...(dynamic && { dynamic }) };
}

function read(value: Value, name: string, megabytes: number | undefined): Memory {
  if (megabytes === undefined) return { kind: 'unknown' };
  const { location, definition } = value;
  return { kind: 'set', megabytes, setting: name, location, ...(definition && { definition }) };
}

/** `4096`, `"4096"`, `"4G"`, `"4096M"`. */
function megabytesOf(value: Value): number | undefined {
  const plain = numberOf(value);
  if (plain !== undefined) return plain;
  if (value.kind !== 'string' || value.partial) return undefined;
  const [, size, unit] = /(?:^|size=)(\d+)([mg])b?(?:,|$)/i.exec(value.text) ?? [];
  if (!size || !unit) return undefined;
  return unit.toLowerCase() === 'g' ? Number(size) * 1024 : Number(size);
}

/** `"vboxmanage": [["modifyvm", "{{.Name}}", "--memory", "2048"]]` */
function virtualBoxOverride(source: MapValue): Value | undefined {
  return optionOf(source, 'vboxmanage', /^--?memory$/);
}

/** `"prlctl": [["set", "{{.Name}}", "--memsize", "2048"]]` */
function prlctlOverride(source: MapValue): Value | undefined {
  return optionOf(source, 'prlctl', /^--memsize$/);
}

/** `"qemuargs": [["-m", "4G"]]` */
function qemuOverride(source: MapValue): Value | undefined {
  return optionOf(source, 'qemuargs', /^-m$/);
}

/** `"vmx_data": { "memsize": "2048" }`; VMware does not mind capitals. */
function vmxOverride(source: MapValue): Value | undefined {
  const data = setting(source, 'vmx_data');
  if (data?.kind === 'unknown') return data;
  return data?.kind === 'map'
    ? data.entries.findLast(({ name }) => name.toLowerCase() === 'memsize')?.value
    : undefined;
}

/** The guest may have no more than `memory` at its start. */
function hypervDynamic(source: MapValue): DynamicMemory | undefined {
  const value = setting(source, 'enable_dynamic_memory');
  return value && isTrue(value) ? { minimum: undefined, location: value.location } : undefined;
}

/** `ballooning_minimum`: 0 turns ballooning off. */
function ballooning(source: MapValue): DynamicMemory | undefined {
  const value = setting(source, 'ballooning_minimum');
  const minimum = numberOf(value);
  return value && minimum !== 0 ? { minimum, location: value.location } : undefined;
}

/**
 * The value after an option in a list of command lines; the last one wins, as for the command itself. Command
 * lines that are not known are returned themselves: they may hold the option.
 */
function optionOf(source: MapValue, name: string, option: RegExp): Value | undefined {
  for (const line of [...listOf(setting(source, name))].reverse()) {
    if (line.kind === 'unknown') return line;
    const words = listOf(line);
    const at = words.findLastIndex((word) => strings(word).some(({ text }) => option.test(text)));
    if (at >= 0) return words[at + 1];
  }
  return undefined;
}
