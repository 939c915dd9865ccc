import * as vscode from 'vscode';
import { logFolding } from '../../../language/log/logFolding';
import type { LogDocuments } from './logDocuments';

/** Folds a log by the steps of its builds, and PowerShell's noise away. */
export class LogFolding implements vscode.FoldingRangeProvider {
  constructor(private readonly logs: LogDocuments) {}

  async provideFoldingRanges(
    document: vscode.TextDocument,
    _context: vscode.FoldingContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.FoldingRange[]> {
    const outline = await this.logs.outlineOf(document, token);
    if (!outline) return [];
    return logFolding(outline).map(({ first, last, kind }) =>
      kind === 'step'
        ? new vscode.FoldingRange(first, last)
        : // The editor folds what is of this kind when it opens the log: package.json asks it to.
          new vscode.FoldingRange(first, last, vscode.FoldingRangeKind.Imports),
    );
  }
}
