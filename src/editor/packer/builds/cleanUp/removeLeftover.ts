import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { removableFolder } from '../../../../tools/packer/leftovers/removableFolder';
import { listProcesses } from '../../../../tools/processList';
import { endProcess } from '../../../../tools/stopProcess';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { machineInfo, powerOff, unregister } from '../../../../tools/virtualBox/virtualBox';
import { surroundings } from '../../../../tools/packer/leftovers/findLeftovers';
import type { Built, Leftover } from '../../../../tools/packer/leftovers/findLeftovers';

/** Removes one thing, if it is still what was shown. @throws Error with what went wrong */
export async function removeLeftover(runner: ToolRunner, leftover: Leftover, built: Built): Promise<void> {
  const { cwd } = built;
  switch (leftover.kind) {
    case 'process': {
      const { pid, command } = leftover.process;
      // Another may have the number by now.
      const same = (await listProcesses()).some((one) => one.pid === pid && one.command === command);
      if (same && !(await endProcess(pid))) throw new Error(vscode.l10n.t('the process does not end'));
      return;
    }
    case 'machine': {
      const { state } = await runner.run(machineInfo(cwd, leftover.machine));
      if (state === 'running' || state === 'paused' || state === 'stuck')
        await runner.run(powerOff(cwd, leftover.machine));
      return runner.run(unregister(cwd, leftover.machine));
    }
    case 'folder': {
      // Meanwhile it may have become a link.
      const check = removableFolder(leftover.path, surroundings(built));
      if (check?.removable) await toTrash(check.path);
      return;
    }
    case 'lock':
      return rm(leftover.path, { force: true });
  }
}

/** Where there is no trash, as on most servers, the user decides. */
async function toTrash(folder: string): Promise<void> {
  const uri = vscode.Uri.file(folder);
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
  } catch (error) {
    const yes = vscode.l10n.t('Delete Permanently');
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('Cannot move {0} to the trash. Delete it permanently?', folder),
      { modal: true, detail: error instanceof Error ? error.message : String(error) },
      yes,
    );
    if (answer !== yes) throw new Error(vscode.l10n.t('not removed'), { cause: error });
    await vscode.workspace.fs.delete(uri, { recursive: true });
  }
}
