import path from 'node:path';
import * as vscode from 'vscode';
import type { TemplateFix } from '../../analysis/questions';

/** What mends a finding with more than edits of what is there. Nobody applies it along with others. */
export function templateFix(fix: TemplateFix): vscode.CodeAction | undefined {
  if (fix.kind === 'computeChecksum') {
    const title = vscode.l10n.t('Compute the SHA-256 checksum of {0}', path.basename(fix.iso));
    return running(title, 'boxwright.computeIsoChecksum', fix.at, fix.iso);
  }
  const { script } = fix;
  if (!vscode.workspace.getWorkspaceFolder(vscode.Uri.file(script.path))) return undefined;
  return running(
    vscode.l10n.t('Create {0}', vscode.workspace.asRelativePath(script.path)),
    'boxwright.createScript',
    script,
  );
}

function running(title: string, command: string, ...given: readonly unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [...given] };
  return action;
}
