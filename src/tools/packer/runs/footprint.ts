import { lstatSync } from 'node:fs';
import path from 'node:path';
import { outputFolder } from '../../../pipeline/paths/outputFolder';
import { isSamePath } from '../../../text/pathKey';
import type { Build, Dialect, Template } from '../../../pipeline/template/template';
import { setting, text } from '../../../pipeline/value';
import { listOf, object, oneOf, optional, text as isText, truth } from '../../shape';
import type { Shape } from '../../shape';

/**
 * What a run makes on this computer, as far as its template tells. It is recorded before Packer starts: later it proves what
 * the run has left, and meanwhile it keeps others away from that.
 */
export interface Footprint {
  readonly folders: readonly MadeFolder[];
  readonly machines: readonly MachineName[];
}

/** A folder that a build makes its machine in. */
interface MadeFolder {
  /** Absolute. */
  readonly path: string;
  /** Something stood there before the run. */
  readonly existed: boolean;
  /** The name of the build. */
  readonly build?: string;
}

/** Hypervisors that know their machines by names, which builders give. */
const hypervisors = ['virtualbox', 'hyperv'] as const;
export type NamingHypervisor = (typeof hypervisors)[number];

/** What a machine is called: as the template says, or by Packer, with ten digits behind a prefix. */
export interface MachineName {
  /** VirtualBox in records of older versions, which knew no other. */
  readonly of?: NamingHypervisor;
  readonly name?: string;
  readonly prefix?: string;
  /** The name of the build. */
  readonly build?: string;
}

export const isFootprint: Shape<Footprint> = object<Footprint>({
  folders: listOf(object<MadeFolder>({ path: isText, existed: truth, build: optional(isText) })),
  machines: listOf(
    object<MachineName>({
      of: optional(oneOf(hypervisors)),
      name: optional(isText),
      prefix: optional(isText),
      build: optional(isText),
    }),
  ),
});

export const noFootprint: Footprint = { folders: [], machines: [] };

/**
 * What some builds of a template will make.
 * @param template as it is built, with its variables
 * @param cwd where Packer is started
 */
export function footprintOf(
  { dialect }: Pick<Template, 'dialect'>,
  builds: readonly Build[],
  cwd: string,
): Footprint {
  const folders = builds.flatMap((build): MadeFolder[] => {
    const named = outputFolder(build, dialect);
    if (named === undefined) return [];
    const folder = path.resolve(cwd, named);
    return [{ path: folder, existed: isThere(folder), build: build.name }];
  });
  return {
    folders: folders.filter(
      ({ path: folder }, index) => folders.findIndex((one) => isSamePath(one.path, folder)) === index,
    ),
    machines: builds.flatMap((build) => machineName(build, dialect) ?? []),
  };
}

/** The builders that make a machine of their own; `virtualbox-vm` works in one of the user's. */
const makers: readonly (readonly [RegExp, NamingHypervisor])[] = [
  [/^virtualbox-(iso|ovf)$/, 'virtualbox'],
  [/^hyperv-(iso|vmcx)$/, 'hyperv'],
];

/**
 * As `vm_name` says, else `packer-BUILD-TIME` for VirtualBox, `packer-BUILD` for Hyper-V. Sources: builder/virtualbox of
 * hashicorp/packer-plugin-virtualbox, builder/hyperv/common/config.go of packer-plugin-hyperv.
 */
function machineName({ name, type, source }: Build, dialect: Dialect): MachineName | undefined {
  const [, of] = makers.find(([types]) => types.test(type)) ?? [];
  if (!of) return undefined;
  const given = text(source, 'vm_name');
  if (given?.text) return { of, name: given.text, build: name };
  if (setting(source, 'vm_name')) return undefined;
  const called = `packer-${dialect === 'json' ? name : name.slice(name.lastIndexOf('.') + 1)}`;
  return of === 'hyperv' ? { of, name: called, build: name } : { of, prefix: `${called}-`, build: name };
}

/** Whether a machine is called so. */
export const isNamed = (
  machine: string,
  { of = 'virtualbox', name, prefix }: MachineName,
  hypervisor: NamingHypervisor = 'virtualbox',
): boolean =>
  of === hypervisor &&
  (machine === name ||
    (prefix !== undefined && machine.startsWith(prefix) && /^\d{10}$/.test(machine.slice(prefix.length))));

function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Below a file, or where nobody may look: what is not known to be new is not taken for it.
    return true;
  }
}
