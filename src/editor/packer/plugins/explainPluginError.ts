import * as vscode from 'vscode';
import { nameOf, pluginOf } from '../../../pipeline/packer/pluginTable';
import type { PluginError, FailingComponent } from '../../../tools/packer/plugins/pluginError';

/** What a message of Packer's on plugins means, and what to do. @param version of Packer, as far as it is known */
export function explainPluginError(trouble: PluginError, version: string | undefined): string {
  const packer = version === undefined ? 'Packer' : `Packer ${version}`;
  const type = trouble.component?.type ?? '';
  switch (trouble.kind) {
    case 'unknown':
      return unknown(trouble.component, trouble.suggestion, packer);
    case 'api':
      return `${vscode.l10n.t(
        'The plugin of {0} speaks version {1} of the plugin protocol, and {2} speaks version {3}.',
        type,
        trouble.own,
        packer,
        trouble.packer,
      )} ${cure(type, vscode.l10n.t('Install a version of it that was built for this Packer.'))}`;
    case 'tooOld':
      return `${vscode.l10n.t('The plugin of {0} is of the time before Packer 1.7, and {1} does not load such plugins.', type, packer)} ${cure(
        type,
        vscode.l10n.t('Install a newer version of it, or use Packer 1.6.6.'),
      )}`;
    case 'tooNew':
      return `${vscode.l10n.t('The plugin of {0} was built for Packer 1.7 and newer, and {1} does not understand it.', type, packer)} ${cure(
        type,
        vscode.l10n.t('Install a newer Packer, or an older version of the plugin.'),
      )}`;
    case 'noAnswer':
      return `${noAnswer[trouble.how](type)} ${cure(
        type,
        vscode.l10n.t('It is damaged, for another computer, or no plugin: remove it, and install it again.'),
      )}`;
    case 'noVersion':
      return vscode.l10n.t(
        'The plugin says that its version is "{0}". Since 1.10 Packer installs only plugins with a version like 1.0.0: it has to be built with one.',
        trouble.said,
      );
    case 'noDescription':
      return vscode.l10n.t(
        'The file is no plugin that this Packer can load: it does not describe itself. It may be of the time before Packer 1.7, for another computer, or not executable.',
      );
    case 'required':
      return vscode.l10n.t(
        'The template asks for the plugin {0}, and no version of it that it would take is installed. Install it with packer init.',
        [trouble.source, trouble.constraint].filter(Boolean).join(' '),
      );
    case 'noRequiredPlugins':
      return vscode.l10n.t(
        '{0} does not know required_plugins, which came with 1.7. Install a newer Packer, or remove the block: the plugins of HashiCorp are built into Packer before 1.10.',
        packer,
      );
    case 'pluginPath':
      return vscode.l10n.t(
        'The environment variable PACKER_PLUGIN_PATH names several folders, and since 1.11 Packer refuses to run then. Let it name one.',
      );
    case 'jsonInit':
      return vscode.l10n.t(
        'A JSON template can not say which plugins it needs, so packer init does nothing with it. Install them by name, or convert the template to HCL2.',
      );
  }
}

function unknown(
  component: FailingComponent | undefined,
  suggestion: string | undefined,
  packer: string,
): string {
  const type = component?.type ?? '';
  if (suggestion !== undefined)
    return type
      ? vscode.l10n.t(
          '{0} does not know {1}, but {2}: correct it, or install the plugin that brings it.',
          packer,
          type,
          suggestion,
        )
      : vscode.l10n.t(
          '{0} knows {1}, but not what the build uses: correct it, or install the plugin.',
          packer,
          suggestion,
        );
  const row = component?.kind && pluginOf({ kind: component.kind, type });
  if (row)
    return vscode.l10n.t(
      '{0} is part of the plugin {1}, which {2} does not find. Install it.',
      type,
      nameOf(row.source),
      packer,
    );
  return `${vscode.l10n.t('{0} finds no plugin that brings {1}.', packer, type)} ${cure(type, vscode.l10n.t('Look for it, and install it.'))}`;
}

/** For dsc there is a command of its own, and a way without any plugin. */
const cure = (type: string, usual: string): string =>
  type === 'dsc'
    ? vscode.l10n.t('Install packer-dsc for this Packer, or convert the step to one that every Packer knows.')
    : usual;

const noAnswer: Readonly<
  Record<Extract<PluginError, { kind: 'noAnswer' }>['how'], (type: string) => string>
> = {
  other: (type) => vscode.l10n.t('The plugin of {0} does not answer as a plugin.', type),
  exited: (type) => vscode.l10n.t('The plugin of {0} ended as soon as it was started.', type),
  timeout: (type) => vscode.l10n.t('The plugin of {0} was started, and said nothing.', type),
};
