import { existsSync } from 'node:fs';
import * as vscode from 'vscode';

/** What logs are called: that of the last build, those of earlier ones, of other templates, and the debug log. */
const pattern = 'packer*.log';

/**
 * Adds a line for logs to a `.gitignore`, which is made if there is none. One that is being edited is left to be saved.
 * @throws Error when it cannot be changed
 */
export async function ignoreLogs(file: string): Promise<void> {
  const uri = vscode.Uri.file(file);
  const edit = new vscode.WorkspaceEdit();
  if (!existsSync(file)) edit.createFile(uri, { contents: Buffer.from(`${pattern}\n`) });
  else {
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.getText().split(/\r?\n/).includes(pattern)) return;
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.insert(uri, end, `${end.character ? '\n' : ''}${pattern}\n`);
  }
  const wasDirty = vscode.workspace.textDocuments.some(
    (one) => one.isDirty && one.uri.toString() === uri.toString(),
  );
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('Cannot change {0}.', file));
  if (wasDirty || !existsSync(file)) return;
  await (await vscode.workspace.openTextDocument(uri)).save();
}
