import { cp } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { UserFacingError } from './showFailure';

/** The folder that the examples get, in the one that the user picks. */
const folderName = 'boxwright-examples';

/**
 * Copies the examples of the extension to a folder of the user's choice, and opens them. Nothing that is there is replaced.
 * @param extension where the extension is installed
 * @throws UserFacingError when they cannot be written there
 */
export async function openExample(extension: vscode.Uri): Promise<void> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Folder for the Examples'),
      openLabel: vscode.l10n.t('Copy Examples Here'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (!chosen) return;
  const target = freePath(path.join(chosen.fsPath, folderName));
  try {
    await cp(vscode.Uri.joinPath(extension, 'examples').fsPath, target, {
      recursive: true,
      force: false,
      errorOnExist: true,
    });
  } catch (error) {
    throw new UserFacingError(
      vscode.l10n.t(
        'The examples cannot be copied to {0}: {1}',
        target,
        error instanceof Error ? error.message : String(error),
      ),
    );
  }
  const isOpen = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(target), {
    forceNewWindow: isOpen,
  });
}

/** The path, or the first one with a number behind it where nothing is. */
function freePath(wanted: string): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? wanted : `${wanted}-${count}`;
    if (!existsSync(candidate)) return candidate;
  }
}
