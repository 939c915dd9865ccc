import { statSync } from 'node:fs';
import path from 'node:path';
import { outputFolder } from '../../../pipeline/paths/outputFolder';
import { references } from '../../../pipeline/paths/references';
import type { Template } from '../../../pipeline/template/template';
import type { FileSource } from '../../../text/fileSource';
import { machineNames } from './machineNames';
import { orphans } from './orphans';
import { removableFolder } from './removableFolder';
import type { Refusal, Surroundings } from './removableFolder';
import { staleLocks } from './staleLocks';
import type { RunRecord } from '../runs/runRecord';
import { listProcesses } from '../../processList';
import type { ListedProcess } from '../../processList';
import { ToolMissing } from '../../toolRunner';
import type { ToolRunner } from '../../toolRunner';
import { listMachines, machineInfo } from '../../virtualBox/virtualBox';
import type { MachineInfo, VirtualMachine } from '../../virtualBox/virtualBox';

/** Something that a build of the template has left. */
export type Leftover =
  | { readonly kind: 'process'; readonly process: ListedProcess }
  | { readonly kind: 'machine'; readonly machine: VirtualMachine; readonly info: MachineInfo | undefined }
  | { readonly kind: 'folder'; readonly path: string; readonly ofLastRun: boolean }
  | { readonly kind: 'lock'; readonly path: string };

/** An output folder that is there but not removed. */
export interface LeftAlone {
  readonly path: string;
  readonly refusal: Refusal;
}

export interface Leftovers {
  readonly found: readonly Leftover[];
  readonly leftAlone: readonly LeftAlone[];
  /** Why VirtualBox could not be asked. */
  readonly unasked?: string;
}

/** A template that was built. */
export interface Built {
  readonly template: Template;
  /** Where Packer was started. Absolute. */
  readonly cwd: string;
  /** Knows the project of a file. */
  readonly files: Pick<FileSource, 'rootOf'>;
}

/**
 * What the builds of a template have left, as far as the template or its last run names it.
 * @throws WorkspaceUntrusted
 */
export async function findLeftovers(
  runner: ToolRunner,
  built: Built,
  last: RunRecord | undefined,
): Promise<Leftovers> {
  const { template, cwd } = built;
  const folders = outputFolders(template, cwd);
  const checks = folders.map((named) => removableFolder(named, surroundings(built))).filter(Boolean);
  const processes = orphans(
    await listProcesses(),
    last,
    checks.flatMap((check) => (check ? [check.path] : [])),
  );
  const machines = await findMachines(runner, built, last);
  return {
    found: [
      ...processes.map((process): Leftover => ({ kind: 'process', process })),
      ...machines.found,
      ...checks.flatMap((check): Leftover[] =>
        check?.removable ? [{ kind: 'folder', path: check.path, ofLastRun: isOf(last, check.path) }] : [],
      ),
      ...staleLocks(last?.log).map((file): Leftover => ({ kind: 'lock', path: file })),
    ],
    leftAlone: checks.flatMap((check) => (check && !check.removable ? [check] : [])),
    ...(machines.unasked !== undefined && { unasked: machines.unasked }),
  };
}

const outputFolders = (template: Template, cwd: string): string[] => [
  ...new Set(
    template.builds.flatMap((build) => {
      const named = outputFolder(build, template.dialect);
      return named === undefined ? [] : [path.resolve(cwd, named)];
    }),
  ),
];

/** What the removal of a folder has to stay clear of. */
export function surroundings({ template, cwd, files }: Built): Surroundings {
  const referred = references(template).map(({ value }) => path.resolve(cwd, value.text));
  return {
    root: files.rootOf(template.folder),
    cwd,
    sources: [template.folder, ...template.files.map((file) => file.path), ...referred],
  };
}

/** A folder that is older than the run holds something else. */
function isOf(run: RunRecord | undefined, folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return run !== undefined && stats !== undefined && stats.birthtimeMs >= run.began - 1000;
}

async function findMachines(
  runner: ToolRunner,
  { template, cwd }: Built,
  last: RunRecord | undefined,
): Promise<{ found: Leftover[]; unasked?: string }> {
  if (!template.builds.some(({ type }) => /^virtualbox-(iso|ovf)$/.test(type))) return { found: [] };
  try {
    const isNamed = machineNames(template, last);
    const named = (await runner.run(listMachines(cwd))).filter(({ name }) => isNamed(name));
    const found = named.map(async (machine): Promise<Leftover> => ({
      kind: 'machine',
      machine,
      info: await runner.run(machineInfo(cwd, machine)).catch(() => undefined),
    }));
    return { found: await Promise.all(found) };
  } catch (error) {
    // Without VirtualBox there are no machines of it.
    if (error instanceof ToolMissing) return { found: [] };
    return { found: [], unasked: error instanceof Error ? error.message : String(error) };
  }
}
