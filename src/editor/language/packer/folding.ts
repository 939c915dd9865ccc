import * as vscode from 'vscode';
import type { LiveLint } from '../../lint/liveLint';

/** Folds blocks, lists, maps, heredocs and comments of HCL2 templates. */
export class PackerFolding implements vscode.FoldingRangeProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideFoldingRanges({ uri: { fsPath: path } }: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
    const { Comment } = vscode.FoldingRangeKind;
    const found = (await this.lint.ask('folding', path)) ?? [];
    return found.map(({ first, last, kind }) =>
      kind === 'comment'
        ? new vscode.FoldingRange(first, last, Comment)
        : new vscode.FoldingRange(first, last),
    );
  }
}
