import { lstatSync, statSync } from 'node:fs';
import * as vscode from 'vscode';
import { confirm } from '../../notify';
import { isAmongPaths, isBelow } from '../../../text/pathKey';
import { realPath } from '../../../tools/realPath';

/** The files outside of the workspace to which the user has let builds write. */
const consentKey = 'packer.logConsent';

/**
 * Whether a build may write its log to a file: the setting may come with a repository, so that one outside of the workspace
 * folder, or one that a link to nowhere would make, is asked for once.
 * @param log absolute
 * @param root of the workspace folder; absolute
 */
export async function mayWriteLog(log: string, root: string, memory: vscode.Memento): Promise<boolean> {
  if (isBelow(realPath(log), realPath(root)) && !isDangling(log)) return true;
  const known = memory.get<string[]>(consentKey, []);
  if (isAmongPaths(log, known)) return true;
  const yes = vscode.l10n.t('Write Log');
  const agreed = await confirm({
    message: vscode.l10n.t('Write the log of the build to {0}?', log),
    detail: vscode.l10n.t(
      'The file is outside the workspace folder, or a link to nothing. boxwright.packer.logFile or the task names it.',
    ),
    yes,
  });
  if (!agreed) return false;
  await memory.update(consentKey, [...known, log]);
  return true;
}

function isDangling(file: string): boolean {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink && statSync(file, { throwIfNoEntry: false }) === undefined;
}
