import { statSync } from 'node:fs';
import path from 'node:path';
import { outputFolder } from '../../../../pipeline/paths/outputFolder';
import { references } from '../../../../pipeline/paths/references';
import type { Template } from '../../../../pipeline/template/template';
import { machineNames } from '../../../../tools/packer/leftovers/machineNames';
import { orphans } from '../../../../tools/packer/leftovers/orphans';
import { removableFolder } from '../../../../tools/packer/leftovers/removableFolder';
import type { Refusal, Surroundings } from '../../../../tools/packer/leftovers/removableFolder';
import { staleLocks } from '../../../../tools/packer/leftovers/staleLocks';
import type { RunRecord } from '../../../../tools/packer/runs/runRecord';
import { listProcesses } from '../../../../tools/processList';
import type { ListedProcess } from '../../../../tools/processList';
import { ToolMissing } from '../../../../tools/toolRunner';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { listMachines, machineInfo } from '../../../../tools/virtualBox/virtualBox';
import type { MachineInfo, VirtualMachine } from '../../../../tools/virtualBox/virtualBox';
import { editorFiles } from '../../../editorFiles';

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

/**
 * What the builds of a template have left, as far as the template or its last run names it.
 * @param cwd where Packer was started
 */
export async function findLeftovers(
  template: Template,
  cwd: string,
  last: RunRecord | undefined,
  runner: ToolRunner,
): Promise<Leftovers> {
  const folders = outputFolders(template, cwd);
  const checks = folders.map((named) => removableFolder(named, surroundings(template, cwd))).filter(Boolean);
  const processes = orphans(
    await listProcesses(),
    last,
    checks.flatMap((check) => (check ? [check.path] : [])),
  );
  const machines = await findMachines(template, cwd, last, runner);
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
export function surroundings(template: Template, cwd: string): Surroundings {
  const referred = references(template).map(({ value }) => path.resolve(cwd, value.text));
  return {
    root: editorFiles().rootOf(template.folder),
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
  template: Template,
  cwd: string,
  last: RunRecord | undefined,
  runner: ToolRunner,
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
