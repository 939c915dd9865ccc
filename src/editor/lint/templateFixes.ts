import path from 'node:path';
import * as vscode from 'vscode';
import { isoWithoutChecksum } from '../../language/fixes/isoChecksum';
import { missingScript } from '../../language/fixes/missingScript';
import type { Template } from '../../pipeline/template/template';
import type { Finding } from '../../rules/finding';
import type { FileSource } from '../../text/fileSource';
import { editorFiles } from '../editorFiles';
import { targetOf } from '../packer/templates/pickTemplate';
import { templateAt } from '../packer/templates/templateAt';

type Offer = (finding: Finding, template: Template, files: FileSource) => vscode.CodeAction | undefined;

/** What mends a finding with more than edits of what is there, by its rule. Nobody applies it along with others. */
const offers: Readonly<Record<string, Offer>> = {
  'file-missing': createScript,
  'iso-checksum-none': computeChecksum,
};

export function templateFix(finding: Finding): vscode.CodeAction | undefined {
  const offer = offers[finding.rule];
  const template = offer && templateAt(finding.location.path);
  return template && offer(finding, template, editorFiles());
}

function createScript(
  { severity, location }: Finding,
  template: Template,
  files: FileSource,
): vscode.CodeAction | undefined {
  // What is kept out of the repository is somewhere else.
  const script =
    severity === 'hint' ? undefined : missingScript(template, location, targetOf(template).cwd, files);
  if (!script || !vscode.workspace.getWorkspaceFolder(vscode.Uri.file(script.path))) return undefined;
  return running(
    vscode.l10n.t('Create {0}', vscode.workspace.asRelativePath(script.path)),
    'boxwright.createScript',
    script,
  );
}

function computeChecksum(
  { location }: Finding,
  template: Template,
  files: FileSource,
): vscode.CodeAction | undefined {
  const iso = isoWithoutChecksum(template, location, targetOf(template).cwd, files);
  if (iso === undefined) return undefined;
  const title = vscode.l10n.t('Compute the SHA-256 checksum of {0}', path.basename(iso));
  return running(title, 'boxwright.computeIsoChecksum', location, iso);
}

function running(title: string, command: string, ...given: readonly unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [...given] };
  return action;
}
