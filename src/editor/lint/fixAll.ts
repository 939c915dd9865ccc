import * as vscode from 'vscode';
import { editsOf } from '../../lint/applyFixes';
import { editorFiles } from '../editorFiles';
import { Converter } from './convert';
import type { LiveLint } from './liveLint';

/** Mends all that can be mended in a file: when it is saved, where `editor.codeActionsOnSave` says so. */
export class FixAll implements vscode.CodeActionProvider {
  static readonly kind = vscode.CodeActionKind.SourceFixAll.append('boxwright');

  constructor(private readonly lint: LiveLint) {}

  provideCodeActions(
    { uri: { fsPath: path } }: vscode.TextDocument,
    _range: vscode.Range,
    { only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    // It lints the text anew, so only for those who ask for it.
    if (!only?.contains(FixAll.kind)) return [];
    // Saving one file must not change another.
    const own = this.lint.findingsIn(path, true).map(({ fixes }) => ({
      fixes: fixes.filter(({ edits }) => edits.every((edit) => edit.path === path)),
    }));
    const edits = editsOf(own);
    if (!edits.length) return [];
    const action = new vscode.CodeAction(vscode.l10n.t('Fix all Boxwright problems'), FixAll.kind);
    action.edit = new Converter(editorFiles()).edit(edits);
    return [action];
  }
}
