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
  switch (unloadable.reason) {
    case 'elsewhere':
      return elsewhere(unloadable, version);
    case 'flat':
      return {
        word: vscode.l10n.t('a file put there by hand'),
        detail: vscode.l10n.t(
          'Since 1.11 Packer loads only plugins that it has installed itself, and you have Packer {0}. Install it from its file, or remove it.',
          version,
        ),
      };
    case 'nested':
      return {
        word: vscode.l10n.t('Packer is too old'),
        detail: vscode.l10n.t(
          'Packer {0} loads only files in its plugin folder itself. It needs Packer 1.7 or newer.',
          version,
        ),
      };
    case 'shadowed':
      return {
        word: vscode.l10n.t('another one counts'),
        detail: vscode.l10n.t(
          'Packer takes {0} instead, as that lies in a place that counts more. Remove one of them.',
          unloadable.by,
        ),
      };
    case 'name':
      return {
        word: vscode.l10n.t('wrong name'),
        detail: vscode.l10n.t(
          'The name of the file must say its version in three numbers, its API, system and processor. Remove it, and install it again.',
        ),
      };
    case 'api':
      return {
        word: vscode.l10n.t('API {0}', unloadable.api),
        detail: vscode.l10n.t(
          'It speaks version {0} of the plugin protocol, and Packer {1} speaks 5.0. Install another version of it.',
          unloadable.api,
          version,
        ),
      };
    case 'machine':
      return {
        word: vscode.l10n.t('for {0}', `${unloadable.os}/${unloadable.arch}`),
        detail: vscode.l10n.t(
          'It is for {0}, and does not run here. Install it again on this computer.',
          `${unloadable.os}/${unloadable.arch}`,
        ),
      };
    case 'notExecutable':
      return {
        word: vscode.l10n.t('not executable'),
        detail: vscode.l10n.t('The file may not be run. Remove it, and install it again.'),
      };
    case 'noSum':
      return {
        word: vscode.l10n.t('no checksum'),
        detail: vscode.l10n.t(
          'There is no file with its checksum beside it, without which Packer does not load it. Install it again.',
        ),
      };
    case 'wrongSum':
      return {
        word: vscode.l10n.t('wrong checksum'),
        detail: vscode.l10n.t(
          'The file is not the one that was installed: its checksum is another one. Remove it unless you know why, and install it again.',
        ),
      };
  }
}

function elsewhere(
  { because, instead }: Extract<Unloadable, { reason: 'elsewhere' }>,
  version: string,
): Described {
  if (because === 'version')
    return {
      word: vscode.l10n.t('in another folder'),
      detail: vscode.l10n.t('Packer {0} does not look here, but in {1}. Install it again.', version, instead),
    };
  if (because === 'home')
    return {
      word: vscode.l10n.t('hidden by {0}', '~/.packer.d'),
      detail: vscode.l10n.t(
        'Packer {0} does not look here since the folder ~/.packer.d exists, but in {1}. Move what is in there here, and remove that folder; or install the plugin again.',
        version,
        instead,
      ),
    };
  return {
    word: vscode.l10n.t('hidden by {0}', because),
    detail: vscode.l10n.t(
      'The environment variable {0} is set: Packer {1} looks in {2} alone. Unset it, or install the plugin again.',
      because,
      version,
      instead,
    ),
  };
}
