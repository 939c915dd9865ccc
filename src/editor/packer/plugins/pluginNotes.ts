import * as vscode from 'vscode';
import type { BuildComponents, UsesComponents } from '../../../pipeline/packer/resolvePlugins';
import { capabilities, sinceVersion } from '../../../pipeline/packer/capabilities';
import { installedPlugins } from '../../../tools/packer/plugins/installedPlugins';
import { missingPlugins } from '../../../tools/packer/plugins/missingPlugins';
import type { MissingPlugin } from '../../../tools/packer/plugins/missingPlugins';
import { pluginFolders } from '../../../tools/packer/plugins/pluginFolders';
import { nameOf } from '../../../pipeline/packer/pluginTable';
import type { Component } from '../../../pipeline/packer/pluginTable';
import type { EditorServices } from '../../part';
import type { PreflightSeverity } from '../../../tools/packer/plan/preflight';
import { programTarget } from '../../../tools/packer/plugins/target';

/** What can be done about a plugin that is not there. */
export type PluginAction =
  | { readonly kind: 'init' }
  | { readonly kind: 'install'; readonly source: string }
  /** A command of its own, as it takes more than Packer. */
  | { readonly kind: 'installDsc' }
  | { readonly kind: 'browse'; readonly url: string };

/** Something that this Packer lacks for a build. */
export interface PluginNote {
  readonly severity: PreflightSeverity;
  readonly title: string;
  /** What follows from it, and what the action does. */
  readonly detail: string;
  readonly action?: PluginAction;
}

/**
 * What some builds of a template need and this Packer lacks, with how to get it.
 * @param cwd the folder in which Packer is started
 * @throws ToolMissing, WorkspaceUntrusted
 */
export async function pluginNotes(
  { runner, versions }: Pick<EditorServices, 'runner' | 'versions'>,
  template: UsesComponents,
  builds: readonly BuildComponents[],
  cwd: string,
): Promise<PluginNote[]> {
  const version = await versions.current();
  if (version === undefined) return [];
  const executable = runner.executable('packer');
  const folders = pluginFolders(version, executable, cwd);
  const found = installedPlugins(version, folders, programTarget(executable));
  const missing = missingPlugins(version, template, builds, found);
  const asksForPlugins = template.requiredPlugins !== undefined && !capabilities(version).init;
  return [
    ...(asksForPlugins ? [tooOld('required_plugins', version, sinceVersion('init'))] : []),
    ...missing.map((plugin) => pluginNote(plugin, version)),
  ];
}

/** What to say of something that this Packer does not know yet. */
export const tooOld = (what: string, version: string, since: string): PluginNote => ({
  severity: 'error',
  title: vscode.l10n.t('Packer {0} is too old for {1}', version, what),
  detail: vscode.l10n.t('It needs Packer {0} or newer.', since),
});

/** What to say of a missing plugin, and how it is got. @param version of Packer */
export function pluginNote(
  { source, constraint, components, installed, by }: MissingPlugin,
  version: string,
): PluginNote {
  const types = components.map(({ type }) => type).join(', ');
  if (source === undefined && components.some(isDsc))
    return {
      severity: 'error',
      title: vscode.l10n.t('The plugin {0} is not installed', 'dsc'),
      detail: vscode.l10n.t(
        'Packer {0} does not support dsc without it. Install packer-dsc, or convert the step to core provisioners.',
        version,
      ),
      action: { kind: 'installDsc' },
    };
  if (source === undefined)
    return {
      severity: 'warning',
      title: vscode.l10n.t('No plugin found for {0}', types),
      detail: vscode.l10n.t('It is not part of Packer {0}. Search for the plugin that provides it.', version),
      action: { kind: 'browse', url: integrations(components[0]?.type ?? '') },
    };
  const name = nameOf(source);
  const title = installed.length
    ? vscode.l10n.t('Another version of the plugin {0} is installed', name)
    : vscode.l10n.t('The plugin {0} is not installed', name);
  const why = installed.length
    ? vscode.l10n.t(
        'The template requires {0}, but {1} is installed.',
        constraint ?? '',
        installed.join(', '),
      )
    : types
      ? vscode.l10n.t('Packer {0} does not support {1} without it.', version, types)
      : vscode.l10n.t('The template requires it.');
  if (by === 'init')
    return {
      severity: 'error',
      title,
      detail: `${why} ${vscode.l10n.t('Install the required plugins (packer init).')}`,
      action: { kind: 'init' },
    };
  if (by === 'install')
    return {
      severity: 'error',
      title,
      detail: `${why} ${vscode.l10n.t('Install {0}.', source)}`,
      action: { kind: 'install', source },
    };
  return {
    severity: 'error',
    title,
    detail: `${why} ${vscode.l10n.t('Packer {0} cannot install it: open its page.', version)}`,
    action: { kind: 'browse', url: `https://${source.replace(/\/([^/]+)$/, '/packer-plugin-$1')}` },
  };
}

const isDsc = ({ kind, type }: Component): boolean => kind === 'provisioner' && type === 'dsc';

/** The page on which to look for who brings a component. */
export const integrations = (type: string): string =>
  `https://developer.hashicorp.com/packer/integrations?filter=${encodeURIComponent(type.replace(/-.*/, ''))}`;
