import * as vscode from 'vscode';
import { nameOf, pluginOf } from '../../../pipeline/packer/pluginTable';
import type { PluginError } from '../../../tools/packer/plugins/pluginError';

/** What a message of Packer's on plugins means, and what to do. @param version of Packer, as far as it is known */
export function explainPluginError(error: PluginError, version: string | undefined): string {
  const packer = version === undefined ? 'Packer' : `Packer ${version}`;
  const type = error.component?.type ?? '';
  // Each row takes errors of its kind, which the compiler cannot see through the index.
  const row = rows[error.kind] as Row<PluginError>;
  const { problem, remedy, other } = row(error, { packer, type });
  return `${problem} ${other && type === 'dsc' ? getDsc() : remedy}`;
}

interface Explanation {
  readonly problem: string;
  readonly remedy: string;
  /** For dsc there is a command of its own, and a way without any plugin: they stand in for the remedy. */
  readonly other?: true;
}

interface Names {
  /** With its version, if that is known. */
  readonly packer: string;
  /** Of the component; empty where Packer names none. */
  readonly type: string;
}

type Row<E> = (error: E, names: Names) => Explanation;

type Of<K extends PluginError['kind']> = Extract<PluginError, { kind: K }>;

type Rows = { readonly [K in PluginError['kind']]: Row<Of<K>> };

const rows: Rows = {
  unknown,
  api: (error, { packer, type }) => ({
    problem: vscode.l10n.t(
      'The plugin for {0} uses version {1} of the plugin protocol, and {2} uses version {3}.',
      type,
      error.own,
      packer,
      error.packer,
    ),
    remedy: vscode.l10n.t('Install a version of the plugin that was built for this version of Packer.'),
    other: true,
  }),
  tooOld: (_, { packer, type }) => ({
    problem: vscode.l10n.t(
      'The plugin for {0} was built for versions before Packer 1.7, and {1} does not load such plugins.',
      type,
      packer,
    ),
    remedy: vscode.l10n.t('Install a newer version of the plugin, or use Packer 1.6.6.'),
    other: true,
  }),
  tooNew: (_, { packer, type }) => ({
    problem: vscode.l10n.t(
      'The plugin for {0} was built for Packer 1.7 or newer, and {1} cannot load it.',
      type,
      packer,
    ),
    remedy: vscode.l10n.t('Install a newer version of Packer, or an older version of the plugin.'),
    other: true,
  }),
  noAnswer: ({ how }, { type }) => ({
    problem: noAnswer[how](type),
    remedy: vscode.l10n.t(
      'It is damaged, built for another computer, or not a plugin: remove and reinstall it.',
    ),
    other: true,
  }),
  noVersion: ({ reported }) => ({
    problem: vscode.l10n.t(
      "The plugin reports the version '{0}', and Packer 1.10 and newer install only plugins with a version such as 1.0.0.",
      reported,
    ),
    remedy: vscode.l10n.t('Build the plugin with such a version.'),
  }),
  noDescription: () => ({
    problem: vscode.l10n.t(
      'This Packer cannot load the file as a plugin, because it does not describe itself.',
    ),
    remedy: vscode.l10n.t(
      'Check whether it was built for Packer 1.7 or newer and for this computer, and whether it is executable.',
    ),
  }),
  required: ({ source, constraint }) => ({
    problem: vscode.l10n.t(
      'The template requires the plugin {0}, and no matching version is installed.',
      [source, constraint].filter(Boolean).join(' '),
    ),
    remedy: vscode.l10n.t('Install it with packer init.'),
  }),
  noRequiredPlugins: (_, { packer }) => ({
    problem: vscode.l10n.t('{0} does not support required_plugins, which needs Packer 1.7 or newer.', packer),
    remedy: vscode.l10n.t(
      'Install a newer version of Packer, or remove the block: before 1.10, the plugins of HashiCorp are built into Packer.',
    ),
  }),
  pluginPath: () => ({
    problem: vscode.l10n.t(
      'The environment variable PACKER_PLUGIN_PATH names several folders, with which Packer 1.11 and newer refuse to run.',
    ),
    remedy: vscode.l10n.t('Set it to one folder.'),
  }),
  jsonInit: () => ({
    problem: vscode.l10n.t('A JSON template cannot require plugins, so packer init has no effect.'),
    remedy: vscode.l10n.t('Install the plugins by name, or convert the template to HCL2.'),
  }),
};

function unknown({ component, suggestion }: Of<'unknown'>, { packer, type }: Names): Explanation {
  if (suggestion !== undefined)
    return {
      problem: type
        ? vscode.l10n.t('{0} does not know {1}, but it knows {2}.', packer, type, suggestion)
        : vscode.l10n.t('{0} knows {1}, but not the name that the build uses.', packer, suggestion),
      remedy: vscode.l10n.t('Correct the name, or install the plugin that provides it.'),
    };
  const row = component?.kind && pluginOf({ kind: component.kind, type });
  if (row)
    return {
      problem: vscode.l10n.t(
        '{0} is part of the plugin {1}, which {2} cannot find.',
        type,
        nameOf(row.source),
        packer,
      ),
      remedy: vscode.l10n.t('Install the plugin.'),
    };
  return {
    problem: vscode.l10n.t('{0} finds no plugin that provides {1}.', packer, type),
    remedy: vscode.l10n.t('Search for the plugin and install it.'),
    other: true,
  };
}

const getDsc = (): string =>
  vscode.l10n.t('Install packer-dsc for this version of Packer, or convert the step to core provisioners.');

const noAnswer: Readonly<Record<Of<'noAnswer'>['how'], (type: string) => string>> = {
  other: (type) => vscode.l10n.t('The plugin for {0} does not respond as a plugin.', type),
  exited: (type) => vscode.l10n.t('The plugin for {0} exited as soon as it was started.', type),
  timeout: (type) => vscode.l10n.t('The plugin for {0} was started but did not respond.', type),
};
