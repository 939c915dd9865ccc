import * as vscode from 'vscode';
import { languageMessages } from '../language/languageMessages';
import { asEdit } from './convert';
import type { LiveLint } from './liveLint';

/** Mends all that can be mended in a file: when it is saved, where `editor.codeActionsOnSave` says so. */
export class FixAll implements vscode.CodeActionProvider {
  static readonly kind = vscode.CodeActionKind.SourceFixAll.append('boxwright');

  constructor(private readonly lint: LiveLint) {}

  async provideCodeActions(
    { uri: { fsPath: path } }: vscode.TextDocument,
    _range: vscode.Range,
    { only }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    // It lints the text anew, so only for those who ask for it.
    if (!only?.contains(FixAll.kind)) return [];
    const edits = await this.lint.ask('fixAll', path);
    if (!edits?.length) return [];
    const action = new vscode.CodeAction(languageMessages.fixAll, FixAll.kind);
    action.edit = asEdit(edits);
    return [action];
  }
}
