import * as vscode from 'vscode';
import type { RunRecord } from '../../tools/packer/runRecord';
import { duration } from '../duration';

/** Tells how a build ended: with what it made, or why it failed and where its log is. */
export async function showResult(name: string, result: RunRecord): Promise<void> {
  const time = duration((result.ended ?? result.began) - result.began);
  const openLog = vscode.l10n.t('Open Log');
  const actions = result.log === undefined ? [] : [openLog];
  let chosen: string | undefined;
  if (result.status === 'succeeded')
    chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('Packer built {0} in {1}. {2}', name, time, summarize(result.artifacts)),
      ...actions,
    );
  else if (result.status === 'cancelled')
    chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('The build of {0} was stopped after {1}.', name, time),
      ...actions,
    );
  else
    chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t('The build of {0} failed after {1}. {2}', name, time, reason(result)),
      ...actions,
    );
  if (chosen === openLog && result.log !== undefined)
    await vscode.window.showTextDocument(vscode.Uri.file(result.log));
}

/** More than this does not fit into a message; the log has all. */
const mostArtifacts = 3;

/** What was made, each once: every post-processor in turn tells of the artifact that it passes on. */
function summarize(artifacts: readonly string[]): string {
  const distinct = [...new Set(artifacts)];
  const shown = distinct.slice(0, mostArtifacts).join('; ');
  const more = distinct.length - mostArtifacts;
  return more > 0 ? vscode.l10n.t('{0}; and {1} more', shown, more) : shown;
}

function reason({ errors, exitCode, artifacts }: RunRecord): string {
  const [first] = errors;
  if (first !== undefined) return first;
  if (exitCode === 0 && !artifacts.length)
    return vscode.l10n.t('Packer ended without an error but made nothing: no build of that name ran.');
  return exitCode === undefined
    ? vscode.l10n.t('Packer was ended.')
    : vscode.l10n.t('Packer ended with exit code {0}.', exitCode);
}
