import path from 'node:path';
import * as vscode from 'vscode';
import { isSamePath } from '../../../text/pathKey';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import type { RunStore } from '../../../tools/packer/runs/runStore';
import { activeFile } from '../../activeFile';
import { UserFacingError } from '../../showFailure';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { templateAt } from '../templates/templateAt';

/** What names a run: its id, its log, or its template. */
export type RunArgument = string | TemplateArgument;

/**
 * The run that is given, that has written the given log, or that was the last one of the given template. Without anything:
 * that of the log or template in the editor, else the last one of all.
 * @returns its id; undefined when the user picks no template
 * @throws UserFacingError when there is none
 */
export async function runToShow(
  given: RunArgument | undefined,
  store: Pick<RunStore, 'list'>,
): Promise<string | undefined> {
  if (typeof given === 'string') return given;
  const runs = store.list();
  if (!given) return idOf(ofOpenFile(runs) ?? runs[0]);
  const log = given instanceof vscode.Uri ? ofLog(given, runs) : undefined;
  if (log) return log.id;
  if (given instanceof vscode.Uri && !(await templateAt(given.fsPath)))
    throw new UserFacingError(
      vscode.l10n.t('The run that wrote {0} is not in the history.', vscode.workspace.asRelativePath(given)),
    );
  const template = await pickTemplate(given);
  return template && idOf(runs.find((run) => run.template === template.path));
}

function idOf(run: RunRecord | undefined): string {
  if (!run) throw new UserFacingError(vscode.l10n.t('No runs yet. Build a template first.'));
  return run.id;
}

const ofLog = ({ fsPath }: vscode.Uri, runs: readonly RunRecord[]): RunRecord | undefined =>
  runs.find(({ log }) => isSamePath(log, fsPath));

function ofOpenFile(runs: readonly RunRecord[]): RunRecord | undefined {
  const open = activeFile();
  if (!open) return undefined;
  return (
    ofLog(open, runs) ??
    runs.find(({ template }) => template === open.fsPath || path.dirname(open.fsPath) === template)
  );
}
