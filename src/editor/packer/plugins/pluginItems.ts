import path from 'node:path';
import * as vscode from 'vscode';
import type { TemplateOutline } from '../../../analysis/protocol';
import type { FoundPlugin } from '../../../tools/packer/plugins/foundPlugins';
import type { MissingPlugin } from '../../../tools/packer/plugins/missingPlugins';
import { pluginNote } from './pluginNotes';
import { missingPackerItem } from '../releases/missingPacker';
import type { MissingPackerItem } from '../releases/missingPacker';
import { describeUnloadable } from './describeUnloadable';
import { explainPluginError } from './explainPluginError';

/** An item of the Packer Plugins view. */
export type PackerPluginItem =
  OwnedPlugin | NeededPlugin | NeedingTemplate | MissingPackerItem | SilentPacker;

/** A plugin on this machine. */
export interface OwnedPlugin {
  readonly kind: 'plugin';
  readonly plugin: FoundPlugin;
  /** Of Packer. */
  readonly version: string;
  /** The templates of the workspace that use it. */
  readonly templates: readonly TemplateOutline[];
  /** Boxwright has installed it, from there. */
  readonly installedFrom?: string;
}

/** A plugin that templates use and this Packer does not find. */
export interface NeededPlugin {
  readonly kind: 'needed';
  readonly plugin: MissingPlugin;
  /** Of Packer. */
  readonly version: string;
  readonly templates: readonly TemplateOutline[];
}

/** Packer does not answer. */
interface SilentPacker {
  readonly kind: 'silent';
}

interface NeedingTemplate {
  readonly kind: 'template';
  readonly parent: OwnedPlugin | NeededPlugin;
  readonly template: TemplateOutline;
}

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/** How an item of the view looks, reads aloud, and what a click on it does. */
export function pluginTreeItem(item: PackerPluginItem): vscode.TreeItem {
  switch (item.kind) {
    case 'plugin':
      return ofPlugin(item);
    case 'needed':
      return ofNeeded(item);
    case 'template':
      return ofTemplate(item);
    case 'missing':
      return missingPackerItem(item);
    case 'silent':
      return silentPacker();
  }
}

function ofPlugin({ plugin, version, templates, installedFrom }: OwnedPlugin): vscode.TreeItem {
  const { name, source, path: file, unloadable } = plugin;
  const item = new vscode.TreeItem(name, templates.length ? Collapsed : None);
  const why = unloadable && describeUnloadable(unloadable, version);
  item.id = `plugin\0${file}`;
  // What is wrong first, for a narrow side bar cuts the rest.
  const own = installedFrom === undefined ? '' : vscode.l10n.t('installed by Boxwright');
  item.description = [why && vscode.l10n.t('not loaded: {0}', why.word), plugin.version, own, source]
    .filter(Boolean)
    .join(' · ');
  item.iconPath = new vscode.ThemeIcon(why ? 'circle-slash' : 'extensions');
  item.contextValue = ['plugin', why ? 'unloadable' : 'loaded', ...(source ? ['sourced'] : [])].join(' ');
  item.tooltip = [
    [name, plugin.version].filter(Boolean).join(' '),
    installedFrom === undefined
      ? (source ?? vscode.l10n.t('A file that was copied there manually'))
      : vscode.l10n.t('Boxwright installed it from {0}', installedFrom),
    file,
    why && vscode.l10n.t('Packer {0} does not load it. {1}', version, why.detail),
    usedBy(templates),
  ]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = {
    label: [vscode.l10n.t('Plugin {0}', name), item.description, usedBy(templates)]
      .filter(Boolean)
      .join(', '),
  };
  return item;
}

function ofNeeded(given: NeededPlugin): vscode.TreeItem {
  const { plugin, version, templates } = given;
  const { title, detail, action } = pluginNote(plugin, version);
  const name = nameOfNeeded(plugin);
  const item = new vscode.TreeItem(name, templates.length ? Collapsed : None);
  item.id = `needed\0${plugin.source ?? name}`;
  const state = plugin.installed.length
    ? vscode.l10n.t('other version installed: {0}', plugin.installed.join(', '))
    : vscode.l10n.t('not installed');
  item.description = [state, plugin.constraint, plugin.source].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = [
    'needed',
    action?.kind === 'browse' ? 'browse' : 'install',
    ...(plugin.source === undefined ? [] : ['sourced']),
  ].join(' ');
  item.tooltip = [title, detail, usedBy(templates)].filter(Boolean).join('\n');
  item.accessibilityInformation = {
    label: [vscode.l10n.t('Plugin {0}', name), state, usedBy(templates)].filter(Boolean).join(', '),
  };
  return item;
}

/** What a missing plugin is called: of one that nobody is known to have, by what it brings. */
const nameOfNeeded = ({ source, components }: MissingPlugin): string =>
  source === undefined ? components.map(({ type }) => type).join(', ') : (source.split('/').at(-1) ?? source);

function ofTemplate({ parent, template }: NeedingTemplate): vscode.TreeItem {
  const uri = vscode.Uri.file(template.files[0]?.path ?? template.path);
  const item = new vscode.TreeItem(path.basename(template.path), None);
  const place = vscode.workspace.asRelativePath(template.path);
  item.id = [pluginTreeItem(parent).id, template.path].join('\0');
  item.description = vscode.l10n.t('requires this plugin');
  item.iconPath = new vscode.ThemeIcon('file-code');
  item.contextValue = 'template';
  item.tooltip = place;
  item.accessibilityInformation = { label: vscode.l10n.t('Template {0} requires this plugin', place) };
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] };
  return item;
}

function silentPacker(): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Packer does not report its version'), None);
  const several = (process.env['PACKER_PLUGIN_PATH'] ?? '').split(path.delimiter).filter(Boolean).length > 1;
  const why = several
    ? explainPluginError({ kind: 'pluginPath' }, undefined)
    : vscode.l10n.t('It is damaged or is not Packer. Set the path to another one in the settings.');
  item.id = '\0silent';
  item.description = why;
  item.tooltip = why;
  item.iconPath = new vscode.ThemeIcon('warning');
  item.accessibilityInformation = { label: `${item.label as string}. ${why}` };
  return item;
}

const usedBy = (templates: readonly TemplateOutline[]): string =>
  templates.length
    ? vscode.l10n.t(
        'Required by {0}',
        templates.map(({ path: file }) => vscode.workspace.asRelativePath(file)).join(', '),
      )
    : '';
