import type * as vscode from 'vscode';
import { languageMessages } from '../../language/languageMessages';
import { toCompletionItems } from '../../language/toCompletionItems';

/** Offers the settings that Vagrant knows at a place of a Vagrantfile, however much of the line is there. */
export class SettingCompletions implements vscode.CompletionItemProvider {
  static readonly triggers = ['.', '"', "'", ':'];

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const text = document.getText();
    const offset = document.offsetAt(position);
    const { settingCompletions } = await import('../../../language/vagrantfile/settings');
    const found = settingCompletions(text, offset, languageMessages);
    return found ? toCompletionItems(found, document, position) : [];
  }
}
