import path from 'node:path';
import * as vscode from 'vscode';
import { machineIndex } from '../../../../tools/vagrant/vagrantHome';
import type { WatchedFiles } from '../../../watchedFiles';
import { isWithin } from '../../../../text/pathKey';

/** How long changes on disk are gathered before they are told. Milliseconds. */
const gathering = 200;

/** What machines are read from in the workspace. */
const mattering = /(^|[\\/])(vagrantfile$|\.vagrant[\\/]machines[\\/])/i;

/**
 * Follows what the machines are read from: Vagrantfiles and their `.vagrant` in the workspace, the machine index anywhere.
 * @param workspace its files
 * @param home the folder of vagrantHome()
 * @param onChange something has changed
 * @param onUnlocked some Vagrant has done something with the machine of a lock
 */
export function watchMachines(
  workspace: WatchedFiles,
  home: string,
  onChange: () => void,
  onUnlocked: (lock: string) => void = () => undefined,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  // Not put off by what comes meanwhile: something may change all the time.
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, gathering);
  };
  const index = watchHome(home, onUnlocked, soon, () => ended);
  return vscode.Disposable.from(
    workspace.onDidChange(({ came, changed, gone }) => {
      // What is gone may be a folder that held them.
      if (gone.size || [...came, ...changed].some((file) => mattering.test(file))) soon();
    }),
    {
      dispose: () => {
        ended = true;
        clearTimeout(timer);
        void index.then((watcher) => watcher?.close());
      },
    },
  );
}

/** Vagrant's home may lie anywhere, and not be there yet. Of it the index and the locks of machines matter. */
async function watchHome(
  home: string,
  onUnlocked: (lock: string) => void,
  onChange: () => void,
  hasEnded: () => boolean,
) {
  const { watch } = await import('chokidar');
  if (hasEnded()) return undefined;
  const index = machineIndex(home);
  const isLock = (file: string) => path.basename(file).startsWith('lock.machine-action-');
  const matters = (file: string) => isWithin(index, file) || isLock(file);
  return (
    watch(home, { ignoreInitial: true, depth: 3, ignored: (file) => !matters(file) })
      .on('unlink', (file) => {
        if (isLock(file)) onUnlocked(file);
      })
      // What changed while the watcher looked around for the first time is reported by no event.
      .on('ready', onChange)
      .on('all', onChange)
      // What can't be watched is still read when the view is drawn and on Refresh.
      .on('error', () => undefined)
  );
}
