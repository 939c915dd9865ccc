import * as vscode from 'vscode';
import type { FileSource } from '../../../../text/fileSource';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import { checkVariables } from '../../../../tools/packer/plan/checkVariables';
import type { PreflightNote } from './preflightNote';

/** Values that are missing, gone, or given twice. */
export function variableNotes(request: BuildRequest, files: FileSource): PreflightNote[] {
  const { missingFiles, overruled, unset } = checkVariables(request, files, process.env);
  return [
    ...missingFiles.map((file): PreflightNote => ({
      severity: 'error',
      title: vscode.l10n.t('{0} no longer exists', vscode.workspace.asRelativePath(file)),
      detail: vscode.l10n.t(
        'Packer stops because it cannot read variables from this file. Select other files.',
      ),
      action: { kind: 'varFiles' },
    })),
    ...overruled.map(({ name, setIn }): PreflightNote => ({
      severity: 'warning',
      title: vscode.l10n.t('The secret {0} is not used', name),
      detail: vscode.l10n.t(
        '{0} also sets it, and files take precedence over stored secrets. Select other files, or remove it there.',
        vscode.workspace.asRelativePath(setIn),
      ),
      action: { kind: 'varFiles' },
    })),
    ...unset.map((name): PreflightNote => ({
      severity: 'error',
      title: vscode.l10n.t('The variable {0} has no value', name),
      detail: vscode.l10n.t('It has no default, and Packer cannot build without it. Enter a value.'),
      action: { kind: 'variables' },
    })),
  ];
}
