import * as vscode from 'vscode';
import { candidateFolders } from '../../../../pipeline/paths/baseFolder';
import type { Template } from '../../../../pipeline/template/template';
import type { FileSource } from '../../../../text/fileSource';
import { misspelledFiles, missingFiles } from '../../../../tools/packer/plan/preflight';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import type { PreflightNote } from './preflightNote';

/** Files that the template needs and that are not there, or not on every system. @param asBuilt with the variables that it is built with */
export function fileNotes(
  { template, target }: BuildRequest,
  asBuilt: Template,
  files: FileSource,
): PreflightNote[] {
  const candidates = candidateFolders(template, files);
  const missing = missingFiles(asBuilt, target.cwd, candidates, files).map(
    ({ reference, foundFrom }): PreflightNote => ({
      severity: 'error',
      title: vscode.l10n.t('{0} not found', reference.value.text),
      ...(foundFrom === undefined
        ? {
            detail: vscode.l10n.t(
              'The template refers to it in {0}. Correct the path, or create the file.',
              reference.setting,
            ),
            action: { kind: 'show', location: reference.value.location },
          }
        : {
            detail: vscode.l10n.t(
              'The path is relative to the folder in which Packer runs. Run Packer in {0}, where the file exists.',
              foundFrom,
            ),
            action: { kind: 'folder', cwd: foundFrom },
          }),
    }),
  );
  const misspelled = misspelledFiles(asBuilt, target.cwd, files).map(
    ({ reference, path }): PreflightNote => ({
      severity: 'info',
      title: vscode.l10n.t('{0} is spelled {1} on disk', reference.value.text, path),
      detail: vscode.l10n.t('It is found here, but on Linux the build fails. Correct the path.'),
      action: { kind: 'show', location: reference.value.location },
    }),
  );
  return [...missing, ...misspelled];
}
