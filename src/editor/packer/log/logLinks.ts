import * as vscode from 'vscode';
import type { LogDocuments } from './logDocuments';
import { placeUri } from './localFiles';
import { logPathOf } from './logPathOf';
import type { LogRuns } from './logRuns';

/** Links from what scripts say in a log to the lines of those scripts. */
export class LogLinks implements vscode.DocumentLinkProvider {
  constructor(
    private readonly logs: LogDocuments,
    private readonly runs: LogRuns,
  ) {}

  async provideDocumentLinks(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentLink[]> {
    const outline = await this.logs.outlineOf(document, token);
    if (!outline) return [];
    const found = await this.runs.resolve(logPathOf(document.uri), outline.places);
    return found.map(
      ({ place: { at, start, end }, file }) =>
        new vscode.DocumentLink(new vscode.Range(at, start, at, end), placeUri(file)),
    );
  }
}
