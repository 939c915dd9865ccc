import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Machine, Vagrantfile } from '../../pipeline/vagrantfile/vagrantfile';
import { notCreated, readState } from './machineState';
import type { StateKind } from './machineState';
import type { MachinePlace } from './machineAction';
import { compareVersions } from './readBoxes';
import type { Box } from './readBoxes';
import { dataFolder, idFile } from './readLocalMachines';
import type { LocalMachine } from './readLocalMachines';
import type { IndexedMachine } from './readMachines';
import { satisfies } from './satisfies';
import type { MachineStatus } from './status';

/** A machine as far as it is known without running anything for it. */
export interface KnownMachine extends MachinePlace {
  readonly name: string;
  /** Undefined for a machine that is not created, until Vagrant has chosen one. */
  readonly provider: string | undefined;
  readonly created: boolean;
  /** The provider's word; empty when it isn't known. */
  readonly state: string;
  readonly kind: StateKind;
  readonly box: { readonly name: string; readonly version: string | undefined } | undefined;
  /** A version of its box on this computer that is newer than the one that it was made from, and allowed. */
  readonly newerBox: string | undefined;
  /** Why Vagrant can't do anything with it any more. */
  readonly stale: Stale | undefined;
}

/** The folder of the machine is gone, its Vagrantfile, what Vagrant kept of it, or its name from the Vagrantfile. */
export type Stale = 'folder' | 'vagrantfile' | 'data' | 'definition';

export interface FolderFacts {
  readonly folder: string;
  /** Undefined for a Vagrantfile that can't be read. */
  readonly vagrantfile: Vagrantfile | undefined;
  readonly local: readonly LocalMachine[];
  /** The entries of this folder in the machine index. */
  readonly indexed: readonly IndexedMachine[];
  /** What Vagrant has said, unless that is out of date. */
  readonly asked: readonly MachineStatus[] | undefined;
  readonly boxes: readonly Box[];
}

/** Whether reading a Vagrantfile tells all its machines; otherwise Vagrant has to be asked for their names. */
export const tellsAllMachines = ({ hidden, machines }: Vagrantfile): boolean =>
  !hidden.length && machines.every(({ name, conditional }) => name !== undefined && !conditional);

/** The machines of a Vagrantfile, created or not, in the order in which it defines them. */
export function machinesOfFolder(facts: FolderFacts): KnownMachine[] {
  const { vagrantfile, local, asked } = facts;
  const written = (vagrantfile?.machines ?? []).flatMap(({ name }) => name ?? []);
  const complete = vagrantfile !== undefined && tellsAllMachines(vagrantfile);
  const defined = complete ? written : (asked?.map(({ name }) => name) ?? written);
  const certain = complete || asked !== undefined;
  const names = new Set([...defined, ...local.map(({ name }) => name)]);
  return [...names].flatMap((name) => {
    const created = local.filter((one) => one.name === name);
    const stale = certain && !defined.includes(name) ? 'definition' : undefined;
    return (created.length ? created : [undefined]).map((one) => describe(name, one, stale, facts));
  });
}

function describe(
  name: string,
  local: LocalMachine | undefined,
  stale: Stale | undefined,
  { folder, vagrantfile, indexed, asked, boxes }: FolderFacts,
): KnownMachine {
  const written = vagrantfile?.machines.find((machine) => machine.name === name);
  const reported = asked?.find(
    (status) => status.name === name && (!local || status.provider === local.provider),
  );
  const entry = indexed.find((one) => one.name === name && one.provider === local?.provider);
  const state = local ? (reported?.state ?? entry?.state ?? '') : notCreated;
  const box = local?.box ?? entry?.box;
  const provider = local?.provider ?? reported?.provider;
  const unmade =
    written?.box?.value === undefined ? undefined : { name: written.box.value, version: undefined };
  return {
    folder,
    vagrantfile: undefined,
    name,
    provider,
    created: local !== undefined,
    ...readState(state),
    box: box ?? unmade,
    newerBox: provider && box ? newerBox({ ...box, provider }, boxes, written) : undefined,
    stale,
  };
}

function newerBox(
  used: { readonly name: string; readonly version: string; readonly provider: string },
  boxes: readonly Box[],
  machine: Machine | undefined,
): string | undefined {
  const wanted = machine?.boxVersion;
  // A requirement that can't be read may forbid every newer version.
  if (wanted && wanted.value === undefined) return undefined;
  return boxes
    .filter(({ name, provider }) => name === used.name && provider === used.provider)
    .map(({ version }) => version)
    .filter((version) => compareVersions(version, used.version) > 0)
    .filter((version) => !wanted?.value || satisfies(version, wanted.value))
    .sort(compareVersions)
    .at(-1);
}

/** Machines of the index, wherever they are, by what the index and the disk say. */
export function indexedMachines(indexed: readonly IndexedMachine[], boxes: readonly Box[]): KnownMachine[] {
  const byName = new Map<string, Box[]>();
  for (const box of boxes) byName.set(box.name, [...(byName.get(box.name) ?? []), box]);
  return indexed.map((entry) => {
    const { folder, vagrantfile, name, provider, box } = entry;
    return {
      folder,
      vagrantfile,
      name,
      provider,
      created: true,
      ...readState(entry.state),
      box,
      newerBox: box && newerBox(box, byName.get(box.name) ?? [], undefined),
      stale: whyStale(entry),
    };
  });
}

function whyStale({ folder, vagrantfile, data, name, provider }: IndexedMachine): Stale | undefined {
  if (!existsSync(folder)) return 'folder';
  const names = vagrantfile ? [vagrantfile] : ['Vagrantfile', 'vagrantfile'];
  if (!names.some((file) => existsSync(path.join(folder, file)))) return 'vagrantfile';
  return existsSync(idFile(data || dataFolder(folder), name, provider)) ? undefined : 'data';
}

/** The machine that something is about, wherever it stands: its folder, name and provider. */
export const machineKey = ({
  folder,
  name,
  provider,
}: Pick<KnownMachine, 'folder' | 'name' | 'provider'>): string => [folder, name, provider ?? ''].join('\0');

/** A folder under the one name by which it can be compared: Vagrant resolves links, an editor does not. */
export function folderKey(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return path.resolve(folder);
  }
}
