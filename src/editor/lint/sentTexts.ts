import * as vscode from 'vscode';
import type { TextNews } from '../../analysis/analysisSession';

/** Tells the analysis the texts that are not saved: each whole once, and then what changes in it. */
export class SentTexts implements vscode.Disposable {
  /** The ends of lines of the texts that it has, by their paths. */
  private readonly sent = new Map<string, vscode.EndOfLine>();
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(private readonly tell: (...news: TextNews) => void) {
    this.subscriptions = [
      // What was not saved when the window was closed is open again.
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (isFile(document) && document.isDirty) this.send(document);
      }),
      vscode.workspace.onDidChangeTextDocument((change) => this.changed(change)),
      vscode.workspace.onDidSaveTextDocument((document) => this.saved(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.saved(document)),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Who is told knows nothing yet. */
  sendAll(): void {
    this.sent.clear();
    for (const document of vscode.workspace.textDocuments)
      if (isFile(document) && document.isDirty) this.send(document);
  }

  private changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (!isFile(document)) return;
    const { fsPath } = document.uri;
    if (!document.isDirty) {
      // What is on disk holds: it was saved, or the editor has read it anew.
      if (contentChanges.length || this.sent.has(fsPath)) this.tell('setText', fsPath, undefined);
      this.sent.delete(fsPath);
    } else if (this.sent.get(fsPath) !== document.eol) this.send(document);
    else if (contentChanges.length)
      this.tell(
        'editText',
        fsPath,
        contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
          offset: rangeOffset,
          length: rangeLength,
          text,
        })),
      );
  }

  private saved({ uri }: vscode.TextDocument): void {
    if (this.sent.delete(uri.fsPath)) this.tell('setText', uri.fsPath, undefined);
  }

  private send(document: vscode.TextDocument): void {
    this.sent.set(document.uri.fsPath, document.eol);
    this.tell('setText', document.uri.fsPath, document.getText());
  }
}

const isFile = ({ uri }: vscode.TextDocument): boolean => uri.scheme === 'file';
