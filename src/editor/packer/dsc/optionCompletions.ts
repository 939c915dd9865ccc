import type * as vscode from 'vscode';
import { mentionsDsc } from '../../../language/dsc/mentionsDsc';
import { editorFiles } from '../../editorFiles';
import { languageMessages } from '../../language/languageMessages';
import { toCompletionItems } from '../../language/toCompletionItems';

/** Offers the options of dsc steps that are not there yet, and their values. */
export class OptionCompletions implements vscode.CompletionItemProvider {
  static readonly triggers = ['"'];

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const source = { path: document.uri.fsPath, text: document.getText() };
    if (!mentionsDsc(source.text)) return [];
    const offset = document.offsetAt(position);
    const { optionCompletions } = await import('../../../language/dsc/dsc');
    const found = optionCompletions(source, offset, editorFiles(), languageMessages);
    return found ? toCompletionItems(found, document, position) : [];
  }
}
