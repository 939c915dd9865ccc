import path from 'node:path';
import * as vscode from 'vscode';
import { loadVagrantfile } from '../../lint/loadVagrantfile';
import { provisionerNames } from '../../pipeline/vagrantfile/provisionerNames';
import type { ToolRunner } from '../../tools/toolRunner';
import { provision, up } from '../../tools/vagrant/vagrant';
import { editorFiles } from '../editorFiles';
import { UserFacingError } from '../showFailure';
import { runInTerminal } from './vagrantTask';

/** Starts the machines of a Vagrantfile. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function vagrantUp(uri: vscode.Uri | undefined, runner: ToolRunner): Promise<void> {
  runner.executable('vagrant');
  const file = await pickVagrantfile(uri);
  if (file) await runInTerminal(runner, up(path.dirname(file)), vscode.l10n.t('Up {0}', nameOf(file)));
}

/** Runs the provisioners of a Vagrantfile that the user picks. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function vagrantProvision(uri: vscode.Uri | undefined, runner: ToolRunner): Promise<void> {
  runner.executable('vagrant');
  const file = await pickVagrantfile(uri);
  if (!file) return;
  const vagrantfile = await loadVagrantfile(file, editorFiles());
  const names = vagrantfile ? provisionerNames(vagrantfile) : [];
  if (!names.length)
    throw new UserFacingError(
      vscode.l10n.t('{0} has no provisioner that can be read from it.', nameOf(file)),
    );
  const picked = await vscode.window.showQuickPick(names, {
    canPickMany: true,
    // A task that ends meanwhile takes the focus; what was ticked is kept.
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t('Provisioners to run'),
  });
  if (!picked?.length) return;
  await runInTerminal(
    runner,
    provision(path.dirname(file), picked),
    vscode.l10n.t('Provision {0}', nameOf(file)),
  );
}

const nameOf = (file: string): string => vscode.workspace.asRelativePath(file);

const isVagrantfile = (uri: vscode.Uri | undefined): uri is vscode.Uri =>
  uri?.scheme === 'file' && /^vagrantfile$/i.test(path.basename(uri.fsPath));

/** The given or open Vagrantfile, else one that the user picks from the workspace. @throws UserFacingError for none */
async function pickVagrantfile(uri: vscode.Uri | undefined): Promise<string | undefined> {
  const here = uri ?? vscode.window.activeTextEditor?.document.uri;
  if (isVagrantfile(here)) return here.fsPath;
  const uris = await vscode.workspace.findFiles('**/[Vv]agrantfile', '**/{node_modules,.vagrant,.git}/**');
  const files = uris.map(({ fsPath }) => fsPath).sort();
  if (!files.length)
    throw new UserFacingError(
      vscode.l10n.t('There is no Vagrantfile in this workspace. Open a folder that has one.'),
    );
  if (files.length === 1) return files[0];
  const picked = await vscode.window.showQuickPick(
    files.map((file) => ({ label: nameOf(file), file })),
    { placeHolder: 'Vagrantfile' },
  );
  return picked?.file;
}
