import * as vscode from 'vscode';
import { Turns } from '../tools/turns';
import { withProgress } from './notify';

/** Those of installations, by all windows. */
export const turns = new Turns();

/**
 * Does things that work on the same one after the other, in all windows, and shows while one waits.
 * @param what they work on
 * @param title of the one that may have to wait
 * @param work is given what to tell a process to that goes on where the window is killed
 */
export const afterOthers = <T>(
  what: string,
  title: string,
  work: (runs: (pid: number) => Promise<void>) => Promise<T>,
): Promise<T> =>
  turns.take(what, work, (until) => {
    const waiting = vscode.l10n.t('{0}: waiting until another installation has finished…', title);
    void withProgress({ location: vscode.ProgressLocation.Window, title: waiting }, () => until);
  });
