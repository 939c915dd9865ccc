import * as vscode from 'vscode';
import { editorFiles } from '../../editorFiles';
import { Converter } from '../../lint/convert';
import { getPlugin } from '../plugins/getPlugin';
import { runIn } from './choices/folderPage';
import type { FlowState } from './choices/flowState';
import type { PreflightAction } from './preflight/preflightNote';

/** Does what a note offers. A failure is told, and leads back to the page. */
export async function performAction(
  action: PreflightAction,
  state: FlowState,
  services: Parameters<typeof getPlugin>[0],
): Promise<void> {
  const { template } = state;
  switch (action.kind) {
    case 'install':
    case 'init':
    case 'installDsc':
    case 'browse':
      return getPlugin(services, action, template, state.cwd);
    case 'show': {
      const { path, span } = action.location;
      const selection = new Converter(editorFiles()).range(path, span);
      await vscode.window.showTextDocument(vscode.Uri.file(path), { selection });
      return;
    }
    case 'folder':
      return runIn(action.cwd, state);
    case 'force':
      if (await mayBeDeleted(action.folders, state)) state.once = { ...state.once, force: true };
      return;
    case 'delete':
      state.mayDelete = [...state.mayDelete, ...(await named(action.folders, state))];
      return;
    case 'sequential':
      state.once = { ...state.once, parallel: 1 };
      return;
    case 'withoutRegistry':
      state.once = { ...state.once, withoutRegistry: true };
      return;
    case 'variables':
    case 'varFiles':
      // These are pages of their own.
      return;
  }
}

/** What may be somebody's own is deleted only where the user has picked it by its name. */
async function named(folders: readonly string[], { input }: FlowState): Promise<readonly string[]> {
  const items = folders.map((folder) => ({ label: folder, iconPath: new vscode.ThemeIcon('trash') }));
  const answer = await input.ask<vscode.QuickPickItem>({
    title: vscode.l10n.t('Delete what no build is known to have made?'),
    back: true,
    items,
    ticked: [],
    placeholder: vscode.l10n.t(
      'Select each folder that Packer may delete permanently, with everything in it',
    ),
  });
  return answer?.kind === 'items' ? answer.items.map(({ label }) => label) : [];
}

/** What an earlier build has made took hours: nobody loses it by one key stroke too many. */
async function mayBeDeleted(folders: readonly string[], { input }: FlowState): Promise<boolean> {
  const keep = { label: vscode.l10n.t('Keep'), iconPath: new vscode.ThemeIcon('shield') };
  const remove = {
    label: vscode.l10n.t('Let Packer delete'),
    description: '-force',
    detail: folders.join(', '),
    iconPath: new vscode.ThemeIcon('trash'),
  };
  const answer = await input.ask<vscode.QuickPickItem>({
    title: vscode.l10n.t(
      'Delete {0}?',
      folders.map((folder) => vscode.workspace.asRelativePath(folder)).join(', '),
    ),
    back: true,
    items: [keep, remove],
    active: keep,
    placeholder: vscode.l10n.t(
      'It will be deleted permanently, with everything in it, when the build starts',
    ),
  });
  return answer?.kind === 'items' && answer.items.includes(remove);
}
