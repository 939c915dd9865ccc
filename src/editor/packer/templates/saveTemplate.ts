import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { PathSet } from '../../../text/pathMap';

/** Saves what is being edited of a template: Packer reads from disk. */
export async function saveTemplate(template: Template): Promise<void> {
  const paths = new PathSet(template.files.map((file) => file.path));
  for (const document of vscode.workspace.textDocuments)
    if (document.isDirty && paths.has(document.uri.fsPath)) await document.save();
}
