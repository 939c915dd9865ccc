import * as vscode from 'vscode';
import { isConfigurationFile } from '../../lint/configuration/configurationFile';
import { withProgress } from '../notify';
import type { Changes } from '../fileChanges';
import { settings } from '../settings';
import { slices } from '../../analysis/slices';
import type { WatchedFiles } from '../watchedFiles';
import type { LiveLint } from './liveLint';

/** How long after the last key stroke the linter looks at a file. Milliseconds. */
const delay = 150;

/** How long after files came or went what lacked them, or had them, is linted: a build makes many. Milliseconds. */
const filesDelay = 500;

/** What changes which files are looked at, and what counts in them. */
const projectFile = /(^|[\\/])(boxwright(-baseline)?\.json|\.gitignore|\.gitmodules)$/;

const isManual = (): boolean => settings.lintRun() === 'manual';
const isFile = ({ scheme }: vscode.Uri): boolean => scheme === 'file';

/** Starts the linter when the user has chosen: at each change, when a file is saved, or only when asked to. */
export function lintWhen(lint: LiveLint, files: WatchedFiles): vscode.Disposable {
  const begin = () => void lintWithProgress(lint, isManual() ? 'none' : 'new');
  const opened = ({ uri }: vscode.TextDocument) => {
    if (!isFile(uri)) return;
    if (isManual()) lint.note(uri.fsPath);
    else lint.schedule(uri.fsPath, 0);
  };
  const changed = ({ uri }: vscode.TextDocument) => {
    if (!isFile(uri)) return;
    if (settings.lintRun() !== 'onType') return;
    if (isConfiguration(uri)) lint.scheduleAll(delay);
    else lint.schedule(uri.fsPath, delay);
  };
  const saved = ({ uri }: vscode.TextDocument) => {
    if (!isFile(uri)) return;
    if (isManual()) lint.note(uri.fsPath);
    else lint.schedule(uri.fsPath, 0);
  };
  const closed = ({ uri }: vscode.TextDocument) => {
    if (!isFile(uri)) return;
    // What was not saved is gone; a template outside of the workspace is no longer looked at.
    if (!vscode.workspace.getWorkspaceFolder(uri)) lint.forgetFile(uri.fsPath);
    else if (!isManual()) lint.schedule(uri.fsPath, 0);
  };
  const reconfigured = () => {
    if (!isManual()) lint.scheduleAll(0);
    for (const document of vscode.workspace.textDocuments) opened(document);
    begin();
  };
  for (const document of vscode.workspace.textDocuments) opened(document);
  begin();
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length) changed(document);
    }),
    vscode.workspace.onDidSaveTextDocument(saved),
    vscode.workspace.onDidCloseTextDocument(closed),
    vscode.workspace.onDidChangeWorkspaceFolders(begin),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('boxwright.lint.run')) reconfigured();
      if (change.affectsConfiguration('boxwright.lint.showAccepted')) lint.publishAll();
    }),
    lint.onDidRestart(reconfigured),
    files.onDidChange((changes) => void onDisk(changes, lint, begin)),
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

/** A file that comes or goes changes what is missing. */
async function onDisk(changes: Changes, lint: LiveLint, begin: () => void): Promise<void> {
  const { came, changed, gone } = changes;
  lint.diskChanged(changes);
  lint.forgetGone(gone);
  const all = new Set([...came, ...changed, ...gone]);
  if (!isManual()) lint.scheduleAffected({ came, gone }, filesDelay);
  if ([...all].some((file) => projectFile.test(file))) {
    if (!isManual()) lint.scheduleAll(0);
    begin();
  }
  // Short ones: what is due is linted between them.
  const pause = slices(2);
  for (const file of all) {
    await pause();
    if (isManual()) lint.note(file);
    else lint.schedule(file, 0);
  }
}

const isConfiguration = ({ fsPath }: vscode.Uri): boolean => isConfigurationFile(fsPath);
