import * as vscode from 'vscode';
import { confirm, notify } from '../../../notify';
import { DscFailure, dscPlugins, removeDsc } from '../../../../tools/packer/dsc/packerDsc';
import type { FoundPlugin } from '../../../../tools/packer/plugins/foundPlugins';
import type { EditorServices } from '../../../part';
import { failureMessage } from './dscMessages';
import { pluginsChanged } from './installDscCommand';
import { offerRemedies } from './offerRemedies';
import { dscCache } from '../../../toolBox';
import { allPlugins, thisPacker } from './thisPacker';

/** Removes plugins that templates call dsc, whoever installed them. @throws ToolMissing, WorkspaceUntrusted */
export async function uninstallDscCommand(shared: EditorServices): Promise<void> {
  const packer = await thisPacker(shared);
  const found = dscPlugins(allPlugins(packer));
  if (!found.length) {
    void notify.information(
      vscode.l10n.t('packer-dsc is not installed: Packer {0} finds no plugin named dsc.', packer.version),
    );
    return;
  }
  const chosen = found.length === 1 ? found : await pick(found);
  if (!chosen?.length) return;
  const remove = vscode.l10n.t('Remove');
  const agreed = await confirm({
    message: vscode.l10n.t('Remove packer-dsc?'),
    detail: [
      vscode.l10n.t(
        'These files will be deleted permanently, with their checksums and the folders that become empty:',
      ),
      ...chosen.map(({ path }) => path),
      vscode.l10n.t('Templates with a dsc provisioner cannot be built without it.'),
    ].join('\n'),
    yes: remove,
  });
  if (!agreed) return;
  try {
    await removeDsc(chosen, dscCache(shared.context));
    void notify.information(vscode.l10n.t('packer-dsc was removed.'));
  } catch (error) {
    if (!(error instanceof DscFailure)) throw error;
    await offerRemedies({ ...failureMessage(error, packer), text: notDeleted(error.subject) }, shared);
  } finally {
    await pluginsChanged();
  }
}

const notDeleted = (file: string): string =>
  vscode.l10n.t('Cannot delete {0}. Check its permissions, and stop any Packer process that uses it.', file);

async function pick(found: readonly FoundPlugin[]): Promise<FoundPlugin[] | undefined> {
  const items = found.map((plugin) => ({
    label: plugin.version === undefined ? plugin.name : `${plugin.name} ${plugin.version}`,
    description: plugin.unloadable ? vscode.l10n.t('not loaded by this Packer') : '',
    detail: plugin.path,
    picked: true,
    plugin,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    placeHolder: vscode.l10n.t('Select what to remove'),
  });
  return picked?.map(({ plugin }) => plugin);
}
