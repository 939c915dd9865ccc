import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { confirm } from '../../notify';
import { capabilities } from '../../../pipeline/packer/capabilities';
import { deletePlugin } from '../../../tools/packer/plugins/deletePlugin';
import type { FoundPlugin } from '../../../tools/packer/plugins/foundPlugins';
import { removePlugin as removeVersion, removePluginFile } from '../../../tools/packer/plugins/installPlugin';
import type { ToolCommand } from '../../../tools/toolCommand';
import type { ToolRunner } from '../../../tools/toolRunner';
import { UserFacingError } from '../../showFailure';
import { askPacker } from '../templates/askPacker';
import type { OwnedPlugin } from './pluginItems';

/** Removes a plugin after showing what goes. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function removePlugin(
  { plugin, version, templates }: OwnedPlugin,
  runner: ToolRunner,
): Promise<void> {
  const { name, path: file } = plugin;
  const sum = `${file}_SHA256SUM`;
  const remove = vscode.l10n.t('Remove');
  const agreed = await confirm({
    message: vscode.l10n.t('Remove the plugin {0}?', [name, plugin.version].filter(Boolean).join(' ')),
    detail: [
      vscode.l10n.t('These files will be deleted:'),
      ...[file, sum].filter((one) => existsSync(one)),
      ...(plugin.unloadable || !templates.length
        ? []
        : [
            vscode.l10n.t(
              'These templates require it: {0}.',
              templates.map((one) => vscode.workspace.asRelativePath(one.path)).join(', '),
            ),
          ]),
    ].join('\n'),
    yes: remove,
  });
  if (!agreed) return;
  const failed = (reason: string) =>
    vscode.l10n.t(
      'The plugin {0} was not removed: {1}',
      name,
      reason || vscode.l10n.t('its file still exists'),
    );
  const command = removal(plugin, version);
  if (command) await askPacker<unknown>(runner, command, { failed });
  else
    try {
      deletePlugin(file);
    } catch (error) {
      throw new UserFacingError(failed(error instanceof Error ? error.message : String(error)));
    }
  if (existsSync(file)) throw new UserFacingError(failed(''));
}

/** How Packer removes it; undefined where it does not know the file as a plugin. */
function removal(
  { source, version, path: file, unloadable }: FoundPlugin,
  packer: string,
): ToolCommand<unknown> | undefined {
  if (source === undefined || unloadable?.reason === 'elsewhere') return undefined;
  const can = capabilities(packer);
  if (can.pluginRemoveByPath) return removePluginFile(file);
  return can.plugins && !unloadable && version !== undefined ? removeVersion(source, version) : undefined;
}
