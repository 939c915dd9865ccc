import * as vscode from 'vscode';
import type { NewList } from '../../lint/acceptFindings';
import { acceptFindings as listsOf, isAcceptable, NoBaseline } from '../../lint/acceptFindings';
import { baselineText } from '../../lint/baseline';
import { writeFileAtomically } from '../../tools/writeFileAtomically';
import { editorProjects } from '../editorFiles';
import { confirm, notify, withProgress } from '../notify';
import { UserFacingError } from '../showFailure';
import type { LiveLint } from './liveLint';

/** @throws UserFacingError where something else stands in the place of a list */
function newLists(found: Parameters<typeof listsOf>[0]): NewList[] {
  try {
    return listsOf(found, editorProjects());
  } catch (error) {
    if (!(error instanceof NoBaseline)) throw error;
    const name = vscode.workspace.asRelativePath(error.path);
    throw new UserFacingError(
      vscode.l10n.t('{0} is not a list of accepted findings, so it is not replaced.', name),
    );
  }
}

/** Writes all that is found in the workspace into the lists of what is accepted, after asking. */
export async function acceptFindings(lint: LiveLint): Promise<void> {
  const title = vscode.l10n.t('Boxwright: Reading the workspace…');
  await withProgress({ location: vscode.ProgressLocation.Window, title }, () => lint.lintWorkspace('all'));
  const found = lint.findEverything();
  const added = found.flatMap(({ findings }) => findings).filter(isAcceptable).length;
  if (!added) {
    void notify.information(vscode.l10n.t('There are no findings that are not accepted yet.'));
    return;
  }
  const findings = found.flatMap((one) => [...one.findings, ...one.accepted]);
  const suppressed = found.flatMap(({ silenced }) =>
    silenced.map((finding) => ({ finding, by: 'comment' as const })),
  );
  const lists = newLists({ findings, suppressed, files: found.map(({ path }) => path) });
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
  for (const { path, entries } of lists) writeFileAtomically(path, baselineText(entries));
  lint.scheduleAll(0);
}
