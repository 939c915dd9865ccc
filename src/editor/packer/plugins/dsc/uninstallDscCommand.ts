import * as vscode from 'vscode';
import { DscFailure, dscPlugins, removeDsc } from '../../../../tools/packer/dsc/packerDsc';
import type { FoundPlugin } from '../../../../tools/packer/plugins/foundPlugins';
import type { Shared } from '../../../part';
import { failureMessage } from './dscMessages';
import { pluginsChanged } from './installDscCommand';
import { offerRemedies } from './offerRemedies';
import { allPlugins, dscCache, thisPacker } from './thisPacker';

/** Removes plugins that templates call dsc, whoever installed them. @throws ToolMissing, WorkspaceUntrusted */
export async function uninstallDscCommand(shared: Shared): Promise<void> {
  const packer = await thisPacker(shared);
  const found = dscPlugins(allPlugins(packer));
  if (!found.length) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'packer-dsc is not installed: there is no plugin named dsc where Packer {0} looks.',
        packer.version,
      ),
    );
    return;
  }
  const chosen = found.length === 1 ? found : await pick(found);
  if (!chosen?.length) return;
  const uninstall = vscode.l10n.t('Delete');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Uninstall packer-dsc?'),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'These files are deleted for good, with their checksums and the folders that become empty:',
        ),
        ...chosen.map(({ path }) => path),
        vscode.l10n.t('Templates with a dsc provisioner can not be built without it.'),
      ].join('\n'),
    },
    uninstall,
  );
  if (answer !== uninstall) return;
  try {
    await removeDsc(chosen, dscCache(shared.context));
    void vscode.window.showInformationMessage(vscode.l10n.t('packer-dsc is uninstalled.'));
  } catch (error) {
    if (!(error instanceof DscFailure)) throw error;
    await offerRemedies({ ...failureMessage(error, packer), text: notDeleted(error.subject) }, shared);
  } finally {
    await pluginsChanged();
  }
}

const notDeleted = (file: string): string =>
  vscode.l10n.t(
    '{0} can not be deleted. Ask its owner for the right to, or end the Packer that uses it.',
    file,
  );

async function pick(found: readonly FoundPlugin[]): Promise<FoundPlugin[] | undefined> {
  const items = found.map((plugin) => ({
    label: plugin.version === undefined ? plugin.name : `${plugin.name} ${plugin.version}`,
    description: plugin.unloadable ? vscode.l10n.t('this Packer does not load it') : '',
    detail: plugin.path,
    picked: true,
    plugin,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    placeHolder: vscode.l10n.t('What is deleted'),
  });
  return picked?.map(({ plugin }) => plugin);
}
