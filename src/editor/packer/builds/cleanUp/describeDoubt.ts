import * as vscode from 'vscode';
import type { LeftAlone, Unasked } from '../../../../tools/packer/leftovers/findLeftovers';
import type { ForeignReason } from '../../../../tools/packer/leftovers/foreign';
import type { HyperVFailure } from '../../../../tools/hyperV/hyperV';
import type { Doubt } from '../../../../tools/packer/leftovers/proof';

const doubts: Readonly<Record<Doubt, () => string>> = {
  unrecorded: () => vscode.l10n.t('no recorded run created it'),
  existed: () => vscode.l10n.t('existed before the run'),
  otherTime: () => vscode.l10n.t('not created during a run'),
  changed: () => vscode.l10n.t('changed since the run'),
  succeeded: () => vscode.l10n.t('made by a run that succeeded'),
  untold: () => vscode.l10n.t('unknown when it was created'),
};

const refusals: Readonly<Record<LeftAlone['refusal'], () => string>> = {
  outside: () => vscode.l10n.t('it is outside the workspace'),
  'holds-sources': () => vscode.l10n.t('it contains templates or scripts'),
  link: () => vscode.l10n.t('its path contains a link'),
  mount: () => vscode.l10n.t('another file system is mounted in it'),
  repository: () => vscode.l10n.t('it contains a Git repository'),
  'no-folder': () => vscode.l10n.t('it is not a folder'),
  'too-large': () => vscode.l10n.t('it contains more files than a build creates'),
  'in-use': () => vscode.l10n.t('a running build uses it'),
};

export const describeDoubt = (doubt: Doubt): string => doubts[doubt]();

/** Why a folder is not known to be what a build has made. */
export const describeForeign = (why: ForeignReason): string => ({ ...refusals, ...doubts })[why]();

/** Why something is not removed. */
export const describeRefusal = ({ path: file, refusal }: LeftAlone): string =>
  vscode.l10n.t('{0} is not removed: {1}.', file, refusals[refusal]());

/** Why the machines of a hypervisor are not listed. */
export const describeUnasked = ({ hypervisor, reason }: Unasked): string =>
  vscode.l10n.t(
    'Cannot list the machines of {0}: {1}',
    hypervisor,
    typeof reason === 'string' ? reason : describeHyperVFailure(reason),
  );

export function describeHyperVFailure(failure: HyperVFailure): string {
  switch (failure.kind) {
    case 'noModule':
      return vscode.l10n.t('PowerShell has no Hyper-V module');
    case 'noRights':
      return vscode.l10n.t('only administrators and members of Hyper-V Administrators may do that');
    case 'gone':
      return vscode.l10n.t('the machine no longer exists');
    case 'other':
      return failure.message;
  }
}
