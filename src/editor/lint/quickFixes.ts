import * as vscode from 'vscode';
import { quickFixes } from '../../language/fixes/quickFixes';
import type { Finding } from '../../rules/finding';
import { editorFiles } from '../editorFiles';
import { languageMessages } from '../language/languageMessages';
import { Converter } from './convert';
import type { LiveLint } from './liveLint';

/** Offers under the light bulb what mends the linter's findings, and what silences them. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly lint: LiveLint) {}

  provideCodeActions(
    { uri: { fsPath: path } }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (only && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
    const shown = new Map<Finding, vscode.Diagnostic>();
    for (const diagnostic of diagnostics) {
      const finding = this.lint.findingOf(path, diagnostic);
      if (finding) shown.set(finding, diagnostic);
    }
    if (!shown.size) return [];
    const files = editorFiles();
    const converter = new Converter(files);
    const asked = { findings: [...shown.keys()], inFile: this.lint.findingsIn(path), files };
    return quickFixes(asked, languageMessages).map(({ title, edits, finding, isPreferred }) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      const diagnostic = shown.get(finding);
      if (diagnostic) action.diagnostics = [diagnostic];
      action.edit = converter.edit(edits);
      if (isPreferred) action.isPreferred = true;
      return action;
    });
  }
}
