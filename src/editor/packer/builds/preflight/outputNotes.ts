import * as vscode from 'vscode';
import type { RunRecord } from '../../../../tools/packer/runs/runRecord';
import { surroundings } from '../../../../tools/packer/leftovers/surroundings';
import { foreignReason } from '../../../../tools/packer/leftovers/foreign';
import { checkOutputs } from '../../../../tools/packer/plan/preflight';
import type { Output } from '../../../../tools/packer/plan/preflight';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import { isOutputUnknown } from '../../../../pipeline/paths/outputFolder';
import type { Build } from '../../../../pipeline/template/template';
import type { FileSource } from '../../../../text/fileSource';
import { describeForeign } from '../cleanUp/describeDoubt';
import type { PreflightNote } from './preflightNote';

/**
 * Folders that stop the build, or that it would delete.
 * @param builds that run, as they are built
 * @param runs of the template, newest first
 */
export function outputNotes(
  { template, target, choices, mayDelete = [] }: BuildRequest,
  builds: readonly Build[],
  outputs: readonly Output[],
  runs: readonly RunRecord[],
  files: FileSource,
): PreflightNote[] {
  const keep = surroundings({ template, cwd: target.cwd, files });
  const found = checkOutputs(outputs, choices.force, mayDelete, (folder) =>
    foreignReason(folder, keep, runs),
  );
  const unknown = choices.force ? builds.filter((build) => isOutputUnknown(build, template.dialect)) : [];
  const foreign = [...new Set(found.flatMap(({ kind, folder }) => (kind === 'foreign' ? [folder] : [])))];
  const notes = found.map((problem): PreflightNote => {
    const { folder, build } = problem;
    const name = vscode.workspace.asRelativePath(folder);
    if (problem.kind === 'foreign')
      return {
        severity: 'error',
        blocks: true,
        title: vscode.l10n.t('Packer would delete {0}', folder),
        detail: vscode.l10n.t(
          'It is the output folder of {0}, -force is selected, and no build is known to have made it: {1}. Select it by name to let Packer delete it, or build without -force.',
          build.shownName,
          describeForeign(problem.why),
        ),
        action: { kind: 'delete', folders: foreign },
      };
    if (problem.kind === 'exists')
      return {
        severity: 'error',
        title: vscode.l10n.t('The folder {0} already exists', name),
        detail: vscode.l10n.t(
          'The build {0} does not overwrite it. Let Packer delete it first (-force), for this build only.',
          build.shownName,
        ),
        action: { kind: 'force', folders: found.map((other) => other.folder) },
      };
    return {
      severity: 'info',
      title: vscode.l10n.t('Packer deletes the folder {0} first', name),
      detail: vscode.l10n.t('It already exists, and -force is selected.'),
    };
  });
  return [
    ...notes,
    ...unknown.map(({ shownName }): PreflightNote => ({
      severity: 'warning',
      title: vscode.l10n.t('Packer deletes the output folder of {0} first, whichever it is', shownName),
      detail: vscode.l10n.t(
        'With -force Packer deletes what is there. The name of the folder depends on what only Packer knows, as the environment or the time, so Boxwright cannot tell whether a build made it.',
      ),
    })),
  ];
}
