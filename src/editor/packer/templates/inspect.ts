import * as vscode from 'vscode';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { TemplateArgument } from './pickTemplate';
import { readWithPacker } from './readWithPacker';
import type { RequestOf } from '../../../tools/packer/commands/buildRequest';
import type { VirtualDocuments } from './virtualDocuments';

/** Shows what Packer reads out of a template. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function inspectTemplate(
  argument: TemplateArgument | undefined,
  runner: ToolRunner,
  requestOf: RequestOf,
  documents: VirtualDocuments,
): Promise<void> {
  const read = await readWithPacker(argument, runner, requestOf, (name, reason) =>
    vscode.l10n.t('Packer cannot inspect {0}: {1}', name, reason),
  );
  if (!read) return;
  const title = vscode.l10n.t('{0}: inspected', read.name);
  await vscode.window.showTextDocument(documents.add(title, `${read.text.trimEnd()}\n`), { preview: true });
}
