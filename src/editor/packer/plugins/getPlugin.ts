import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { init } from '../../../tools/packer/commands/templateCommands';
import { installPlugin } from '../../../tools/packer/plugins/installPlugin';
import type { ToolCommand } from '../../../tools/toolCommand';
import type { EditorServices } from '../../part';
import { showFailure } from '../../showFailure';
import { downloadPlugins } from './downloadPlugins';
import type { DownloadServices } from './downloadPlugins';
import type { PluginAction } from './pluginNotes';

/** Installs a plugin, or opens the page that tells how. A failure is told. @param cwd the folder in which Packer is started */
export async function getPlugin(
  services: DownloadServices & Pick<EditorServices, 'log'>,
  action: PluginAction,
  { dialect, path }: Pick<Template, 'dialect' | 'path'>,
  cwd: string,
): Promise<void> {
  const install = async (command: ToolCommand<unknown>, name: string) => {
    const failed = (reason: string) => vscode.l10n.t('Packer cannot install {0}: {1}', name, reason);
    const title = vscode.l10n.t('Installing the plugins of {0}…', name);
    try {
      await downloadPlugins(services, command, { failed }, title);
    } catch (error) {
      void showFailure(error, services.log);
    }
  };
  if (action.kind === 'browse') await vscode.env.openExternal(vscode.Uri.parse(action.url));
  else if (action.kind === 'installDsc') await vscode.commands.executeCommand('boxwright.packer.installDsc');
  else if (action.kind === 'install') await install(installPlugin(action.source), action.source);
  else await install(init({ dialect, path, cwd }), vscode.workspace.asRelativePath(path));
}
