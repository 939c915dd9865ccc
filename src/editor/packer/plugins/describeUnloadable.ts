import * as vscode from 'vscode';
import type { Unloadable } from '../../../tools/packer/plugins/foundPlugins';

interface Described {
  /** For beside its name. */
  readonly word: string;
  /** What is wrong, and what to do. */
  readonly detail: string;
}

/** Why a Packer does not load a plugin, in words. @param version of Packer */
export function describeUnloadable(unloadable: Unloadable, version: string): Described {
  // Each row takes what has its reason, which the compiler cannot see through the index.
  const row = rows[unloadable.reason] as Row<Unloadable>;
  const { word, problem, remedy } = row(unloadable, version);
  return { word, detail: `${problem} ${remedy}` };
}

interface Explanation {
  readonly word: string;
  readonly problem: string;
  readonly remedy: string;
}

type Row<U> = (unloadable: U, version: string) => Explanation;

type Rows = { readonly [R in Unloadable['reason']]: Row<Extract<Unloadable, { reason: R }>> };

const rows: Rows = {
  elsewhere: (unloadable, version) => elsewhere[unloadable.because](unloadable, version),
  flat: (_, version) => ({
    word: vscode.l10n.t('copied manually'),
    problem: vscode.l10n.t(
      'Packer 1.11 and newer load only plugins that Packer installed itself, and this is Packer {0}.',
      version,
    ),
    remedy: vscode.l10n.t('Install it from its file, or remove it.'),
  }),
  nested: (_, version) => ({
    word: vscode.l10n.t('Packer is too old'),
    problem: vscode.l10n.t('Packer {0} loads only files that are directly in its plugin folder.', version),
    remedy: vscode.l10n.t('Use Packer 1.7 or newer.'),
  }),
  shadowed: ({ by }) => ({
    word: vscode.l10n.t('overridden'),
    problem: vscode.l10n.t('Packer loads {0} instead, because its location takes precedence.', by),
    remedy: vscode.l10n.t('Remove one of them.'),
  }),
  name: () => ({
    word: vscode.l10n.t('wrong name'),
    problem: vscode.l10n.t(
      'The file name must contain a version of three numbers, the API version, the system and the processor.',
    ),
    remedy: vscode.l10n.t('Remove the plugin and reinstall it.'),
  }),
  api: ({ api }, version) => ({
    word: vscode.l10n.t('API {0}', api),
    problem: vscode.l10n.t(
      'It uses version {0} of the plugin protocol, and Packer {1} uses 5.0.',
      api,
      version,
    ),
    remedy: vscode.l10n.t('Install another version of the plugin.'),
  }),
  machine: ({ os, arch }) => ({
    word: vscode.l10n.t('for {0}', `${os}/${arch}`),
    problem: vscode.l10n.t('It was built for {0} and does not run on this computer.', `${os}/${arch}`),
    remedy: vscode.l10n.t('Reinstall it on this computer.'),
  }),
  notExecutable: () => ({
    word: vscode.l10n.t('not executable'),
    problem: vscode.l10n.t('The file is not executable.'),
    remedy: vscode.l10n.t('Remove the plugin and reinstall it.'),
  }),
  noSum: () => ({
    word: vscode.l10n.t('no checksum'),
    problem: vscode.l10n.t('The file with its checksum is missing, without which Packer does not load it.'),
    remedy: vscode.l10n.t('Reinstall the plugin.'),
  }),
  wrongSum: () => ({
    word: vscode.l10n.t('wrong checksum'),
    problem: vscode.l10n.t('The file does not match its checksum, so it is not the one that was installed.'),
    remedy: vscode.l10n.t('Remove it unless you know why, and reinstall the plugin.'),
  }),
};

type Elsewhere = Extract<Unloadable, { reason: 'elsewhere' }>;

/** By what makes Packer search another folder. */
const elsewhere: Readonly<Record<Elsewhere['because'], Row<Elsewhere>>> = {
  version: ({ instead }, version) => ({
    word: vscode.l10n.t('in another folder'),
    problem: vscode.l10n.t('Packer {0} does not search this folder, but {1}.', version, instead),
    remedy: vscode.l10n.t('Reinstall the plugin.'),
  }),
  home: ({ instead }, version) => ({
    word: vscode.l10n.t('hidden by {0}', '~/.packer.d'),
    problem: vscode.l10n.t(
      'Because the folder ~/.packer.d exists, Packer {0} does not search this folder, but {1}.',
      version,
      instead,
    ),
    remedy: vscode.l10n.t('Move its contents here and remove ~/.packer.d, or reinstall the plugin.'),
  }),
  PACKER_PLUGIN_PATH: hiddenByVariable,
  PACKER_CONFIG_DIR: hiddenByVariable,
};

function hiddenByVariable({ because, instead }: Elsewhere, version: string): Explanation {
  return {
    word: vscode.l10n.t('hidden by {0}', because),
    problem: vscode.l10n.t(
      'Because the environment variable {0} is set, Packer {1} searches only {2}.',
      because,
      version,
      instead,
    ),
    remedy: vscode.l10n.t('Unset the variable, or reinstall the plugin.'),
  };
}
