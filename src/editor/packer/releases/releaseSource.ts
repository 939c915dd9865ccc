import * as vscode from 'vscode';
import type { ReleaseSource } from '../../../tools/packer/releases/installRelease';
import type { ReleaseKey } from '../../../tools/packer/releases/releaseKeys';
import { shownUrls } from '../../../pipeline/shownUrls';
import { settings } from '../../settings';
import { UserFacingError } from '../../showFailure';

const site = 'https://releases.hashicorp.com';

/** A server that sends nothing for so long is given up. Milliseconds. */
const stallAfter = 30_000;

/**
 * HashiCorp's site, or the mirror that the user's own settings name. Whatever comes from there is verified all the same.
 * @throws UserFacingError for a mirror that is no address
 */
export function releaseSource(keys: readonly ReleaseKey[]): ReleaseSource {
  const base = settings.packerMirror().trim() || site;
  if (!/^https?:$/.test(URL.canParse(base) ? new URL(base).protocol : ''))
    throw new UserFacingError(
      vscode.l10n.t(
        "'{0}' in boxwright.packer.mirror is not a URL that begins with https://.",
        shownUrls(base),
      ),
    );
  // VS Code replaces this function by one that knows its proxy and certificates: the newest is asked for.
  return { base, keys, stallAfter, fetch: (...request) => globalThis.fetch(...request) };
}
