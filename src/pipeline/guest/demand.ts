import type { Build } from '../template/template';
import { isTrue, listOf, numberOf, setting } from '../value';
import type { Value } from '../value';
import { memoryOf } from './memory';

/** What builds want of the machine that runs Packer, one of them or several together. */
export interface Demand {
  /** Those of which it is known, with how much each takes. */
  readonly builds: readonly { readonly name: string; readonly megabytes: number }[];
  /** Of all that run at the same time. */
  readonly megabytes: number;
}

/** Whether a build's guest runs on the machine that runs Packer. */
export const runsHere = ({ type, source }: Build): boolean =>
  /^(virtualbox-|vmware-|hyperv-|parallels-|qemu$)/.test(type) &&
  !(type.startsWith('vmware-') && setting(source, 'remote_type'));

/**
 * The memory that the guests of some builds take here at the same time.
 * @param parallel how many builds run at a time; 0 for all
 */
export function memoryDemand(builds: readonly Build[], parallel: number): Demand {
  const known = builds.filter(runsHere).flatMap((build) => {
    const memory = memoryOf(build);
    return memory.kind === 'unknown' ? [] : [{ name: build.shownName, megabytes: memory.megabytes }];
  });
  // Which ones meet is not known: the largest may.
  const together = [...known]
    .sort((one, other) => other.megabytes - one.megabytes)
    .slice(0, parallel > 0 ? parallel : known.length);
  return { builds: together, megabytes: sum(together.map(({ megabytes }) => megabytes)) };
}

interface BuilderDisk {
  readonly type: RegExp;
  /** The setting with the sizes of further disks. */
  readonly more: string;
  /** MB when unset. */
  readonly unset: number;
}

/*
 * Settings and defaults: packer-plugin-virtualbox builder/virtualbox/iso, -vmware builder/vmware/iso, -hyperv
 * builder/hyperv/iso, -qemu builder/qemu, -parallels builder/parallels/iso. A number without a unit is MB.
 */
export const builderDisks: readonly BuilderDisk[] = [
  { type: /^virtualbox-iso$/, more: 'additional_disk_size', unset: 40000 },
  { type: /^vmware-iso$/, more: 'disk_additional_size', unset: 40000 },
  { type: /^hyperv-iso$/, more: 'disk_additional_size', unset: 40960 },
  { type: /^qemu$/, more: 'disk_additional_size', unset: 40960 },
  { type: /^parallels-iso$/, more: 'disk_additional_size', unset: 40000 },
];

/**
 * How large the disks of a build's guest may grow, together.
 * @returns megabytes; undefined where that is decided elsewhere, by the machine or the image that is taken
 */
export function diskDemand(build: Build): number | undefined {
  const disk = builderDisks.find(({ type }) => type.test(build.type));
  const { source } = build;
  if (!disk || !runsHere(build) || isTrue(setting(source, 'skip_resize_disk'))) return undefined;
  const main = setting(source, 'disk_size');
  const first = main && main.kind !== 'null' ? megabytesOf(main) : disk.unset;
  const further = listOf(setting(source, disk.more)).map(megabytesOf);
  return first === undefined || further.includes(undefined)
    ? undefined
    : sum([first || disk.unset, ...further.map((size) => size ?? 0)]);
}

const units: Readonly<Record<string, number>> = { k: 1 / 1024, m: 1, g: 1024, t: 1024 * 1024 };

/** `40960`, `"40960"`, `"40960M"`, `"40G"`. */
function megabytesOf(value: Value): number | undefined {
  const plain = numberOf(value);
  if (plain !== undefined) return plain;
  if (value.kind !== 'string' || value.partial) return undefined;
  const [, size, unit = ''] = /^\s*(\d+)\s*([kmgt])b?\s*$/i.exec(value.text) ?? [];
  const factor = units[unit.toLowerCase()];
  return size === undefined || factor === undefined ? undefined : Number(size) * factor;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
