import path from 'node:path';
import * as vscode from 'vscode';
import { inspect } from '../../tools/packer/templateCommands';
import type { ToolRunner } from '../../tools/toolRunner';
import { askPacker } from './askPacker';
import { pickTemplate } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';
import { saveAll } from './validate';
import type { RequestOf } from './validate';
import type { VirtualDocuments } from './virtualDocuments';

/** Shows what Packer reads out of a template. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function inspectTemplate(
  argument: TemplateArgument | undefined,
  runner: ToolRunner,
  requestOf: RequestOf,
  documents: VirtualDocuments,
): Promise<void> {
  runner.executable('packer');
  const template = await pickTemplate(argument);
  if (!template) return;
  await saveAll(template);
  const { target, choices } = await requestOf(template);
  const name = path.basename(template.path);
  const text = await askPacker(runner, inspect(target, choices), {
    failed: (reason) => vscode.l10n.t("Packer can't inspect {0}: {1}", name, reason),
  });
  const title = vscode.l10n.t('{0}: inspected', name);
  await vscode.window.showTextDocument(documents.add(title, `${text.trimEnd()}\n`), { preview: true });
}
