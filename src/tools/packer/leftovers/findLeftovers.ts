import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { processIdentity } from '../../processIdentity';
import { listProcesses } from '../../processList';
import type { ListedProcess } from '../../processList';
import { isWithin, nameKey } from '../../../text/pathKey';
import { ToolMissing } from '../../toolRunner';
import type { ToolRunner } from '../../toolRunner';
import { HyperVFailed, listMachines as listHyperV } from '../../hyperV/hyperV';
import type { HyperVFailure, HyperVMachine } from '../../hyperV/hyperV';
import { listMachines, machineFolder, machineInfo } from '../../virtualBox/virtualBox';
import type { MachineInfo, VirtualMachine } from '../../virtualBox/virtualBox';
import { listRunning } from '../../vmware/vmrun';
import type { Claim } from '../runs/buildClaims';
import { footprintOf, isNamed } from '../runs/footprint';
import type { MachineName } from '../runs/footprint';
import type { RunRecord } from '../runs/runRecord';
import { folderContents } from './folderContents';
import { inUseBy } from './inUse';
import type { InUse } from './inUse';
import { isHypervisor, orphans } from './orphans';
import { folderProof, machineProof } from './proof';
import type { MachineTimes, Proof } from './proof';
import { removableFolder } from './removableFolder';
import type { FolderCheck, Refusal, Surroundings } from './removableFolder';
import { staleLocks } from './staleLocks';
import { surroundings } from './surroundings';
import type { Built } from './surroundings';

/** Something that builds of the template may have left, and whether a recorded run proves it. */
export type Leftover = { readonly proof: Proof } & (
  | { readonly kind: 'process'; readonly process: ListedProcess; readonly started: string }
  | { readonly kind: 'machine'; readonly machine: VirtualMachine; readonly info: MachineInfo | undefined }
  | {
      readonly kind: 'folder';
      readonly path: string;
      readonly surroundings: Surroundings;
      /** When something in it was changed last, milliseconds since 1970; Infinity while a run's machine writes to it. */
      readonly changed: number;
    }
  | { readonly kind: 'hyperV'; readonly machine: HyperVMachine }
  | { readonly kind: 'vmware'; /** The .vmx file of a machine that runs. */ readonly file: string }
  | { readonly kind: 'lock'; readonly path: string }
);

/** A hypervisor that could not be asked for its machines. */
export interface Unasked {
  readonly hypervisor: 'VirtualBox' | 'Hyper-V' | 'VMware';
  /** Why, in its words; `noRights` where only some users may. */
  readonly reason: string | HyperVFailure;
}

/** A folder that is there but not removed. */
export interface LeftAlone {
  readonly path: string;
  readonly refusal: Refusal | 'in-use';
}

export interface Leftovers {
  readonly found: readonly Leftover[];
  readonly leftAlone: readonly LeftAlone[];
  readonly unasked: readonly Unasked[];
}

/** What is known of the builds of this computer. */
export interface KnownRuns {
  /** Those of the template. Newest first. */
  readonly runs: readonly RunRecord[];
  /** Of all builds that run now, in any window. */
  readonly claims: readonly Claim[];
}

/**
 * What builds of a template may have left: what it names, or a recorded run of it was to make, as far as it is there and
 * no build uses it now.
 * @param signal ends what is asked of other programs
 * @throws WorkspaceUntrusted
 */
export async function findLeftovers(
  runner: ToolRunner,
  built: Built,
  { runs, claims }: KnownRuns,
  signal?: AbortSignal,
): Promise<Leftovers> {
  const inUse = inUseBy(claims);
  const now = footprintOf(built.template, built.template.builds, built.cwd);
  const made = [now, ...runs.flatMap(({ footprint }) => footprint ?? [])];
  const named = [...new Set(made.flatMap(({ folders }) => folders.map(({ path: folder }) => folder)))];
  const processes = (await listProcesses()).filter((process) => !inUse.process(process));
  const around = surroundings(built);
  const folders = checkFolders(named, around, inUse, ({ path: folder, contents }) => {
    const goesOn = (run: RunRecord) => isWritten(folder, run, processes);
    const proof = folderProof(folder, contents, runs, goesOn);
    return { proof, changed: proof.proven && goesOn(proof.run) ? Infinity : contents.changed };
  });
  const names = made.flatMap((one) => one.machines);
  const asked: AskedMachines = { names, inUse, sources: around.sources, signal };
  const [virtualBox, hyperV, vmware] = await Promise.all([
    findMachines(runner, built, runs, asked),
    findHyperV(runner, built, runs, asked),
    findVmware(runner, built, folders.found, signal),
  ]);
  const left = orphans(processes, runs, pathsOf(folders.found)).filter(
    ({ process }) => !vmware.found.some((one) => one.kind === 'vmware' && isRunBy(process, one.file)),
  );
  return {
    found: [
      ...(await identified(left)),
      ...virtualBox.found,
      ...hyperV.found,
      ...vmware.found,
      ...folders.found,
      // Who downloads the same now holds its lock.
      ...(claims.length ? [] : locksOf(runs[0])),
    ],
    leftAlone: folders.leftAlone,
    unasked: [virtualBox, hyperV, vmware].flatMap(({ unasked }) => unasked ?? []),
  };
}

/** Whether a process is that of a machine of VMware. */
const isRunBy = ({ command }: ListedProcess, file: string): boolean =>
  nameKey(command.replaceAll('\\', '/')).includes(nameKey(file.replaceAll('\\', '/')));

/** Whether a run has left a machine running that writes to a folder still, so that changes after its end are its own. */
const isWritten = (folder: string, run: RunRecord, processes: readonly ListedProcess[]): boolean =>
  orphans(processes, [run], [folder]).some(({ process, proof }) => proof.proven && isHypervisor(process));

const pathsOf = (found: readonly Leftover[]): string[] =>
  found.flatMap((one) => (one.kind === 'folder' ? [one.path] : []));

/** Those that are there still, so that nothing else is ended in their place. */
async function identified(found: ReturnType<typeof orphans>): Promise<Leftover[]> {
  const all = found.map(async ({ process, proof }): Promise<Leftover[]> => {
    const started = await processIdentity(process.pid);
    return started === undefined ? [] : [{ kind: 'process', process, started, proof }];
  });
  return (await Promise.all(all)).flat();
}

/** The run itself names what it downloaded. */
const locksOf = (last: RunRecord | undefined): Leftover[] =>
  last
    ? staleLocks(last.log).map((file) => ({ kind: 'lock', path: file, proof: { proven: true, run: last } }))
    : [];

type RemovableFolder = Extract<FolderCheck, { readonly removable: true }>;

interface Checked {
  readonly found: Leftover[];
  readonly leftAlone: LeftAlone[];
}

function checkFolders(
  named: readonly string[],
  around: Surroundings,
  inUse: InUse,
  prove: (folder: RemovableFolder) => { readonly proof: Proof; readonly changed: number },
): Checked {
  const found: Leftover[] = [];
  const leftAlone: LeftAlone[] = [];
  for (const folder of named) {
    const check = removableFolder(folder, around);
    if (!check) continue;
    if (!check.removable) leftAlone.push(check);
    else if (inUse.folder(check.path)) leftAlone.push({ path: check.path, refusal: 'in-use' });
    else
      found.push({
        kind: 'folder',
        path: check.path,
        surroundings: around,
        ...prove(check),
      });
  }
  return { found, leftAlone };
}

interface FoundMachines {
  readonly found: readonly Leftover[];
  readonly unasked?: Unasked;
}

interface AskedMachines {
  readonly names: readonly MachineName[];
  readonly inUse: InUse;
  /** What has to stay; absolute. */
  readonly sources: readonly string[];
  readonly signal: AbortSignal | undefined;
}

async function findMachines(
  runner: ToolRunner,
  { cwd }: Built,
  runs: readonly RunRecord[],
  { names, inUse, sources, signal }: AskedMachines,
): Promise<FoundMachines> {
  const isMeant = (name: string) => names.some((one) => isNamed(name, one)) && !inUse.machine(name);
  if (!names.some(({ of = 'virtualbox' }) => of === 'virtualbox')) return { found: [] };
  try {
    const all = await runner.run(listMachines(cwd), signal);
    const infoOf = (machine: VirtualMachine) =>
      runner.run(machineInfo(cwd, machine), signal).catch(() => undefined);
    const found = await Promise.all(
      all
        .filter(({ name }) => isMeant(name))
        .map(async (machine): Promise<Leftover> => {
          const info = await infoOf(machine);
          return { kind: 'machine', machine, info, proof: machineProof(machine.name, timesOf(info), runs) };
        }),
    );
    const root = await runner.run(machineFolder(cwd), signal);
    const folders = root === undefined ? [] : namesIn(root).filter(isMeant);
    if (root === undefined || !folders.length) return { found };
    // A machine may have got another name since.
    const known = await Promise.all(all.map(infoOf));
    return { found: [...found, ...forgottenMachines(root, { folders, sources }, known, runs)] };
  } catch (error) {
    // Without VirtualBox there are no machines of it.
    if (error instanceof ToolMissing) return { found: [] };
    return { found: [], unasked: { hypervisor: 'VirtualBox', reason: reasonOf(error) } };
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Machines of Hyper-V: it tells when one was made, and for how long one has been running. */
async function findHyperV(
  runner: ToolRunner,
  { cwd }: Built,
  runs: readonly RunRecord[],
  { names, inUse, signal }: AskedMachines,
): Promise<FoundMachines> {
  if (!names.some(({ of }) => of === 'hyperv')) return { found: [] };
  try {
    const all = await runner.run(listHyperV(cwd), signal);
    const meant = all.filter(
      ({ name }) => names.some((one) => isNamed(name, one, 'hyperv')) && !inUse.machine(name, 'hyperv'),
    );
    return {
      found: meant.map((machine) => ({
        kind: 'hyperV',
        machine,
        proof: machineProof(machine.name, hyperVTimes(machine, Date.now()), runs, 'hyperv'),
      })),
    };
  } catch (error) {
    const failure = error instanceof HyperVFailed ? error.failure : undefined;
    // Without Hyper-V there are no machines of it.
    if (error instanceof ToolMissing || failure?.kind === 'noModule') return { found: [] };
    return { found: [], unasked: { hypervisor: 'Hyper-V', reason: failure ?? reasonOf(error) } };
  }
}

/** A machine that runs writes all the time; of one that does not, its disks tell when somebody used it last. */
function hyperVTimes({ created, uptime, disks }: HyperVMachine, now: number): MachineTimes {
  if (uptime > 0) return { born: created, changed: now - uptime };
  const written = disks.map((disk) => lstatSync(disk, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return { born: created, changed: Math.max(0, ...written) };
}

/** Machines of VMware that run in folders of the template: they are the builds' own as their folders are. */
async function findVmware(
  runner: ToolRunner,
  { template, cwd }: Built,
  folders: readonly Leftover[],
  signal: AbortSignal | undefined,
): Promise<FoundMachines> {
  const isUsed = template.builds.some(({ type }) => type.startsWith('vmware-'));
  if (!isUsed || !folders.length) return { found: [] };
  try {
    const running = await runner.run(listRunning(cwd), signal);
    return {
      found: running.flatMap((file): Leftover[] => {
        const folder = folders.find((one) => one.kind === 'folder' && isWithin(file, one.path));
        return folder ? [{ kind: 'vmware', file, proof: folder.proof }] : [];
      }),
    };
  } catch (error) {
    if (error instanceof ToolMissing) return { found: [] };
    return { found: [], unasked: { hypervisor: 'VMware', reason: reasonOf(error) } };
  }
}

/** A machine that runs writes all the time; of one that does not, its folder tells when somebody used it last. */
function timesOf(info: MachineInfo | undefined): MachineTimes {
  const folder = info?.file ? path.dirname(info.file) : undefined;
  if (!info || folder === undefined) return { born: undefined, changed: Infinity };
  const { since = 0, state } = info;
  const written = state === 'running' || !existsSync(folder) ? 0 : folderContents(folder).changed;
  return { born: bornOf(folder), changed: Math.max(since, written) };
}

/**
 * The folders of machines that VirtualBox does not know any more, as after a crash.
 * @param root VirtualBox's folder for machines
 * @param folders their names in it, and what has to stay
 * @param known the machines that it knows; undefined for one that it does not describe
 */
function forgottenMachines(
  root: string,
  { folders, sources }: { readonly folders: readonly string[]; readonly sources: readonly string[] },
  known: readonly (MachineInfo | undefined)[],
  runs: readonly RunRecord[],
): Leftover[] {
  const around: Surroundings = { root, cwd: root, sources };
  const isKnown = (folder: string) => known.some((one) => one?.file && isWithin(one.file, folder));
  const areAllDescribed = !known.includes(undefined);
  return folders.flatMap((name): Leftover[] => {
    const check = removableFolder(path.join(root, name), around);
    if (!check?.removable || isKnown(check.path)) return [];
    const proof: Proof = areAllDescribed
      ? machineProof(name, check.contents, runs)
      : { proven: false, doubt: 'untold' };
    const { changed } = check.contents;
    return [{ kind: 'folder', path: check.path, surroundings: around, changed, proof }];
  });
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Undefined where the file system does not tell, or the folder is gone. */
function bornOf(folder: string): number | undefined {
  const { birthtimeMs = 0 } = lstatSync(folder, { throwIfNoEntry: false }) ?? {};
  return birthtimeMs > 0 ? birthtimeMs : undefined;
}
