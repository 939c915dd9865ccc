import path from 'node:path';
import * as vscode from 'vscode';
import { baseFolder, candidateFolders } from '../../../../pipeline/paths/baseFolder';
import { editorFiles } from '../../../editorFiles';
import type { PagePlace } from '../../../multiStepInput';
import { baseFolders } from '../../templates/baseFolders';
import type { FlowState } from './flowState';
import { isSamePath } from '../../../../text/pathKey';
import { PathSet } from '../../../../text/pathMap';

interface FolderItem extends vscode.QuickPickItem {
  /** Undefined: another one. */
  readonly folder?: string;
}

/** Asks in which folder Packer runs; the answer is remembered. Closed or left, all stays as it is. */
export async function folderPage(state: FlowState, place: PagePlace): Promise<void> {
  const { template } = state;
  const files = editorFiles();
  const found = baseFolder(template, files);
  const folders = [...new PathSet([found, ...candidateFolders(template, files), state.cwd])];
  const items = folders.map((folder): FolderItem => ({
    label: folderName(folder),
    description: [
      ...(isSamePath(folder, found) ? [vscode.l10n.t('contains the files that the template refers to')] : []),
      ...(isSamePath(folder, template.folder) ? [vscode.l10n.t("the template's folder")] : []),
    ].join(', '),
    detail: folder,
    folder,
  }));
  const other: FolderItem = {
    label: vscode.l10n.t('Another folder…'),
    iconPath: new vscode.ThemeIcon('folder-opened'),
  };
  const answer = await state.input.ask<FolderItem>({
    title: place.title,
    back: true,
    items: [...items, other],
    active: items.find(({ folder }) => isSamePath(folder, state.cwd)),
    placeholder: vscode.l10n.t(
      'Select the folder in which Packer runs. Relative paths in the template start there',
    ),
  });
  if (answer?.kind !== 'items') return;
  const folder = answer.items[0]?.folder ?? (await browse(state.cwd));
  if (folder !== undefined) await runIn(folder, state);
}

/** What is found by itself needs no memory: it follows the template. */
export async function runIn(folder: string, state: FlowState): Promise<void> {
  const found = baseFolder(state.template, editorFiles());
  await baseFolders.choose(state.template.path, isSamePath(folder, found) ? undefined : folder);
  state.cwd = folder;
}

export function folderName(folder: string): string {
  const relative = vscode.workspace.asRelativePath(folder);
  return path.isAbsolute(relative) ? path.basename(folder) || folder : relative;
}

async function browse(start: string): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Folder in which Packer runs'),
      defaultUri: vscode.Uri.file(start),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return uri?.fsPath;
}
