import * as vscode from 'vscode';
import type { InstallProblem } from '../../../tools/packer/releases/installProblem';
import type { SignatureProblem } from '../../../tools/packer/releases/verifySignature';
import { duration } from '../../duration';
import { describeBytes } from '../../sizes';

/** Why Packer was not installed, and what to do about it. */
export function describeProblem(problem: InstallProblem): string {
  switch (problem.kind) {
    case 'unreachable':
      return vscode.l10n.t(
        '{0} can’t be reached: {1}. Look at your network and the setting http.proxy, or install Packer by hand and set the path to it in the settings.',
        problem.host,
        problem.reason,
      );
    case 'stalled':
      return vscode.l10n.t(
        '{0} has sent nothing for {1}. Nothing was installed; try it again later.',
        problem.host,
        duration(problem.after, { width: 'long' }),
      );
    case 'status':
      return vscode.l10n.t(
        '{0} was answered with {1}. Nothing was installed.{2}',
        problem.url,
        problem.status,
        problem.status === 407 ? ` ${vscode.l10n.t('The proxy wants to know who you are.')}` : '',
      );
    case 'redirect':
      return vscode.l10n.t(
        '{0} leads to {1}, from where Boxwright downloads nothing. Nothing was installed.',
        problem.host,
        problem.to,
      );
    case 'tooLarge':
      return vscode.l10n.t(
        '{0} is larger than anything of Packer’s: more than {1}. Nothing was installed.',
        problem.url,
        describeBytes(problem.limit),
      );
    case 'index':
      return vscode.l10n.t(
        '{0} is no list of releases. If you have set boxwright.packer.mirror, look whether it is right.',
        problem.url,
      );
    case 'signature':
      return vscode.l10n.t(
        'The signature {0} {1}. Nothing was downloaded or installed.',
        problem.url,
        signatureWords(problem.problem),
      );
    case 'unlisted':
      return vscode.l10n.t(
        'HashiCorp’s signed checksums do not have {0}. Nothing was installed.',
        problem.file,
      );
    case 'checksum':
      return vscode.l10n.t(
        '{0} is not the file that HashiCorp has signed: it is damaged, or somebody has changed it. Nothing was unpacked or installed.',
        problem.file,
      );
    case 'archive':
      return vscode.l10n.t(
        '{0} is no archive that can be unpacked safely ({1}). Nothing was installed.',
        problem.file,
        problem.reason,
      );
    case 'program':
      return vscode.l10n.t(
        'This Packer can’t be run on this computer{0}. Nothing was installed.',
        problem.reason ? `: ${problem.reason}` : '',
      );
    case 'disk':
      return diskWords(problem);
  }
}

function signatureWords(problem: SignatureProblem): string {
  switch (problem) {
    case 'otherKey':
      return vscode.l10n.t('was not made with HashiCorp’s key');
    case 'otherText':
      return vscode.l10n.t('does not belong to the checksums beside it: they were changed');
    case 'keyExpired':
      return vscode.l10n.t(
        'was made when the key that Boxwright knows was not valid; a newer Boxwright may know a newer key',
      );
    case 'unreadable':
      return vscode.l10n.t('is none that can be read');
  }
}

function diskWords({ folder, code, reason }: Extract<InstallProblem, { kind: 'disk' }>): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return vscode.l10n.t('There is no room left in {0}. Nothing was installed.', folder);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
      return vscode.l10n.t(
        'Nothing may be changed in {0} ({1}): look at its permissions, and whether a Packer of it runs.',
        folder,
        code,
      );
    default:
      return vscode.l10n.t('Files can’t be written to {0}: {1}.', folder, reason);
  }
}
