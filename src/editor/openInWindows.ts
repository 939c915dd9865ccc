import * as vscode from 'vscode';
import { toWindows } from '../tools/wsl';

/** Offers to open the folder of this window in Windows itself, where the window is in WSL; with what does so. */
export function openInWindows(): (readonly [title: string, open: () => unknown])[] {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (vscode.env.remoteName !== 'wsl' || folder?.uri.scheme !== 'file') return [];
  const local = toWindows(folder.uri.fsPath, process.env['WSL_DISTRO_NAME']);
  if (local === undefined) return [];
  return [[vscode.l10n.t('Open Folder in Windows'), () => openLocally(local)]];
}

/** What goes from here as `file` is taken for a file of WSL; as `vscode-local` it is one of the computer with the window. */
function openLocally(file: string): Thenable<unknown> {
  const [, server, share] = /^\\\\([^\\]+)(\\.*)$/.exec(file) ?? [];
  const uri = vscode.Uri.from({
    scheme: 'vscode-local',
    authority: server ?? '',
    path: (share ?? `/${file}`).replaceAll('\\', '/'),
  });
  return vscode.commands.executeCommand('vscode.openFolder', uri, {
    forceNewWindow: true,
    forceLocalWindow: true,
  });
}
