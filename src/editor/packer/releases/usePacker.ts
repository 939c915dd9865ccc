import * as vscode from 'vscode';
import { notify } from '../../notify';
import { settings } from '../../settings';
import type { MultiStepInput, PagePlace } from '../../multiStepInput';

/** For which workspaces a version is set. */
export type UseIn = vscode.ConfigurationTarget.Workspace | vscode.ConfigurationTarget.Global;

interface PlaceItem extends vscode.QuickPickItem {
  readonly useIn: UseIn | undefined;
}

/**
 * Asks where a Packer is to be used.
 * @param none whether it may be nowhere
 * @returns `undefined`: the user closed the page
 */
export async function askUseIn(
  input: MultiStepInput,
  place: PagePlace,
  none: boolean,
): Promise<{ readonly useIn: UseIn | undefined } | 'back' | undefined> {
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const everywhere: PlaceItem = {
    label: vscode.l10n.t('In all workspaces'),
    detail: vscode.l10n.t('Sets boxwright.packer.version in your user settings.'),
    iconPath: new vscode.ThemeIcon('globe'),
    useIn: Global,
  };
  const here: PlaceItem = {
    label: vscode.l10n.t('In this workspace'),
    detail: vscode.l10n.t('Sets boxwright.packer.version in the workspace settings, which can be shared.'),
    iconPath: new vscode.ThemeIcon('root-folder'),
    useIn: Workspace,
  };
  const nowhere: PlaceItem = {
    label: vscode.l10n.t('Only install it'),
    detail: vscode.l10n.t("To use it later, run 'Packer: Select Packer…'."),
    iconPath: new vscode.ThemeIcon('circle-slash'),
    useIn: undefined,
  };
  const isInWorkspace = Boolean(vscode.workspace.workspaceFolders?.length);
  if (!isInWorkspace && !none) return { useIn: Global };
  const answer = await input.ask<PlaceItem>({
    ...place,
    items: [everywhere, ...(isInWorkspace ? [here] : []), ...(none ? [nowhere] : [])],
    placeholder: vscode.l10n.t('Select where to use it'),
  });
  if (answer?.kind === 'back') return 'back';
  const [item] = answer?.kind === 'items' ? answer.items : [];
  return item && { useIn: item.useIn };
}

/**
 * Sets which Packer runs. A path in the same settings would come first, and goes.
 * @param version of those that are installed; empty for the one on PATH
 */
export async function usePacker(version: string, useIn: UseIn): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('boxwright');
  const inWorkspace = useIn === vscode.ConfigurationTarget.Workspace;
  const path = configuration.inspect<string>('packer.path');
  if (inWorkspace ? path?.workspaceValue : path?.globalValue)
    await configuration.update('packer.path', undefined, useIn);
  // Empty in a workspace: the one on PATH, whatever is set for all.
  await configuration.update('packer.version', version || (inWorkspace ? '' : undefined), useIn);
  const used = settings.packer();
  if (used.version === version && !used.path) return;
  void notify.information(
    vscode.l10n.t(
      'This workspace continues to use {0}, which its own settings select.',
      used.path || vscode.l10n.t('Packer {0}', used.version),
    ),
  );
}

/** Takes a version out of all settings that ask for it. */
export async function forgetPacker(version: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('boxwright');
  const set = configuration.inspect<string>('packer.version');
  const { Workspace, Global } = vscode.ConfigurationTarget;
  if (set?.workspaceValue === version) await configuration.update('packer.version', undefined, Workspace);
  if (set?.globalValue === version) await configuration.update('packer.version', undefined, Global);
}
