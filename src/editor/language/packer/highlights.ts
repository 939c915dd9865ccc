import * as vscode from 'vscode';
import { asRange, plainPosition } from '../../lint/convert';
import type { LiveLint } from '../../lint/liveLint';

/** Marks where a file names the same. */
export class PackerHighlights implements vscode.DocumentHighlightProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideDocumentHighlights(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.DocumentHighlight[]> {
    const { Read, Write } = vscode.DocumentHighlightKind;
    const found = (await this.lint.ask('highlights', path, plainPosition(position))) ?? [];
    return found.map(
      ({ range, kind }) => new vscode.DocumentHighlight(asRange(range), kind === 'read' ? Read : Write),
    );
  }
}
