import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { notify } from '../../../notify';
import { lockHolder } from '../../../../tools/vagrant/lockHolder';
import { loggedFailure } from '../../../../tools/vagrant/vagrantFailure';
import type { VagrantFailure } from '../../../../tools/vagrant/vagrantFailure';
import { reason } from '../status/askVagrant';
import type { EndedTask } from './runningTasks';

/**
 * Says plainly why a task has failed, where Vagrant's own words in the terminal don't: of a locked machine who works on it,
 * of a broken Vagrantfile where it is broken.
 * @param errorLog the file to which Vagrant wrote the error that ended it
 * @param home the folder of vagrantHome()
 */
export async function reportEnd(ended: EndedTask, errorLog: string, home: string): Promise<void> {
  const failure = readFailure(ended.action.debugLog ?? errorLog);
  // It may quote what a provisioner runs, and is not kept. The debug log is the user's.
  rmSync(errorLog, { force: true });
  if (!failure || ended.exitCode === 0) return;
  if (failure.kind === 'MachineActionLockedError') {
    void notify.error(lockedMessage(ended, failure, home));
    return;
  }
  if (failure.kind === 'MachineLocked') {
    void notify.error(
      vscode.l10n.t('Another Vagrant process was using the same machine, so this one gave up. Try again.'),
    );
    return;
  }
  const { place } = failure;
  if (!place) return;
  const open = vscode.l10n.t('Open Vagrantfile');
  if ((await notify.error(reason(failure), open)) !== open) return;
  const line = new vscode.Position((place.line ?? 1) - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(place.file), {
    selection: new vscode.Range(line, line),
  });
}

function readFailure(file: string): VagrantFailure | undefined {
  return existsSync(file) ? loggedFailure(readFileSync(file, 'utf8')) : undefined;
}

function lockedMessage({ action }: EndedTask, { message }: VagrantFailure, home: string): string {
  const name = /machine '([^']*)'/.exec(message)?.[1] ?? action.machines[0] ?? action.folder;
  const holder = lockHolder(home, { ...action, name });
  return holder
    ? vscode.l10n.t(
        "{0} is locked by '{1}' (process {2}). Wait until it has ended, then try again.",
        name,
        holder.command,
        holder.pid,
      )
    : vscode.l10n.t(
        '{0} is locked by Vagrant in another window or terminal. Wait until it has ended, then try again.',
        name,
      );
}
