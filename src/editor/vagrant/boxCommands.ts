import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ToolRunner } from '../../tools/toolRunner';
import { readBoxes } from '../../tools/vagrant/readBoxes';
import type { Box } from '../../tools/vagrant/readBoxes';
import { readMachines } from '../../tools/vagrant/readMachines';
import { boxAdd, boxRemove } from '../../tools/vagrant/box';
import type { BoxToAdd } from '../../tools/vagrant/box';
import { UserFacingError } from '../showFailure';
import { describeBox, usersOf } from './boxesView';
import { runInTerminal } from './vagrantTask';

/** Asks for a box and adds it, in a terminal that shows the download. @throws ToolMissing, WorkspaceUntrusted */
export async function addBox(runner: ToolRunner): Promise<void> {
  runner.executable('vagrant');
  const box = await askForBox();
  if (box)
    await runInTerminal(runner, boxAdd(homedir(), box), vscode.l10n.t('Add box {0}', box.name || box.source));
}

async function askForBox(): Promise<BoxToAdd | undefined> {
  const file = {
    label: vscode.l10n.t('From a file…'),
    iconPath: new vscode.ThemeIcon('file'),
    from: 'file' as const,
  };
  const catalog = {
    label: vscode.l10n.t('From the public catalog or a URL…'),
    iconPath: new vscode.ThemeIcon('cloud-download'),
    from: 'catalog' as const,
  };
  const kind = await vscode.window.showQuickPick([file, catalog], {
    placeHolder: vscode.l10n.t('Where the box is'),
  });
  if (!kind) return undefined;
  const source = kind.from === 'file' ? await askForFile() : await askForAddress();
  if (!source) return undefined;
  // A name of the catalog is short; everything else that Vagrant takes has a scheme or is a path.
  const named = kind.from === 'catalog' && /^[\w.-]+(\/[\w.-]+)?$/.test(source);
  const name = named
    ? ''
    : await vscode.window.showInputBox({
        title: vscode.l10n.t('Name of the box'),
        prompt: vscode.l10n.t('What Vagrantfiles call it in config.vm.box.'),
        value: path.basename(source).replace(/(\.box|\.json)$/, ''),
        validateInput: validateName,
        ignoreFocusOut: true,
      });
  if (name === undefined) return undefined;
  const provider = await vscode.window.showInputBox({
    title: vscode.l10n.t('Provider'),
    prompt: vscode.l10n.t(
      'Like virtualbox, vmware_desktop, hyperv or libvirt. Leave it empty to take the box’s own.',
    ),
    validateInput: (value) =>
      /^[\w]*$/.test(value.trim()) ? undefined : vscode.l10n.t('A provider is one word.'),
    ignoreFocusOut: true,
  });
  return provider === undefined ? undefined : { source, name: name.trim(), provider: provider.trim() };
}

async function askForFile(): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Box to add'),
      filters: { [vscode.l10n.t('Vagrant boxes and metadata')]: ['box', 'json'] },
    })) ?? [];
  return uri?.fsPath;
}

const askForAddress = async (): Promise<string | undefined> =>
  (
    await vscode.window.showInputBox({
      title: vscode.l10n.t('Box to add'),
      prompt: vscode.l10n.t('A name like generic/debian12, or the URL of a box or its metadata.'),
      validateInput: validateName,
      ignoreFocusOut: true,
    })
  )?.trim();

function validateName(value: string): string | undefined {
  if (!value.trim()) return vscode.l10n.t('It can’t be empty.');
  return value.trim().startsWith('-') ? vscode.l10n.t('It can’t begin with a dash.') : undefined;
}

/**
 * Removes a box after asking, with word of the machines that use it.
 * @param box the box, or undefined to pick one
 * @throws ToolMissing, WorkspaceUntrusted, UserFacingError
 */
export async function removeBox(box: Box | undefined, home: string, runner: ToolRunner): Promise<void> {
  runner.executable('vagrant');
  const chosen = box ?? (await pickBox(home));
  if (!chosen) return;
  const users = usersOf(chosen, readMachines(home));
  const remove = vscode.l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove box {0}?', describeBox(chosen)),
    {
      modal: true,
      detail: removalDetail(
        chosen,
        users.map(({ name, folder }) => vscode.l10n.t('{0} in {1}', name, folder)),
      ),
    },
    remove,
  );
  if (answer !== remove) return;
  try {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Removing {0}', describeBox(chosen)) },
      () => runner.run(boxRemove(homedir(), chosen)),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserFacingError(
      vscode.l10n.t('Vagrant could not remove {0}: {1}', describeBox(chosen), reason),
    );
  }
}

function removalDetail(box: Box, users: readonly string[]): string {
  const lost = vscode.l10n.t('Its files in {0} are deleted.', box.folder);
  if (!users.length) return lost;
  return `${lost}\n\n${vscode.l10n.t('Machines were made from it and may stop working: {0}', users.join(', '))}`;
}

async function pickBox(home: string): Promise<Box | undefined> {
  const boxes = readBoxes(home);
  if (!boxes.length) throw new UserFacingError(vscode.l10n.t('There are no boxes on this machine.'));
  const picked = await vscode.window.showQuickPick(
    boxes.map((box) => ({
      label: box.name,
      description: [box.version, box.provider, box.architecture].filter(Boolean).join(' · '),
      box,
    })),
    { placeHolder: vscode.l10n.t('Box to remove'), matchOnDescription: true },
  );
  return picked?.box;
}
