import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { endUri, logPathOf } from './logPathOf';
import { largestColored } from './logEnds';
import { withLogLanguage } from './logLanguage';

/** A log in an editor that stays at its end. */
interface Followed {
  readonly document: vscode.TextDocument;
  /** The user has scrolled away from the end. */
  paused: boolean;
  /** The lines that were visible last. */
  seen: { first: number; last: number };
  lines: number;
}

const top = { first: 0, last: 0 };

/**
 * Keeps editors at the end of logs that grow. Who scrolls up stays there, and who comes back to the end follows again;
 * the status bar says which it is.
 */
export class FollowLog implements vscode.Disposable {
  private readonly logs = new Map<string, Followed>();
  /** Documents that have become too large, while others take their place. */
  private readonly leaving = new WeakSet<vscode.TextDocument>();
  private readonly item = vscode.window.createStatusBarItem(
    'boxwright.packer.followLog',
    vscode.StatusBarAlignment.Right,
    90,
  );
  private readonly subscriptions = [
    this.item,
    vscode.workspace.onDidChangeTextDocument(({ document }) => this.grown(document)),
    vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.scrolled(textEditor)),
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      for (const editor of editors) this.toEnd(editor);
    }),
    vscode.window.onDidChangeActiveTextEditor(() => this.updateItem()),
  ];

  constructor() {
    this.item.name = vscode.l10n.t('Follow Log');
    this.item.command = 'boxwright.packer.followLog';
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Whether an editor with a log stays at its end; undefined where it was not asked to. */
  stateOf(document: vscode.TextDocument): 'following' | 'paused' | undefined {
    const log = this.logs.get(document.uri.toString());
    return log && (log.paused ? 'paused' : 'following');
  }

  /**
   * Opens a log and stays at its end.
   * @throws Error when it can't be opened
   */
  async follow(log: string, options: vscode.TextDocumentShowOptions = {}): Promise<vscode.TextEditor> {
    const { size } = await stat(log);
    const uri = size > largestColored ? endUri(log) : vscode.Uri.file(log);
    const document = await withLogLanguage(await vscode.workspace.openTextDocument(uri));
    this.logs.set(document.uri.toString(), { document, paused: false, seen: top, lines: 0 });
    const editor = await vscode.window.showTextDocument(document, { preview: false, ...options });
    this.toEnd(editor);
    this.updateItem();
    return editor;
  }

  /** Of the log in the active editor: begins, goes on or ends. @returns whether there is a log */
  async toggle(): Promise<boolean> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return false;
    const { document } = editor;
    const known = this.logs.get(document.uri.toString());
    if (known && !known.paused) this.forget(document);
    else
      await this.follow(logPathOf(document.uri), {
        viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
      });
    return true;
  }

  private grown(document: vscode.TextDocument): void {
    const log = this.logs.get(document.uri.toString());
    if (!log) return;
    // Of a new run it begins anew: what was seen is gone, and nobody has scrolled.
    if (document.lineCount < log.lines) log.seen = top;
    log.lines = document.lineCount;
    if (log.paused) return;
    this.leaveLarge(document).catch(() => undefined);
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document === document) this.toEnd(editor);
  }

  /** The editor reads a file whole whenever it grows: of one that has become large only the end is followed. */
  private async leaveLarge(document: vscode.TextDocument): Promise<void> {
    const { uri, lineCount } = document;
    if (uri.scheme !== 'file' || this.leaving.has(document)) return;
    const length = document.offsetAt(new vscode.Position(lineCount, 0));
    if (length < largestColored) return;
    this.leaving.add(document);
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
    const [viewColumn] = tabs.map(({ group }) => group.viewColumn);
    this.forget(document);
    await this.follow(uri.fsPath, { preserveFocus: true, ...(viewColumn && { viewColumn }) });
    await vscode.window.tabGroups.close(tabs, true);
  }

  private toEnd(editor: vscode.TextEditor): void {
    const log = this.logs.get(editor.document.uri.toString());
    if (!log || log.paused) return;
    const end = editor.document.lineAt(editor.document.lineCount - 1).range;
    editor.revealRange(end);
  }

  /** Who scrolls up moves both ends of what is seen; a panel that opens moves one. */
  private scrolled({ document, visibleRanges }: vscode.TextEditor): void {
    const log = this.logs.get(document.uri.toString());
    const [first, last] = [visibleRanges[0]?.start.line, visibleRanges.at(-1)?.end.line];
    if (!log || first === undefined || last === undefined) return;
    const atEnd = last >= document.lineCount - 2;
    const up = first < log.seen.first && last < log.seen.last;
    log.seen = { first, last };
    if (atEnd === !log.paused || (!atEnd && !up)) return;
    log.paused = !atEnd;
    this.updateItem();
  }

  private forget({ uri }: vscode.TextDocument): void {
    if (this.logs.delete(uri.toString())) this.updateItem();
  }

  private updateItem(): void {
    const document = vscode.window.activeTextEditor?.document;
    const state = document && this.stateOf(document);
    if (!state) return this.item.hide();
    const name = path.basename(logPathOf(document.uri));
    const text =
      state === 'paused' ? vscode.l10n.t('{0}: not following', name) : vscode.l10n.t('Following {0}', name);
    this.item.text = `${state === 'paused' ? '$(debug-pause)' : '$(arrow-down)'} ${text}`;
    this.item.tooltip =
      state === 'paused'
        ? vscode.l10n.t(
            'Paused, because you scrolled up. Scroll to the end or click to follow the log again.',
          )
        : vscode.l10n.t('The editor stays at the end of the log. Scroll up or click to stop following.');
    this.item.accessibilityInformation = { label: text };
    this.item.show();
  }
}
