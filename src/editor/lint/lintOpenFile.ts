import * as vscode from 'vscode';
import { activeFile } from '../activeFile';
import { UserFacingError } from '../showFailure';
import type { LiveLint } from './liveLint';

/** Lints the open file now, with what leads to it. @throws UserFacingError where that is nothing */
export async function lintOpenFile(lint: LiveLint): Promise<void> {
  const uri = activeFile();
  if (uri && (await lint.lintFile(uri.fsPath))) return;
  throw new UserFacingError(
    vscode.l10n.t(
      'Nothing to lint here. Open a Packer template, an answer file, a Vagrantfile, or a script that one of them runs.',
    ),
  );
}
