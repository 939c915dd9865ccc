import * as vscode from 'vscode';
import { writeFileAtomically } from '../../tools/writeFileAtomically';
import { confirm, notify, withProgress } from '../notify';
import { UserFacingError } from '../showFailure';
import type { LiveLint } from './liveLint';

/**
 * Writes all that is found in the workspace into the lists of what is accepted, after asking.
 * @throws UserFacingError where something else stands in the place of a list
 */
export async function acceptFindings(lint: LiveLint): Promise<void> {
  const title = vscode.l10n.t('Boxwright: Reading the workspace…');
  await withProgress({ location: vscode.ProgressLocation.Window, title }, () => lint.lintWorkspace('all'));
  const found = await lint.ask('newLists');
  if (!found?.added) {
    void notify.information(vscode.l10n.t('There are no findings that are not accepted yet.'));
    return;
  }
  const { added, lists, inTheWay } = found;
  if (inTheWay !== undefined) {
    const name = vscode.workspace.asRelativePath(inTheWay);
    throw new UserFacingError(
      vscode.l10n.t('{0} is not a list of accepted findings, so it is not replaced.', name),
    );
  }
  const names = lists.map(({ path }) => vscode.workspace.asRelativePath(path)).join(', ');
  const detail = vscode.l10n.t(
    'They are written to {0}. The command line no longer reports them, and the editor shows them as hints.',
    names,
  );
  const message =
    added === 1
      ? vscode.l10n.t('Accept 1 existing finding?')
      : vscode.l10n.t('Accept {0} existing findings?', added);
  if (!(await confirm({ message, detail, yes: vscode.l10n.t('Accept') }))) return;
  for (const { path, text } of lists) writeFileAtomically(path, text);
  lint.scheduleAll(0);
}
