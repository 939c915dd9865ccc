import * as vscode from 'vscode';
import { fixAllIn } from '../../language/fixes/fixAllIn';
import { editorFiles } from '../editorFiles';
import { languageMessages } from '../language/languageMessages';
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
    const edits = fixAllIn(path, this.lint.findingsIn(path, true));
    if (!edits.length) return [];
    const action = new vscode.CodeAction(languageMessages.fixAll, FixAll.kind);
    action.edit = new Converter(editorFiles()).edit(edits);
    return [action];
  }
}
