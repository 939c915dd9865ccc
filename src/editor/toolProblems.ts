import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isAmong } from '../tools/fileChanges';
import type { WatchedFiles } from './watchedFiles';
import { PathMap, PathSet } from '../text/pathMap';

/**
 * What a tool says of files, in the Problems panel. It has read what is saved: after an edit its lines are no longer there,
 * and what it said goes. A change is no edit when the editor only now gets to know what the tool has read already.
 */
export class ToolProblems implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<readonly vscode.Uri[]>();
  /** The files of which it says something else now. */
  readonly onDidChange = this.changed.event;
  private readonly collection: vscode.DiagnosticCollection;
  /** The files in which the last run on a subject found something. */
  private readonly shown = new Map<string, readonly vscode.Uri[]>();
  /** What stood in those files when the tool read them. */
  private readonly readByTool = new PathMap<string | undefined>();
  private readonly change = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    const { uri } = document;
    if (!this.collection.has(uri) || document.getText() === this.readByTool.get(uri.fsPath)) return;
    this.forget(uri);
    this.changed.fire([uri]);
  });

  private readonly deletion: vscode.Disposable;

  /** @param name of the collection @param source what the panel shows as the source of each problem */
  constructor(
    name: string,
    private readonly source: string,
    files: Pick<WatchedFiles, 'onDidChange'>,
  ) {
    this.collection = vscode.languages.createDiagnosticCollection(name);
    // Another file may come under the same name. When it is there already, what was said may be of it.
    this.deletion = files.onDidChange(({ gone }) => {
      const lost: vscode.Uri[] = [];
      this.collection.forEach((uri) => {
        if (isAmong(gone, uri.fsPath) && !existsSync(uri.fsPath)) lost.push(uri);
      });
      for (const uri of lost) this.forget(uri);
      if (lost.length) this.changed.fire(lost);
    });
  }

  dispose(): void {
    this.collection.dispose();
    this.change.dispose();
    this.deletion.dispose();
    this.changed.dispose();
  }

  /** Where the tool found something in a file. */
  rangesIn(uri: vscode.Uri): vscode.Range[] {
    return (this.collection.get(uri) ?? []).map(({ range }) => range);
  }

  /**
   * Shows what a run has found, in place of what the last one on the same subject did.
   * @param found by the paths of files
   */
  async show(subject: string, found: PathMap<readonly vscode.Diagnostic[]>): Promise<void> {
    const texts = new PathMap(await Promise.all(found.keys().map(withText)));
    const before = this.shown.get(subject) ?? [];
    for (const uri of before) this.forget(uri);
    // Of a file that was edited since the tool began, the lines are elsewhere already.
    const edited = new PathSet(
      vscode.workspace.textDocuments.filter((one) => one.isDirty).map(({ uri }) => uri.fsPath),
    );
    const now = found
      .keys()
      .filter((file) => !edited.has(file))
      .map((file) => vscode.Uri.file(file));
    this.shown.set(subject, now);
    for (const uri of now) {
      const diagnostics = found.get(uri.fsPath) ?? [];
      for (const diagnostic of diagnostics) diagnostic.source = this.source;
      this.readByTool.set(uri.fsPath, texts.get(uri.fsPath));
      this.collection.set(uri, diagnostics);
    }
    this.changed.fire([...before, ...now]);
  }

  /** Takes back what is no longer known to be so. */
  drop(isOld: (diagnostic: vscode.Diagnostic) => boolean): void {
    const kept = new Map<vscode.Uri, readonly vscode.Diagnostic[]>();
    this.collection.forEach((uri, diagnostics) => {
      const others = diagnostics.filter((one) => !isOld(one));
      if (others.length < diagnostics.length) kept.set(uri, others);
    });
    for (const [uri, diagnostics] of kept) this.collection.set(uri, diagnostics);
    if (kept.size) this.changed.fire([...kept.keys()]);
  }

  private forget(uri: vscode.Uri): void {
    this.collection.delete(uri);
    this.readByTool.delete(uri.fsPath);
  }
}

/** What stands in a file on disk; undefined when it is gone. */
const withText = async (file: string): Promise<[string, string | undefined]> => [
  file,
  await readFile(file, 'utf8').catch(() => undefined),
];
