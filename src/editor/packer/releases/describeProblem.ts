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
        'Cannot reach {0}: {1}. Check your network and the setting http.proxy, or install Packer manually and set its path in the settings.',
        problem.host,
        problem.reason,
      );
    case 'stalled':
      return vscode.l10n.t(
        '{0} sent no data for {1}. Nothing was installed; try again later.',
        problem.host,
        duration(problem.after, { width: 'long' }),
      );
    case 'slow':
      return vscode.l10n.t(
        'The download from {0} did not finish within {1}. Nothing was installed; try again later.',
        problem.host,
        duration(problem.after, { width: 'long' }),
      );
    case 'status':
      return vscode.l10n.t(
        '{0} returned status {1}. Nothing was installed.{2}',
        problem.url,
        problem.status,
        problem.status === 407 ? ` ${vscode.l10n.t('The proxy requires authentication.')}` : '',
      );
    case 'redirect':
      return vscode.l10n.t(
        '{0} redirects to {1}, from which Boxwright does not download. Nothing was installed.',
        problem.host,
        problem.to,
      );
    case 'tooLarge':
      return vscode.l10n.t(
        '{0} is larger than {1}, the limit for files of Packer releases. Nothing was installed.',
        problem.url,
        describeBytes(problem.limit),
      );
    case 'index':
      return vscode.l10n.t(
        '{0} is not a list of releases. If you have set boxwright.packer.mirror, check its value.',
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
        "HashiCorp's signed checksums do not include {0}. Nothing was installed.",
        problem.file,
      );
    case 'checksum':
      return vscode.l10n.t(
        '{0} does not match the checksum that HashiCorp signed: it is damaged or has been changed. Nothing was unpacked or installed.',
        problem.file,
      );
    case 'archive':
      return vscode.l10n.t(
        '{0} cannot be unpacked safely ({1}). Nothing was installed.',
        problem.file,
        problem.reason,
      );
    case 'program':
      return vscode.l10n.t(
        'This version of Packer does not run on this computer{0}. Nothing was installed.',
        problem.reason ? `: ${problem.reason}` : '',
      );
    case 'disk':
      return diskWords(problem);
  }
}

function signatureWords(problem: SignatureProblem): string {
  switch (problem) {
    case 'otherKey':
      return vscode.l10n.t("was not made with HashiCorp's key");
    case 'otherText':
      return vscode.l10n.t('does not match the checksums beside it, which have been changed');
    case 'keyExpired':
      return vscode.l10n.t(
        'was made when the key that Boxwright knows was not valid; a newer version of Boxwright may know a newer key',
      );
    case 'unreadable':
      return vscode.l10n.t('cannot be read');
  }
}

function diskWords({ folder, code, reason }: Extract<InstallProblem, { kind: 'disk' }>): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return vscode.l10n.t('There is no space left in {0}. Nothing was installed.', folder);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
      return vscode.l10n.t(
        'Cannot write to {0} ({1}). Check its permissions, and whether Packer is running from it.',
        folder,
        code,
      );
    default:
      return vscode.l10n.t('Cannot write files to {0}: {1}.', folder, reason);
  }
}
