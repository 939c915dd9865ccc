import path from 'node:path';
import * as vscode from 'vscode';
import { templateVariables } from '../../../../pipeline/template/variables';
import type { FileSource } from '../../../../text/fileSource';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import type { PreflightNote } from './preflightNote';

/** Values that are missing, gone, or given twice. */
export function variableNotes(
  { template, target, choices, secrets }: BuildRequest,
  files: FileSource,
): PreflightNote[] {
  const varFiles = choices.varFiles.map((file) => path.resolve(target.cwd, file));
  const gone = varFiles.filter((file) => files.kind(file) !== 'file');
  const given = new Set([...Object.keys(choices.variables), ...secrets.keys()]);
  const variables = templateVariables(template, files, { varFiles });
  const unset = variables.filter(
    ({ name, required }) =>
      required &&
      !given.has(name) &&
      (template.dialect === 'json' || process.env[`PKR_VAR_${name}`] === undefined),
  );
  // Packer is given secrets of HCL2 templates by its environment, which counts less than any file.
  const overruled = variables.filter(
    ({ name, setIn }) => template.dialect === 'hcl2' && setIn !== undefined && secrets.has(name),
  );
  return [
    ...gone.map((file): PreflightNote => ({
      severity: 'error',
      title: vscode.l10n.t('The file {0} is gone', vscode.workspace.asRelativePath(file)),
      detail: vscode.l10n.t('Packer was to read variables from it and stops there. Choose other files.'),
      action: { kind: 'varFiles' },
    })),
    ...overruled.map(({ name, setIn = '' }): PreflightNote => ({
      severity: 'warning',
      title: vscode.l10n.t('The secret {0} is not used', name),
      detail: vscode.l10n.t(
        'The file {0} sets it, too, and files count more than what is kept secret. Choose other files, or remove it there.',
        vscode.workspace.asRelativePath(setIn),
      ),
      action: { kind: 'varFiles' },
    })),
    ...unset.map(({ name }): PreflightNote => ({
      severity: 'error',
      title: vscode.l10n.t('The variable {0} has no value', name),
      detail: vscode.l10n.t('It has no default, and Packer does not build without it. Give it a value.'),
      action: { kind: 'variables' },
    })),
  ];
}
