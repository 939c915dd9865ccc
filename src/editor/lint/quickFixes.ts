import * as vscode from 'vscode';
import { editorFiles } from '../editorFiles';
import { Converter } from './convert';
import type { LiveLint } from './liveLint';

/** Offers the fixes of the linter's findings under the light bulb. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly lint: LiveLint) {}

  provideCodeActions(
    _document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const converter = new Converter(editorFiles());
    return diagnostics.flatMap((diagnostic) =>
      (this.lint.finding(diagnostic)?.fixes ?? []).map((fix, index) => {
        const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.isPreferred = index === 0;
        action.edit = converter.edit(fix.edits);
        return action;
      }),
    );
  }
}
