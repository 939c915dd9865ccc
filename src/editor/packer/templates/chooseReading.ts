import * as vscode from 'vscode';
import { notify } from '../../notify';
import { chooseReading as editFor } from '../../../language/fixes/chooseReading';
import { configurationFile } from '../../../lint/configuration/configurationFile';
import { isHclTemplateFile } from '../../../pipeline/template/templateFiles';
import { activeFile } from '../../activeFile';
import { editorProjects } from '../../editorProjects';
import { Converter } from '../../lint/convert';
import { UserFacingError } from '../../showFailure';
import type { TemplateArgument } from './pickTemplate';
import { workspaceTemplates } from './workspaceTemplates';
import { isSamePath } from '../../../text/pathKey';

/**
 * Makes the HCL2 files of a folder separate templates, or one: the choice is written into boxwright.json, and all that
 * reads templates goes by it.
 * @throws UserFacingError where there is nothing to choose, or boxwright.json can't be written to
 */
export async function chooseReading(
  argument: TemplateArgument | undefined,
  separate: boolean,
): Promise<void> {
  const folder = folderOf(argument) ?? (await pickFolder());
  if (folder === undefined) return;
  const projects = editorProjects();
  const { files } = projects;
  const project = projects.ofFolder(folder);
  const edits = editFor(folder, separate, project);
  const path = files.paths.join(project.root, configurationFile);
  if (!edits.length)
    throw new UserFacingError(
      vscode.l10n.t(
        'Cannot write to {0}. Correct the errors in the file first.',
        vscode.workspace.asRelativePath(path),
      ),
    );
  const isDirty = vscode.workspace.textDocuments.some(
    ({ uri, isDirty }) => isSamePath(uri.fsPath, path) && isDirty,
  );
  await vscode.workspace.applyEdit(new Converter(files).edit(edits));
  // What somebody else is writing there is not saved for him.
  if (!isDirty) await (await vscode.workspace.openTextDocument(path)).save();
  void reportReading(folder, separate, path);
}

/** Says how the folder is read now. @param path of boxwright.json */
async function reportReading(folder: string, separate: boolean, path: string): Promise<void> {
  const name = vscode.workspace.asRelativePath(folder);
  const open = vscode.l10n.t('Open {0}', configurationFile);
  const chosen = await notify.information(
    separate
      ? vscode.l10n.t('Each HCL2 file in {0} is now a separate template.', name)
      : vscode.l10n.t('The HCL2 files in {0} are now one template.', name),
    open,
  );
  if (chosen === open) await vscode.window.showTextDocument(vscode.Uri.file(path));
}

/** The folder of the given or open HCL2 file, or the given folder. @throws UserFacingError for something else that was given */
function folderOf(argument: TemplateArgument | undefined): string | undefined {
  const uri = argument && ('uri' in argument ? argument.uri : argument);
  const given = uri ?? activeFile();
  if (given?.scheme !== 'file') return undefined;
  const { files } = editorProjects();
  const folder = files.kind(given.fsPath) === 'folder' ? given.fsPath : files.paths.dirname(given.fsPath);
  const isOf = isSamePath(folder, given.fsPath)
    ? files.list(folder).some(isHclTemplateFile)
    : isHclTemplateFile(given.fsPath);
  if (isOf) return folder;
  if (!uri) return undefined;
  throw new UserFacingError(
    vscode.l10n.t('{0} is not an HCL2 template.', vscode.workspace.asRelativePath(uri)),
  );
}

/** One of the workspace's folders with HCL2 files. @throws UserFacingError where there is none */
async function pickFolder(): Promise<string | undefined> {
  const folders = new Set<string>();
  for await (const { dialect, folder } of workspaceTemplates()) if (dialect === 'hcl2') folders.add(folder);
  if (!folders.size)
    throw new UserFacingError(vscode.l10n.t('There are no HCL2 templates in this workspace.'));
  const items = [...folders]
    .sort()
    .map((folder) => ({ label: vscode.workspace.asRelativePath(folder), folder }));
  const placeHolder = vscode.l10n.t('Select a folder with HCL2 files');
  return items.length === 1
    ? items[0]?.folder
    : (await vscode.window.showQuickPick(items, { placeHolder }))?.folder;
}
