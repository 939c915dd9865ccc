import * as vscode from 'vscode';
import { LintTriggers } from '../../analysis/lintTriggers';
import { withProgress } from '../notify';
import { settings } from '../settings';
import type { WatchedFiles } from '../watchedFiles';
import type { LiveLint } from './liveLint';

const isFile = ({ scheme }: vscode.Uri): boolean => scheme === 'file';

/** Tells what starts the linter of what happens in the editor. */
export function lintWhen(lint: LiveLint, files: WatchedFiles): vscode.Disposable {
  const triggers = new LintTriggers(lint, settings.lintRun, (which) => void lintWithProgress(lint, which));
  const opened = ({ uri }: vscode.TextDocument) => {
    if (isFile(uri)) triggers.opened(uri.fsPath);
  };
  const reconfigured = () =>
    triggers.reconfigured(
      vscode.workspace.textDocuments.flatMap(({ uri }) => (isFile(uri) ? [uri.fsPath] : [])),
    );
  for (const document of vscode.workspace.textDocuments) opened(document);
  triggers.begin();
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
      if (contentChanges.length && isFile(uri)) triggers.changed(uri.fsPath);
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (isFile(uri)) triggers.saved(uri.fsPath);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (isFile(uri)) triggers.closed(uri.fsPath, vscode.workspace.getWorkspaceFolder(uri) !== undefined);
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => triggers.begin()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('boxwright.lint.run')) reconfigured();
      if (change.affectsConfiguration('boxwright.lint.showAccepted')) lint.publishAll();
    }),
    lint.onDidRestart(reconfigured),
    files.onDidChange((changes) => void triggers.onDisk(changes)),
  );
}

/** Says in the status bar how far the workspace is read: the editor shows that only where it takes a while. */
async function lintWithProgress(lint: LiveLint, which: 'new' | 'none'): Promise<void> {
  const title = vscode.l10n.t('Boxwright: Reading the workspace…');
  await withProgress({ location: vscode.ProgressLocation.Window, title }, (progress) =>
    lint.lintWorkspace(which, (key) => {
      progress.report({ message: vscode.workspace.asRelativePath(key) });
      return undefined;
    }),
  );
}
