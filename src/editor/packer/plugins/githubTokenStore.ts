import * as vscode from 'vscode';
import { askForText, notify } from '../../notify';
import type { GithubRefusal } from '../../../tools/packer/plugins/githubToken';

/** The name under which the secret storage of the system keeps the token. */
const secretKey = 'packer.githubToken';

const newTokenPage = 'https://github.com/settings/personal-access-tokens/new';

/** The token with which Packer downloads plugins from GitHub; undefined where none is kept. */
export const githubToken = (secrets: Pick<vscode.SecretStorage, 'get'>): Thenable<string | undefined> =>
  secrets.get(secretKey);

/**
 * Says why GitHub refused, and asks for a token, or for another one. It is kept.
 * @param message what Packer could not do
 * @returns whether it is worth trying again
 */
export async function askForGithubToken(
  refusal: GithubRefusal,
  message: string,
  secrets: vscode.SecretStorage,
): Promise<boolean> {
  const enter = vscode.l10n.t('Enter Token…');
  const create = vscode.l10n.t('Create Token on GitHub');
  const remove = vscode.l10n.t('Remove Token');
  const isKept = (await githubToken(secrets)) !== undefined;
  const chosen = await notify.error(
    refusal === 'rateLimit'
      ? vscode.l10n.t(
          '{0} GitHub allows more requests with a token; one without any permissions is enough. Or wait an hour.',
          message,
        )
      : vscode.l10n.t('{0} GitHub does not accept the token, which may have expired.', message),
    enter,
    create,
    ...(isKept ? [remove] : []),
  );
  if (chosen === remove) {
    await secrets.delete(secretKey);
    return refusal === 'badToken';
  }
  if (chosen === create) await vscode.env.openExternal(vscode.Uri.parse(newTokenPage));
  else if (chosen !== enter) return false;
  const token = await askForText({
    title: vscode.l10n.t('GitHub Token'),
    prompt: vscode.l10n.t(
      'Kept in the secret storage of your system, and given to Packer as PACKER_GITHUB_API_TOKEN when it downloads plugins.',
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^[\w-]+$/.test(value.trim()) ? undefined : vscode.l10n.t('Paste the token as GitHub shows it.'),
  });
  if (!token) return false;
  await secrets.store(secretKey, token.trim());
  return true;
}
