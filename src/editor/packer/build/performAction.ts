import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { SourceText } from '../../../text/sourceText';
import { installPlugin } from '../../../tools/packer/plugins/installPlugin';
import { init } from '../../../tools/packer/commands/templateCommands';
import type { ToolRunner } from '../../../tools/toolRunner';
import { editorFiles } from '../../editorFiles';
import { showFailure } from '../../showFailure';
import { askPacker, signalOf } from '../templates/askPacker';
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
      return getPlugin(action, template, state.cwd, runner, log);
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

/** What is done about a plugin that is not there. */
export type PluginAction = Extract<PreflightAction, { kind: 'install' | 'init' | 'installDsc' | 'browse' }>;

/** Installs a plugin, or opens the page that tells how. A failure is told. @param cwd the folder in which Packer is started */
export async function getPlugin(
  action: PluginAction,
  { dialect, path }: Template,
  cwd: string,
  runner: ToolRunner,
  log: vscode.LogOutputChannel,
): Promise<void> {
  if (action.kind === 'browse') await vscode.env.openExternal(vscode.Uri.parse(action.url));
  else if (action.kind === 'installDsc') await vscode.commands.executeCommand('boxwright.packer.installDsc');
  else if (action.kind === 'install') await install(installPlugin(action.source), action.source, runner, log);
  else await install(init({ dialect, path, cwd }), vscode.workspace.asRelativePath(path), runner, log);
}

/** What an earlier build has made took hours: nobody loses it by one key stroke too many. */
async function mayBeDeleted(folders: readonly string[], { pages }: FlowState): Promise<boolean> {
  const keep = { label: vscode.l10n.t('Keep it'), iconPath: new vscode.ThemeIcon('shield') };
  const remove = {
    label: vscode.l10n.t('Let Packer delete it'),
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
    placeholder: vscode.l10n.t('It is deleted for good, with all that is in it, when the build begins'),
  });
  return answer?.kind === 'items' && answer.items.includes(remove);
}

async function install(
  command: ReturnType<typeof installPlugin | typeof init>,
  name: string,
  runner: ToolRunner,
  log: vscode.LogOutputChannel,
): Promise<void> {
  try {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Packer installs the plugins of {0}', name),
        cancellable: true,
      },
      (_progress, token) =>
        askPacker<unknown>(
          runner,
          command,
          {
            failed: (reason) => vscode.l10n.t("Packer can't install {0}: {1}", name, reason),
          },
          signalOf(token),
        ),
    );
  } catch (error) {
    void showFailure(error, log);
  }
}
