import * as vscode from 'vscode';
import { rules } from '../rules/rules';

/** Shows the page of a rule, from the extension itself: no internet is needed. */
export async function openRule(extension: vscode.Uri, id: unknown): Promise<void> {
  // The id comes from a link; only pages of known rules are opened.
  const page = rules.some((rule) => rule.id === id) ? `${String(id)}.md` : 'README.md';
  await vscode.commands.executeCommand(
    'markdown.showPreview',
    vscode.Uri.joinPath(extension, 'docs', 'rules', page),
  );
}
