import * as vscode from 'vscode';
import { licenseOf } from '../../../tools/packer/releases/release';
import type { PagePlace, MultiStepInput } from '../../multiStepInput';

/** Shows under which license a version is, and asks whether the user accepts it. */
export async function acceptLicense(
  pages: MultiStepInput,
  place: PagePlace,
  version: string,
): Promise<'accepted' | 'back' | undefined> {
  const license = licenseOf(version);
  const accept: vscode.QuickPickItem = {
    label: vscode.l10n.t('Accept and install'),
    detail:
      license.id === 'MPL-2.0'
        ? vscode.l10n.t('An open-source license.')
        : vscode.l10n.t('Not open source: you may use it for free, but not to compete with HashiCorp.'),
    iconPath: new vscode.ThemeIcon('check'),
  };
  const read: vscode.QuickPickItem = {
    label: vscode.l10n.t('Read the license'),
    detail: license.url,
    iconPath: new vscode.ThemeIcon('law'),
  };
  for (;;) {
    const answer = await pages.ask({
      ...place,
      items: [accept, read],
      placeholder: vscode.l10n.t(
        'Packer {0} is licensed by HashiCorp under the {1} ({2})',
        version,
        license.name,
        license.id,
      ),
    });
    if (answer?.kind === 'back') return 'back';
    const [item] = answer?.kind === 'items' ? answer.items : [];
    if (item !== read) return item && 'accepted';
    await vscode.env.openExternal(vscode.Uri.parse(license.url));
  }
}
