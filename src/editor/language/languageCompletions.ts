import type * as vscode from 'vscode';
import type { LiveLint } from '../lint/liveLint';
import { toCompletionItems } from './toCompletionItems';

/** Offers what can be written at a place. */
export class LanguageCompletions implements vscode.CompletionItemProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideCompletionItems(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const { line, character } = position;
    const found = await this.lint.ask('completion', path, { line, character });
    return found ? toCompletionItems(found, position) : [];
  }
}
