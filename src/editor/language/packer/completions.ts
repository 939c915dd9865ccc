import type * as vscode from 'vscode';
import { asRange, plainPosition } from '../../lint/convert';
import type { LiveLint } from '../../lint/liveLint';
import { itemsAt } from '../toCompletionItems';

/** Offers what can be written in HCL2 templates and in files that set their variables. */
export class PackerCompletions implements vscode.CompletionItemProvider {
  static readonly triggers = ['.', '"', '{', '/'];

  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideCompletionItems(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    const found = await this.lint.ask('complete', path, plainPosition(position));
    return found ? itemsAt(asRange(found.range), found.items, position) : [];
  }
}
