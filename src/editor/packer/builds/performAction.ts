import * as vscode from 'vscode';
import { SourceText } from '../../../text/sourceText';
import type { ToolRunner } from '../../../tools/toolRunner';
import { editorFiles } from '../../editorFiles';
import { getPlugin } from '../plugins/getPlugin';
import { runIn } from './choices/folderPage';
import type { FlowState } from './choices/flowState';
import type { PreflightAction } from './preflight/preflightNote';

/** Does what a note offers. A failure is told, and leads back to the page. */
export async function performAction(
  action: PreflightAction,
  state: FlowState,
  runner: ToolRunner,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const { template } = state;
  switch (action.kind) {
    case 'install':
    case 'init':
    case 'installDsc':
    case 'browse':
      return getPlugin({ runner, log }, action, template, state.cwd);
    case 'show': {
      const { path, span } = action.location;
      const text = new SourceText(path, editorFiles().read(path) ?? '');
      const [start, end] = [text.positionAt(span.start), text.positionAt(span.end)];
      const selection = new vscode.Range(start.line, start.character, end.line, end.character);
      await vscode.window.showTextDocument(vscode.Uri.file(path), { selection });
      return;
    }
    case 'folder':
      return runIn(action.cwd, state);
    case 'force':
      if (await mayBeDeleted(action.folders, state)) state.once = { ...state.once, force: true };
      return;
    case 'sequential':
      state.once = { ...state.once, parallel: 1 };
      return;
    case 'variables':
    case 'varFiles':
      // These are pages of their own.
      return;
  }
}

/** What an earlier build has made took hours: nobody loses it by one key stroke too many. */
async function mayBeDeleted(folders: readonly string[], { pages }: FlowState): Promise<boolean> {
  const keep = { label: vscode.l10n.t('Keep'), iconPath: new vscode.ThemeIcon('shield') };
  const remove = {
    label: vscode.l10n.t('Let Packer delete'),
    description: '-force',
    detail: folders.join(', '),
    iconPath: new vscode.ThemeIcon('trash'),
  };
  const answer = await pages.ask<vscode.QuickPickItem>({
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
