import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { confirm } from '../../../notify';
import type { InUse } from '../../../../tools/packer/leftovers/inUse';
import { removableFolder } from '../../../../tools/packer/leftovers/removableFolder';
import { patientlyAsync } from '../../../../tools/patiently';
import { endProcess } from '../../../../tools/stopProcess';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { HyperVFailed, listMachines as listHyperV, removeMachine } from '../../../../tools/hyperV/hyperV';
import { stop } from '../../../../tools/vmware/vmrun';
import { machineInfo, powerOff, unregister } from '../../../../tools/virtualBox/virtualBox';
import { describeHyperVFailure } from './describeDoubt';
import { hasTrash } from './trash';
import type { Leftover } from '../../../../tools/packer/leftovers/findLeftovers';

/**
 * Removes one thing, if it is still what was shown.
 * @param cwd where VirtualBox is asked
 * @param inUse of the builds that run now: one may have begun since it was shown
 * @param signal ends what is asked of other programs, but for what they delete
 * @throws Error with what went wrong
 */
export async function removeLeftover(
  runner: ToolRunner,
  leftover: Leftover,
  cwd: string,
  inUse: InUse,
  signal?: AbortSignal,
): Promise<void> {
  if (isUsed(leftover, inUse)) throw new Error(vscode.l10n.t('a running build uses it'));
  switch (leftover.kind) {
    case 'process': {
      const { process, started } = leftover;
      if (!(await endProcess({ pid: process.pid, started })))
        throw new Error(vscode.l10n.t('the process does not end'));
      return;
    }
    case 'machine': {
      const { machine, info } = leftover;
      const { state, since } = await runner.run(machineInfo(cwd, machine), signal);
      if (info && (state !== info.state || since !== info.since)) throw changedSince();
      if (state === 'running' || state === 'paused' || state === 'stuck')
        await runner.run(powerOff(cwd, machine), signal);
      // What VirtualBox has begun to delete it deletes.
      return runner.run(unregister(cwd, machine));
    }
    case 'hyperV': {
      const { machine } = leftover;
      const now = (await hyperV(() => runner.run(listHyperV(cwd), signal))).find(
        ({ id }) => id === machine.id,
      );
      if (!now) return;
      if (now.state !== machine.state || now.uptime < machine.uptime) throw changedSince();
      await hyperV(() => runner.run(removeMachine(cwd, machine)));
      return;
    }
    case 'vmware':
      return runner.run(stop(cwd, leftover.file), signal);
    case 'folder': {
      // Meanwhile it may have become a link, or somebody has worked in it.
      const check = removableFolder(leftover.path, leftover.surroundings);
      if (!check) return;
      if (!check.removable || check.contents.changed > leftover.changed) throw changedSince();
      return removeFolder(check.path);
    }
    case 'lock':
      return patientlyAsync(() => rm(leftover.path, { force: true }));
  }
}

/** @throws Error in the words of the user where Hyper-V fails */
async function hyperV<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HyperVFailed)) throw error;
    throw new Error(describeHyperVFailure(error.failure), { cause: error });
  }
}

const changedSince = (): Error => new Error(vscode.l10n.t('it has changed since it was shown'));

function isUsed(leftover: Leftover, inUse: InUse): boolean {
  switch (leftover.kind) {
    case 'process':
      return inUse.process(leftover.process);
    case 'machine':
      return inUse.machine(leftover.machine.name);
    case 'hyperV':
      return inUse.machine(leftover.machine.name, 'hyperv');
    case 'vmware':
      return inUse.folder(path.dirname(leftover.file));
    case 'folder':
      return inUse.folder(leftover.path);
    case 'lock':
      return false;
  }
}

/** Where there is no trash, the user has agreed to lose it; where moving it there fails, the user decides. */
async function removeFolder(folder: string): Promise<void> {
  const uri = vscode.Uri.file(folder);
  if (!hasTrash()) return vscode.workspace.fs.delete(uri, { recursive: true });
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
  } catch (error) {
    const yes = vscode.l10n.t('Delete Permanently');
    const agreed = await confirm({
      message: vscode.l10n.t('Cannot move {0} to the trash. Delete it permanently?', folder),
      detail: error instanceof Error ? error.message : String(error),
      yes,
    });
    if (!agreed) throw new Error(vscode.l10n.t('not removed'), { cause: error });
    await vscode.workspace.fs.delete(uri, { recursive: true });
  }
}
