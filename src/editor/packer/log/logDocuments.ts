import * as vscode from 'vscode';
import { LogOutline } from '../../../tools/packer/log/logOutline';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import { slices } from '../../../analysis/slices';
import { logPathOf } from './logPathOf';

/** Between so many lines the editor is asked whether it still wants to know. */
const portion = 500;

/** What stands in the logs that are open. A log that grows is read on from where it was; nobody reads it twice. */
export class LogDocuments implements vscode.Disposable {
  private readonly outlines = new Map<string, LogOutline>();
  private readonly subscriptions = [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const read = this.outlines.get(keyOf(document))?.lines ?? 0;
      // Lines at the end come and go, but what was read has changed only when the log is another one.
      if (contentChanges.some(({ range }) => range.start.line < read)) this.forget(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
  ];

  /** @param expectedOf what the run of a log would build, as far as that is known */
  constructor(private readonly expectedOf: (log: string) => Promise<readonly ExpectedBuild[]>) {}

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.outlines.clear();
  }

  /** @returns undefined when it is no longer wanted */
  async outlineOf(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<LogOutline | undefined> {
    const pause = slices();
    for (;;) {
      const outline = await this.get(document);
      // The last line may still be written.
      const end = Math.min(document.lineCount - 1, outline.lines + portion);
      if (outline.lines >= end) return outline;
      for (let line = outline.lines; line < end; line++) outline.line(document.lineAt(line).text);
      await pause();
      if (token.isCancellationRequested || document.isClosed) return undefined;
    }
  }

  private async get(document: vscode.TextDocument): Promise<LogOutline> {
    const key = keyOf(document);
    const known = this.outlines.get(key);
    if (known) return known;
    const expected = await this.expectedOf(logPathOf(document.uri));
    // Somebody else may have asked meanwhile.
    const outline = this.outlines.get(key) ?? new LogOutline(expected);
    this.outlines.set(key, outline);
    return outline;
  }

  private forget(document: vscode.TextDocument): void {
    this.outlines.delete(keyOf(document));
  }
}

const keyOf = ({ uri }: vscode.TextDocument): string => uri.toString();
