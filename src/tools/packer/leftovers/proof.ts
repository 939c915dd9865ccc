import { isSamePath } from '../../../text/pathKey';
import { isOfThisBoot } from '../../processIdentity';
import type { ListedProcess } from '../../processList';
import { realPath } from '../../realPath';
import { startSlackMs } from '../../stopProcess';
import { isNamed } from '../runs/footprint';
import type { MachineName, NamingHypervisor } from '../runs/footprint';
import { lastWrite } from '../runs/lastWrite';
import type { RunRecord } from '../runs/runRecord';
import type { FolderContents } from './folderContents';

/*
 * What is a build's to remove. Names, numbers and times by themselves prove nothing: a template is somebody else's text, and
 * numbers are used again. A thing is a run's only where the record of the run, written before Packer started, says so.
 */

/** Why nothing proves that a run has made a thing. */
export type Doubt =
  /** No run is recorded that was to make it. */
  | 'unrecorded'
  /** It was there before the run. */
  | 'existed'
  /** It was not made while a run that was to make it went on. */
  | 'otherTime'
  /** Something in it was changed after the run. */
  | 'changed'
  /** It is what a run was to make, and made: of a build that went well, whatever became of the others. */
  | 'succeeded'
  /** The system does not tell when it was made. */
  | 'untold';

export type Proof =
  { readonly proven: true; readonly run: RunRecord } | { readonly proven: false; readonly doubt: Doubt };

const doubt = (why: Doubt): Proof => ({ proven: false, doubt: why });

/** What a run leaves is written within so long after Packer has ended. Milliseconds. */
const endSlackMs = 5000;

/** When a run ended, as far as it is known; milliseconds since 1970. */
const endOf = (run: RunRecord): number => run.ended ?? lastWrite(run);

const wentOn = (run: RunRecord, at: number, slack = 0): boolean =>
  at >= run.began - slack && at <= endOf(run) + endSlackMs;

/** Whether what a build makes is there as it was meant to be. @param build its name; undefined where it is not known */
function hasSucceeded({ status, finished = [], artifacts }: RunRecord, build: string | undefined): boolean {
  if (status === 'succeeded') return true;
  if (build === undefined) return finished.length + artifacts.length > 0;
  return (
    finished.includes(build) || artifacts.some((one) => /^(.+?)(?: \([^()]+\))?: /.exec(one)?.[1] === build)
  );
}

/**
 * Whether a run made a folder: it was to make it, nothing was there before, it was made while the run went on, and nothing in
 * it was changed since.
 * @param runs newest first
 * @param goesOn whether a run has left something running that may write to the folder still
 */
export function folderProof(
  folder: string,
  { born, changed }: Pick<FolderContents, 'born' | 'changed'>,
  runs: readonly RunRecord[],
  goesOn: (run: RunRecord) => boolean = () => false,
): Proof {
  const real = realPath(folder);
  const meant = runs.filter(({ footprint }) =>
    footprint?.folders.some(({ path }) => isSamePath(realPath(path), real)),
  );
  if (!meant.length) return doubt('unrecorded');
  if (born === undefined) return doubt('untold');
  const run = meant.find((one) => wentOn(one, born));
  if (!run) return doubt(meant.some((one) => isNew(real, one)) ? 'otherTime' : 'existed');
  // With -force Packer removes what was there, and makes it anew.
  if (!isNew(real, run) && !run.choices.force) return doubt('existed');
  if (changed > endOf(run) + endSlackMs && !goesOn(run)) return doubt('changed');
  const build = run.footprint?.folders.find(({ path }) => isSamePath(realPath(path), real))?.build;
  return hasSucceeded(run, build) ? doubt('succeeded') : { proven: true, run };
}

const isNew = (folder: string, { footprint }: RunRecord): boolean =>
  footprint?.folders.some(({ path, existed }) => !existed && isSamePath(realPath(path), folder)) ?? false;

/** What is known of a machine, or of its folder. */
export interface MachineTimes {
  /** When it or its folder was made, milliseconds since 1970; undefined where nothing tells. */
  readonly born: number | undefined;
  /** When it was switched on or off, or something in its folder was changed, last. */
  readonly changed: number;
}

/**
 * Whether a run made a machine: it was to make one of that name, the machine, or its folder, was made while the run went on,
 * and nobody has used it since.
 */
export function machineProof(
  name: string,
  { born, changed }: MachineTimes,
  runs: readonly RunRecord[],
  hypervisor?: NamingHypervisor,
): Proof {
  const isMeant = (one: MachineName) => isNamed(name, one, hypervisor);
  const meant = runs.filter(({ footprint }) => footprint?.machines.some(isMeant));
  if (!meant.length) return doubt('unrecorded');
  if (born === undefined) return doubt('untold');
  const run = meant.find((one) => wentOn(one, born));
  if (!run) return doubt('otherTime');
  if (changed > endOf(run) + endSlackMs) return doubt('changed');
  const build = run.footprint?.machines.find(isMeant)?.build;
  return hasSucceeded(run, build) ? doubt('succeeded') : { proven: true, run };
}

/** Whether a process is a run's that began during it; of one that went well perhaps somebody's still. */
export const processProof = (run: RunRecord): Proof =>
  run.status === 'succeeded' ? doubt('succeeded') : { proven: true, run };

/**
 * Whether a process is what a run has left of the group that its Packer led: that is gone, and the process began while the
 * run went on, since the computer was started.
 */
export function isOrphanOf(
  { pid, started }: RunRecord,
  process: ListedProcess,
  all: readonly ListedProcess[],
): boolean {
  if (pid === undefined || started === undefined || process.group !== pid) return false;
  return isOfThisBoot(started) !== false && !all.some((one) => one.pid === pid);
}

/** The run during which a process began; undefined for none. */
export const runDuring = ({ began }: ListedProcess, runs: readonly RunRecord[]): RunRecord | undefined =>
  began === undefined ? undefined : runs.find((run) => wentOn(run, began, startSlackMs));
