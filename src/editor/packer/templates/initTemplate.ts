import path from 'node:path';
import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { capabilities, sinceVersion } from '../../../pipeline/packer/capabilities';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import { init } from '../../../tools/packer/commands/templateCommands';
import type { ToolRunner } from '../../../tools/toolRunner';
import { UserFacingError } from '../../showFailure';
import { askPacker, signalOf } from './askPacker';
import { pickTemplate, targetOf } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';
import { saveTemplate } from './saveTemplate';

/** Installs the plugins that a template requires. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function initTemplate(
  argument: TemplateArgument | undefined,
  runner: ToolRunner,
  versions: PackerVersions,
): Promise<void> {
  runner.executable('packer');
  const template = await pickTemplate(argument);
  if (!template) return;
  if (!(await canInit(template, versions))) return;
  await saveTemplate(template);
  const name = path.basename(template.path);
  const installed = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Installing the plugins of {0}…', name),
      cancellable: true,
    },
    async (_progress, token) => {
      try {
        return await askPacker(
          runner,
          init(targetOf(template)),
          {
            needs: { capability: 'init', versions },
            failed: (reason) => vscode.l10n.t('Packer cannot install the plugins of {0}: {1}', name, reason),
          },
          signalOf(token),
        );
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }
    },
  );
  if (installed) void vscode.window.showInformationMessage(outcome(template, name, installed));
}

function outcome({ requiredPlugins = [] }: Template, name: string, installed: readonly string[]): string {
  if (installed.length)
    return vscode.l10n.t('Installed the plugins that {0} requires: {1}.', name, installed.join(', '));
  return requiredPlugins.length
    ? vscode.l10n.t('All plugins that {0} requires are already installed.', name)
    : vscode.l10n.t(
        '{0} requires no plugins: it has no required_plugins block, so nothing was installed.',
        name,
      );
}

/** Says what to do instead where it can't. @throws UserFacingError where there is nothing to do */
async function canInit(
  { dialect, path: file, requiredPlugins }: Template,
  versions: PackerVersions,
): Promise<boolean> {
  const found = await versions.current();
  const can = capabilities(found);
  if (can.init && dialect === 'hcl2') return true;
  if (!can.init && requiredPlugins)
    throw new UserFacingError(
      vscode.l10n.t(
        'Packer {0} does not support required_plugins and cannot install plugins: this needs Packer {1} or newer. Install a newer version, or set its path in the settings.',
        found ?? '',
        sinceVersion('init'),
      ),
    );
  if (can.bundledPlugins)
    throw new UserFacingError(
      vscode.l10n.t(
        'Packer {0} has its plugins built in, so this template does not need Init. Put other plugins into the folder .packer.d/plugins of your home folder.',
        found ?? '',
      ),
    );
  const install = vscode.l10n.t('Install Missing Plugins');
  const convert = vscode.l10n.t('Convert to HCL2');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'A JSON template cannot require plugins, so Init has no effect. Install the missing plugins by name, or convert the template to HCL2.',
    ),
    install,
    convert,
  );
  const command = chosen === install ? 'installPlugins' : chosen === convert ? 'convert' : undefined;
  if (command) await vscode.commands.executeCommand(`boxwright.packer.${command}`, vscode.Uri.file(file));
  return false;
}
