import path from 'node:path';
import * as vscode from 'vscode';
import type { MachineServices } from '../machineServices';
import { choose } from './selection';
import type { Chosen, Given } from './selection';
import { isSamePath } from '../../../../text/pathKey';

/** Opens the Vagrantfile of a machine, at the machine, or where Vagrant says that it is wrong. */
export async function openVagrantfile(services: MachineServices, given: Given): Promise<void> {
  const chosen = await chooseFirst(services, given);
  if (!chosen) return;
  const { place, machines, isWhole } = chosen;
  const known = (await services.vagrantfiles.all()).find(({ file }) =>
    isSamePath(path.dirname(file), place.folder),
  );
  const file = known?.file ?? path.join(place.folder, place.vagrantfile ?? 'Vagrantfile');
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
  const failure =
    given && 'kind' in given && given.kind === 'vagrantfile' ? given.of.failure?.place : undefined;
  const machine = isWhole
    ? undefined
    : known?.content.machines.find(({ name }) => name === machines[0]?.name);
  const at = failure?.line
    ? new vscode.Position(failure.line - 1, 0)
    : machine && editor.document.positionAt(machine.span.start);
  if (!at) return;
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Shows the folder of a machine: in the Explorer where it belongs to the workspace, else in the system's file manager. */
export async function revealFolder(services: MachineServices, given: Given): Promise<void> {
  const chosen = await chooseFirst(services, given);
  if (!chosen) return;
  const uri = vscode.Uri.file(chosen.place.folder);
  const isOurs = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(isOurs ? 'revealInExplorer' : 'revealFileInOS', uri);
}

async function chooseFirst({ store }: MachineServices, given: Given): Promise<Chosen | undefined> {
  const chosen = await choose(store, given, undefined, {
    placeHolder: vscode.l10n.t('Select a machine'),
    accept: ({ stale }) => stale !== 'folder' && stale !== 'vagrantfile',
    many: false,
  });
  return chosen?.[0];
}
