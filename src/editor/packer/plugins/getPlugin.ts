import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { init } from '../../../tools/packer/commands/templateCommands';
import { installPlugin } from '../../../tools/packer/plugins/installPlugin';
import type { Shared } from '../../part';
import { showFailure } from '../../showFailure';
import { askPacker, signalOf } from '../templates/askPacker';
import type { PluginAction } from './pluginNotes';

/** Installs a plugin, or opens the page that tells how. A failure is told. @param cwd the folder in which Packer is started */
export async function getPlugin(
  { runner, log }: Pick<Shared, 'runner' | 'log'>,
  action: PluginAction,
  { dialect, path }: Template,
  cwd: string,
): Promise<void> {
  if (action.kind === 'browse') await vscode.env.openExternal(vscode.Uri.parse(action.url));
  else if (action.kind === 'installDsc') await vscode.commands.executeCommand('boxwright.packer.installDsc');
  else if (action.kind === 'install')
    await install({ runner, log }, installPlugin(action.source), action.source);
  else await install({ runner, log }, init({ dialect, path, cwd }), vscode.workspace.asRelativePath(path));
}

async function install(
  { runner, log }: Pick<Shared, 'runner' | 'log'>,
  command: ReturnType<typeof installPlugin | typeof init>,
  name: string,
): Promise<void> {
  try {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Installing the plugins of {0}…', name),
        cancellable: true,
      },
      (_progress, token) =>
        askPacker<unknown>(
          runner,
          command,
          {
            failed: (reason) => vscode.l10n.t('Packer cannot install {0}: {1}', name, reason),
          },
          signalOf(token),
        ),
    );
  } catch (error) {
    void showFailure(error, log);
  }
}
