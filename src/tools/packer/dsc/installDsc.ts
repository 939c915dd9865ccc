import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { draftNames, makeDraft, removeAbandonedDrafts } from '../../drafts';
import type { ToolRunner } from '../../toolRunner';
import { environment } from '../commands/packer';
import { PackerFailure, printed } from '../commands/packerFailure';
import { buildDsc } from './buildDsc';
import { checkProgram } from './checkProgram';
import { asFailure, DscFailure, failureOf } from './dscFailure';
import { addRecord, readRecords, sumOf } from './dscRecord';
import { dscAddress } from './dscSource';
import { fetchSource } from './fetchSource';
import { keepBefore } from './keepBefore';
import { placeFile, refuseLinks } from './placeFile';
import { placeOf } from './planDsc';
import type { DscPlan } from './planDsc';
import { proveDsc } from './proveDsc';
import { readyProgram } from './readyProgram';
import { isSamePath } from '../../../text/pathKey';
import { patientlyAsync } from '../../patiently';

export type DscStep = 'fetch' | 'build' | 'check' | 'place' | 'prove';

export interface InstallServices {
  readonly runner: ToolRunner;
  /** The folder of this part in the extension's storage; absolute. */
  readonly cache: string;
  readonly signal: AbortSignal;
  /** @param detail what a tool is doing */
  readonly onStep: (step: DscStep, detail?: string) => void;
}

export interface DscInstalled {
  /** Absolute. */
  readonly path: string;
  /** The same was there already, and works: nothing was changed. */
  readonly already: boolean;
}

/**
 * Does what was planned, and proves it. Whatever goes wrong, and when it is stopped, all is as it was before.
 * @throws DscFailure, ToolMissing, WorkspaceUntrusted; AbortError when stopped
 */
export async function installDsc(plan: DscPlan, services: InstallServices): Promise<DscInstalled> {
  const { cache, signal } = services;
  let work: string | undefined;
  try {
    await refuseLinks(plan.folder);
    if (await isThere(plan, services)) return { path: plan.target ?? '', already: true };
    await mkdir(cache, { recursive: true });
    await removeAbandonedDrafts(cache, draftNames.dsc);
    work = await makeDraft(cache, draftNames.dsc);
    return await install(plan, work, services);
  } catch (error) {
    // A tool that was ended says something of its own.
    signal.throwIfAborted();
    throw asFailure(error);
  } finally {
    if (work !== undefined) await rm(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whether just this was installed, is there still, and works. Folders and files may hold something else meanwhile. */
async function isThere(
  { source, target, packer }: DscPlan,
  { cache, runner, signal, onStep }: InstallServices,
): Promise<boolean> {
  if (source.kind === 'folder' || source.kind === 'file') return false;
  const record = readRecords(cache).find(
    (one) => isSamePath(one.path, target) && JSON.stringify(one.source) === JSON.stringify(source),
  );
  if (!record || (await sumOf(record.path)) !== record.sum) return false;
  onStep('prove');
  return proveDsc(runner, packer, signal).then(
    () => true,
    (error: unknown) => {
      if (error instanceof DscFailure) return false;
      throw error;
    },
  );
}

async function install(plan: DscPlan, work: string, services: InstallServices): Promise<DscInstalled> {
  const { way, source, packer, folder, go } = plan;
  const { runner, cache, signal, onStep } = services;
  const exe = packer.target.os === 'windows' ? '.exe' : '';
  const program = path.join(work, `${way.file}${exe}`);
  onStep('fetch');
  if (source.kind === 'file') await readyProgram(source.path, program);
  else if (go) {
    const files = await fetchSource(source, work, runner, signal);
    signal.throwIfAborted();
    onStep('build');
    await buildDsc(way, files, go, program, { runner, signal, onLine: (line) => onStep('build', line) });
  }
  signal.throwIfAborted();
  onStep('check');
  const version = await checkProgram(program, way, runner, signal);
  const target = plan.target ?? placeOf(way, folder, version ?? '', packer.target);
  const sum = (await sumOf(program)) ?? '';
  const already = (await sumOf(target)) === sum;
  onStep('place');
  const undo = await keepBefore([target, `${target}_SHA256SUM`], path.join(work, 'before'));
  try {
    if (way.placing === 'flat') await placeFile(program, target);
    else {
      // Packer would write into the file that is there, of which macOS remembers that it was signed as another one.
      await patientlyAsync(() => rm(target, { force: true }));
      await placeByPacker(program, packer.executable, work, runner, signal);
    }
    signal.throwIfAborted();
    onStep('prove');
    await proveDsc(runner, packer, signal);
    signal.throwIfAborted();
    await addRecord(cache, { path: target, sum: (await sumOf(target)) ?? '', source });
  } catch (error) {
    await undo();
    throw error;
  }
  return { path: target, already };
}

/** Packer itself writes the file and its checksum. */
async function placeByPacker(
  program: string,
  executable: string,
  cwd: string,
  runner: ToolRunner,
  signal: AbortSignal,
): Promise<void> {
  try {
    await runner.run(
      {
        tool: 'packer',
        program: executable,
        args: ['plugins', 'install', '--path', program, dscAddress],
        cwd,
        env: environment,
        parse: printed,
      },
      signal,
    );
  } catch (error) {
    throw error instanceof PackerFailure ? failureOf(error.message, 'proof') : error;
  }
}
