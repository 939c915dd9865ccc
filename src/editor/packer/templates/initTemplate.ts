import path from 'node:path';
import * as vscode from 'vscode';
import { notify } from '../../notify';
import type { Template } from '../../../pipeline/template/template';
import { capabilities, sinceVersion } from '../../../pipeline/packer/capabilities';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import { init } from '../../../tools/packer/commands/templateCommands';
import type { EditorServices } from '../../part';
import { UserFacingError } from '../../showFailure';
import { downloadPlugins } from '../plugins/downloadPlugins';
import type { DownloadServices } from '../plugins/downloadPlugins';
import { pickTemplate, targetOf } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';
import { saveTemplate } from './saveTemplate';

type InitServices = DownloadServices & Pick<EditorServices, 'versions'>;

/** Installs the plugins that a template requires. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function initTemplate(
  argument: TemplateArgument | undefined,
  services: InitServices,
): Promise<void> {
  services.runner.executable('packer');
  const template = await pickTemplate(argument);
  if (!template) return;
  if (!(await canInit(template, services.versions))) return;
  await saveTemplate(template);
  const installed = await runInit(template, services, false);
  if (!installed) return;
  const upgrade = vscode.l10n.t('Upgrade');
  const chosen = await notify.information(
    outcome(template, installed),
    ...(template.requiredPlugins?.length ? [upgrade] : []),
  );
  if (chosen !== upgrade) return;
  const upgraded = await runInit(template, services, true);
  if (!upgraded) return;
  const name = path.basename(template.path);
  void notify.information(
    upgraded.length
      ? vscode.l10n.t('Upgraded the plugins that {0} requires: {1}.', name, upgraded.join(', '))
      : vscode.l10n.t('All plugins that {0} requires are the newest that it allows.', name),
  );
}

/** @returns which were installed; undefined when the user stops it */
async function runInit(
  template: Template,
  services: InitServices,
  upgrade: boolean,
): Promise<readonly string[] | undefined> {
  const { versions } = services;
  const name = path.basename(template.path);
  return downloadPlugins(
    services,
    init(await targetOf(template), upgrade),
    {
      needs: { capability: 'init', versions },
      failed: (reason) => vscode.l10n.t('Packer cannot install the plugins of {0}: {1}', name, reason),
    },
    upgrade
      ? vscode.l10n.t('Upgrading the plugins of {0}…', name)
      : vscode.l10n.t('Installing the plugins of {0}…', name),
  );
}

function outcome({ path: template, requiredPlugins = [] }: Template, installed: readonly string[]): string {
  const name = path.basename(template);
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
  const chosen = await notify.warning(
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
