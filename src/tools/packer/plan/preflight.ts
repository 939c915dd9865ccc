import path from 'node:path';
import { diskDemand, memoryDemand } from '../../../pipeline/guest/demand';
import type { Demand } from '../../../pipeline/guest/demand';
import { exists } from '../../../pipeline/paths/baseFolder';
import { otherSpelling } from '../../../pipeline/paths/otherSpelling';
import type { OtherSpelling } from '../../../pipeline/paths/otherSpelling';
import { outputFolder } from '../../../pipeline/paths/outputFolder';
import { failedReads, references } from '../../../pipeline/paths/references';
import type { Reference } from '../../../pipeline/paths/references';
import type { Build, Template } from '../../../pipeline/template/template';
import type { FileSource } from '../../../text/fileSource';
import { isAmongPaths } from '../../../text/pathKey';
import type { ForeignReason } from '../leftovers/foreign';

/** `error`: the build will fail, or harm. `warning`: it may fail. */
export type PreflightSeverity = 'error' | 'warning' | 'info';

/** The memory of this machine, in bytes. */
export interface HostMemory {
  readonly total: number;
  /** What programs may take without others being swapped out. */
  readonly free: number;
  readonly platform: NodeJS.Platform;
}

export interface MemoryProblem {
  readonly severity: PreflightSeverity;
  readonly demand: Demand;
  /** Megabytes. */
  readonly total: number;
  /** Megabytes. */
  readonly free: number;
}

const megabyte = 1024 * 1024;

/** Whether the builds together ask for more memory than this machine has, or has free. */
export function checkMemory(
  builds: readonly Build[],
  parallel: number,
  { total, free, platform }: HostMemory,
): MemoryProblem | undefined {
  const demand = memoryDemand(builds, parallel);
  const problem = { demand, total: Math.floor(total / megabyte), free: Math.floor(free / megabyte) };
  if (demand.megabytes > problem.total) return { ...problem, severity: 'error' };
  // macOS counts as free what nobody ever used; most of the rest it can give as well.
  return demand.megabytes > problem.free && platform !== 'darwin'
    ? { ...problem, severity: 'warning' }
    : undefined;
}

/** A folder that a build makes. */
export interface Output {
  readonly build: Build;
  /** Absolute. */
  readonly folder: string;
}

/** The folders that builds make their machines in, as far as they are known. @param cwd where Packer is started */
export const outputsOf = (
  { dialect }: Template,
  builds: readonly Build[],
  cwd: string,
  paths: path.PlatformPath = path,
): Output[] =>
  builds.flatMap((build) => {
    const folder = outputFolder(build, dialect);
    return folder === undefined ? [] : [{ build, folder: paths.resolve(cwd, folder) }];
  });

/** The free space of a file system, and which it is. */
export interface FreeSpace {
  /** Equal for all folders of the file system. */
  readonly device: number;
  /** Bytes that this user may still write. */
  readonly free: number;
}

export interface DiskProblem {
  readonly severity: PreflightSeverity;
  /** One of the folders on the file system. Absolute. */
  readonly folder: string;
  /** Megabytes to which the disks may grow, together. */
  readonly demand: number;
  /** Megabytes. */
  readonly free: number;
}

/**
 * Whether the disks of the builds may grow beyond what is free. They are made small and grow as they are written, to a
 * third of their size or so: it is a warning when not even a quarter of it is there.
 * @param spaceOf of the file system on which a folder is, or will be
 */
export function checkDisks(
  outputs: readonly Output[],
  spaceOf: (folder: string) => FreeSpace | undefined,
): DiskProblem[] {
  const devices = new Map<number, { folder: string; demand: number; free: number }>();
  for (const { build, folder } of outputs) {
    const [demand, space] = [diskDemand(build), spaceOf(folder)];
    if (demand === undefined || !space) continue;
    const known = devices.get(space.device) ?? { folder, demand: 0, free: Math.floor(space.free / megabyte) };
    devices.set(space.device, { ...known, demand: known.demand + demand });
  }
  return [...devices.values()]
    .filter(({ demand, free }) => demand > free)
    .map((one) => ({ ...one, severity: one.demand / 4 > one.free ? 'warning' : 'info' }));
}

/**
 * What is wrong with the folders of builds. `exists`: it is there already, so that Packer refuses to build. `replaced`:
 * Packer deletes it first, as it is told to by `-force`. `foreign`: so it would, and nothing proves that a build made it.
 */
export type OutputProblem = Output &
  ({ readonly kind: 'exists' | 'replaced' } | { readonly kind: 'foreign'; readonly why: ForeignReason });

/**
 * @param approved folders that the user has named to be deleted; absolute
 * @param foreign why a folder is not known to be a build's; `own` where it is, undefined where there is nothing
 */
export const checkOutputs = (
  outputs: readonly Output[],
  force: boolean,
  approved: readonly string[],
  foreign: (folder: string) => ForeignReason | 'own' | undefined,
): OutputProblem[] =>
  outputs.flatMap((output): OutputProblem[] => {
    const why = foreign(output.folder);
    if (why === undefined) return [];
    if (!force) return [{ ...output, kind: 'exists' }];
    const isOurs = why === 'own' || isAmongPaths(output.folder, approved);
    return [isOurs ? { ...output, kind: 'replaced' } : { ...output, kind: 'foreign', why }];
  });

/** A file that a template names and that is not there when Packer is started in some folder. */
export interface MissingFile {
  readonly reference: Reference;
  /** Another folder from which it is found, if Packer were started there. */
  readonly foundFrom: string | undefined;
}

/** @param candidates folders in which Packer may be started */
export const missingFiles = (
  template: Template,
  cwd: string,
  candidates: readonly string[],
  files: FileSource,
): MissingFile[] => [
  ...references(template)
    .filter((reference) => !canBeAbsent(reference) && !exists(reference, cwd, files))
    .map((reference) => ({
      reference,
      foundFrom: candidates.find((folder) => exists(reference, folder, files)),
    })),
  ...failedReads(template).map((reference) => ({ reference, foundFrom: undefined })),
];

/** Whether a build can do without it when it begins. */
const canBeAbsent = ({ absence }: Reference): boolean => absence === 'madeByBuild' || absence === 'inventory';

/** A file that is found under another spelling of its name, and elsewhere would not be. */
export interface MisspelledFile extends OtherSpelling {
  readonly reference: Reference;
}

export const misspelledFiles = (template: Template, cwd: string, files: FileSource): MisspelledFile[] =>
  references(template).flatMap((reference) => {
    const other = exists(reference, cwd, files) ? otherSpelling(reference, cwd, files) : undefined;
    return other ? [{ ...other, reference }] : [];
  });
