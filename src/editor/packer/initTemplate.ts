import path from 'node:path';
import * as vscode from 'vscode';
import type { Template } from '../../pipeline/template/template';
import { capabilities, sinceVersion } from '../../tools/packer/capabilities';
import { version } from '../../tools/packer/packer';
import { init } from '../../tools/packer/templateCommands';
import type { ToolRunner } from '../../tools/toolRunner';
import { UserFacingError } from '../showFailure';
import { askPacker, signalOf } from './askPacker';
import { pickTemplate, targetOf } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';
import { saveAll } from './validate';

/** Installs the plugins that a template requires. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
export async function initTemplate(
  argument: TemplateArgument | undefined,
  runner: ToolRunner,
): Promise<void> {
  runner.executable('packer');
  const template = await pickTemplate(argument);
  if (!template) return;
  await checkThatItCan(template, runner);
  await saveAll(template);
  const name = path.basename(template.path);
  const installed = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Packer looks for the plugins of {0}', name),
      cancellable: true,
    },
    async (_progress, token) => {
      try {
        return await askPacker(
          runner,
          init(targetOf(template)),
          {
            needs: 'init',
            failed: (reason) => vscode.l10n.t("Packer can't install the plugins of {0}: {1}", name, reason),
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
    return vscode.l10n.t('Packer has installed what {0} requires: {1}.', name, installed.join(', '));
  return requiredPlugins.length
    ? vscode.l10n.t('All plugins that {0} requires are installed already.', name)
    : vscode.l10n.t(
        '{0} requires no plugins: it has no required_plugins block, so there was nothing to install.',
        name,
      );
}

/** @throws UserFacingError that says what to do instead */
async function checkThatItCan(
  { dialect, folder, requiredPlugins }: Template,
  runner: ToolRunner,
): Promise<void> {
  const found = await runner.run(version(folder));
  const can = capabilities(found);
  if (can.init && dialect === 'hcl2') return;
  if (!can.init && requiredPlugins)
    throw new UserFacingError(
      vscode.l10n.t(
        'Packer {0} does not know required_plugins, and can not install plugins: {1} is the first version that can. Install a newer one, or set the path to it in the settings.',
        found ?? '',
        sinceVersion('init'),
      ),
    );
  if (can.bundledPlugins)
    throw new UserFacingError(
      vscode.l10n.t(
        'Packer {0} has its plugins built in: this template needs no Init. Other plugins belong into the folder .packer.d/plugins of your home folder.',
        found ?? '',
      ),
    );
  throw new UserFacingError(
    vscode.l10n.t(
      'A JSON template can not say which plugins it requires. Install them by name with "packer plugins install", or use Convert to HCL2.',
    ),
  );
}
