import * as vscode from 'vscode';
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
    // Of builds that run at the same time the steps overlap, which ranges must not: they end where any step begins.
    const steps = outline.steps.map(
      ({ first, last, next }) => new vscode.FoldingRange(first, Math.min(last, (next ?? Infinity) - 1)),
    );
    // The editor folds what is of this kind when it opens the log: package.json asks it to.
    const noise = outline.noise.map(
      ({ first, last }) => new vscode.FoldingRange(first, last, vscode.FoldingRangeKind.Imports),
    );
    return [...steps, ...noise].filter(({ start, end }) => end > start);
  }
}
