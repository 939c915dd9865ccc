import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { checkOutputs } from '../../../../tools/packer/plan/preflight';
import type { Output } from '../../../../tools/packer/plan/preflight';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import type { PreflightNote } from './preflightNote';

/** Folders that stop the build, or that it would delete. */
export function outputNotes(
  { template, target, choices }: BuildRequest,
  outputs: readonly Output[],
): PreflightNote[] {
  const keep = [template.folder, target.cwd, homedir()];
  const found = checkOutputs(outputs, choices.force, keep, existsSync);
  return found.map(({ kind, folder, build }) => {
    const name = vscode.workspace.asRelativePath(folder);
    if (kind === 'exists')
      return {
        severity: 'error',
        title: vscode.l10n.t('The folder {0} already exists', name),
        detail: vscode.l10n.t(
          'An earlier build left it, and {0} does not overwrite it. Let Packer delete it first (-force), for this build only.',
          build.name,
        ),
        action: { kind: 'force', folders: found.map((other) => other.folder) },
      };
    if (kind === 'replaced')
      return {
        severity: 'info',
        title: vscode.l10n.t('Packer deletes the folder {0} first', name),
        detail: vscode.l10n.t('It already exists, and -force is selected.'),
      };
    return {
      severity: 'error',
      title: vscode.l10n.t('Packer would delete {0}', folder),
      detail: vscode.l10n.t(
        'It is the output folder of {0} but contains more than a build creates, and -force is selected. Correct output_directory, or build without -force.',
        build.name,
      ),
      action: { kind: 'show', location: build.typeLocation },
    };
  });
}
