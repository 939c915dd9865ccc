import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { MissingScript } from '../../language/fixes/missingScript';
import { UserFacingError } from '../showFailure';

/** Makes a script that is missing, and opens it. @throws UserFacingError where something has come to be there, or it cannot be written */
export async function createScript({ path: file, content }: MissingScript): Promise<void> {
  const uri = vscode.Uri.file(file);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    // Packer starts those of `shell-local` by their names.
    await writeFile(file, content, { flag: 'wx', mode: content.startsWith('#!') ? 0o777 : 0o666 });
  } catch (error) {
    throw new UserFacingError(
      vscode.l10n.t('Cannot create {0}: {1}', file, error instanceof Error ? error.message : String(error)),
    );
  }
  await vscode.window.showTextDocument(uri);
}
