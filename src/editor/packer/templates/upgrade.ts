import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../../notify';
import { isHclTemplateFile } from '../../../pipeline/template/templateFiles';
import type { Template } from '../../../pipeline/template/template';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import { convert, fix } from '../../../tools/packer/commands/templateCommands';
import { inTemporaryFolder } from '../../../tools/temporaryFolder';
import type { ToolRunner } from '../../../tools/toolRunner';
import { editorFiles } from '../../editorFiles';
import { editorProjects } from '../../editorProjects';
import { lineEdits } from '../../lineEdits';
import { UserFacingError } from '../../showFailure';
import { askPacker } from './askPacker';
import { pickTemplate } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';
import type { Previews } from './previews';

/**
 * Shows what `packer fix` would make of a JSON template, in the template's own layout.
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError
 */
export async function upgrade(
  argument: TemplateArgument | undefined,
  runner: ToolRunner,
  previews: Previews,
): Promise<void> {
  runner.executable('packer');
  const template = await pickTemplate(argument);
  if (!template) return;
  const { document, name } = await jsonOf(
    template,
    vscode.l10n.t(
      'Upgrade works only on JSON templates. In HCL2, Boxwright underlines what newer versions of Packer reject, with a quick fix.',
    ),
  );
  const text = document.getText();
  const fixed = await inTemporaryFolder(async (folder) => {
    const copy = path.join(folder, name);
    await writeFile(copy, text, { mode: 0o600 });
    return askPacker(runner, fix(copy), {
      failed: (reason) => vscode.l10n.t('Packer cannot upgrade {0}: {1}', name, reason),
    });
  });
  const { keepLayout } = await import('../../../tools/packer/commands/keepLayout');
  const upgraded = keepLayout(text, fixed);
  if (upgraded === text) {
    void notify.information(vscode.l10n.t('Nothing to upgrade in {0}.', name));
    return;
  }
  await previews.show({
    before: document.uri,
    name,
    text: upgraded,
    title: vscode.l10n.t('{0}: upgraded (preview)', name),
    apply: async () => {
      if (document.getText() !== text)
        throw new UserFacingError(
          vscode.l10n.t(
            "{0} has changed since this preview was created, so it was not applied. Run 'Upgrade JSON Template' again.",
            name,
          ),
        );
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, lineEdits(text, upgraded));
      await vscode.workspace.applyEdit(edit);
      await vscode.window.showTextDocument(document);
    },
  });
}

/**
 * Shows the HCL2 template that `packer hcl2_upgrade` makes of a JSON template.
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError
 */
export async function convertToHcl2(
  argument: TemplateArgument | undefined,
  runner: ToolRunner,
  versions: PackerVersions,
  previews: Previews,
): Promise<void> {
  runner.executable('packer');
  const template = await pickTemplate(argument);
  if (!template) return;
  const { document, name } = await jsonOf(template, vscode.l10n.t('This template is already in HCL2.'));
  const newName = `${name.replace(/\.json$/i, '')}.pkr.hcl`;
  const text = await inTemporaryFolder(async (folder) => {
    const copy = path.join(folder, name);
    await writeFile(copy, document.getText(), { mode: 0o600 });
    await askPacker(runner, convert(copy, newName), {
      needs: { capability: 'convert', versions },
      failed: (reason) => vscode.l10n.t('Packer cannot convert {0}: {1}', name, reason),
    });
    return readFile(path.join(folder, newName), 'utf8');
  });
  const target = convertedFile(template, newName);
  const exists = editorFiles().kind(target.fsPath) !== undefined;
  await previews.show({
    before: exists ? target : document.uri,
    name: newName,
    text,
    title: vscode.l10n.t('{0}: converted to HCL2 (preview)', name),
    apply: () => write(target, text),
  });
}

/** The document of a JSON template. @throws UserFacingError with the given message for an HCL2 one */
async function jsonOf(template: Template, otherwise: string) {
  if (template.dialect !== 'json') throw new UserFacingError(otherwise);
  const document = await vscode.workspace.openTextDocument(template.path);
  return { document, name: path.basename(template.path) };
}

/** Where all HCL2 files of a folder are one template, the new one gets a folder of its own beside others. */
function convertedFile({ folder }: Template, name: string): vscode.Uri {
  const projects = editorProjects();
  const others = projects.files.list(folder).some((file) => file !== name && isHclTemplateFile(file));
  const own =
    others && !projects.ofFolder(folder).reading(folder).separate
      ? path.join(folder, name.replace(/\.pkr\.hcl$/, ''))
      : folder;
  return vscode.Uri.file(path.join(own, name));
}

/** Writes a file that is not there yet; of one that is, the text in the editor is replaced, which can be undone. */
async function write(target: vscode.Uri, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const exists = editorFiles().kind(target.fsPath) !== undefined;
  if (exists) edit.set(target, lineEdits((await vscode.workspace.openTextDocument(target)).getText(), text));
  else edit.createFile(target, { contents: Buffer.from(text) });
  const shown = vscode.workspace.asRelativePath(target);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new UserFacingError(vscode.l10n.t('Cannot write {0}.', shown));
  await vscode.window.showTextDocument(target);
  void notify.information(
    exists
      ? vscode.l10n.t("The text of {0} was replaced but is not saved yet. Run 'Undo' to revert it.", shown)
      : vscode.l10n.t('{0} was written. The JSON template is unchanged.', shown),
  );
}
