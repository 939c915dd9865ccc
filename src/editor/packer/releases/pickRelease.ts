import * as vscode from 'vscode';
import { installedPackers } from '../../../tools/packer/releases/installedPackers';
import { InstallFailure } from '../../../tools/packer/releases/installProblem';
import { listReleases } from '../../../tools/packer/releases/installRelease';
import type { ReleaseSource } from '../../../tools/packer/releases/installRelease';
import { isPrerelease, licenseOf } from '../../../tools/packer/releases/release';
import type { Release } from '../../../tools/packer/releases/release';
import { separator } from '../../multiStepInput';
import type { PagePlace, MultiStepInput, Separator } from '../../multiStepInput';
import { UserFacingError } from '../../showFailure';

interface ReleaseItem extends vscode.QuickPickItem {
  readonly release: Release;
}

/**
 * Asks which release is wanted; while the list of them comes, the page says so.
 * @param known the list, where it is known already
 * @param wanted the version that is offered first; empty for the newest
 * @returns undefined: the user closed the page
 * @throws InstallFailure, UserFacingError when there is none for this computer
 */
export async function pickRelease(
  input: MultiStepInput,
  place: PagePlace,
  source: ReleaseSource,
  folder: string,
  wanted: string,
  known?: readonly Release[],
): Promise<{ readonly release: Release; readonly releases: readonly Release[] } | undefined> {
  const closed = new AbortController();
  const { host } = new URL(source.base);
  const page = input.list<ReleaseItem>({
    ...place,
    items: [],
    busy: true,
    placeholder: vscode.l10n.t('Getting the versions of Packer from {0}…', host),
  });
  const answer = page.answer.finally(() => closed.abort());
  const listed = known
    ? Promise.resolve(known)
    : listReleases(source, { platform: process.platform, arch: process.arch }, closed.signal);
  let releases: readonly Release[];
  try {
    releases = await listed;
  } catch (error) {
    if (closed.signal.aborted && !(error instanceof InstallFailure)) return undefined;
    throw error;
  }
  if (!releases.length)
    throw new UserFacingError(
      vscode.l10n.t(
        '{0} offers no version of Packer for this computer ({1}, {2}).',
        host,
        process.platform,
        process.arch,
      ),
    );
  const items = itemsOf(releases, installedPackers(folder));
  page.update({
    items,
    busy: false,
    active: items.filter(isRelease).find(({ release }) => release.version === wanted),
    placeholder: vscode.l10n.t('Select a version to install'),
  });
  const given = await answer;
  const [item] = given?.kind === 'items' ? given.items : [];
  return item && { release: item.release, releases };
}

const isRelease = (item: ReleaseItem | Separator): item is ReleaseItem => 'release' in item;

function itemsOf(releases: readonly Release[], installed: readonly string[]): (ReleaseItem | Separator)[] {
  const stable = releases.filter((release) => !isPrerelease(release));
  const trial = releases.filter(isPrerelease);
  const item = (release: Release): ReleaseItem => ({
    label: release.version,
    description: [
      ...(release === stable[0] ? [vscode.l10n.t('newest')] : []),
      ...(installed.includes(release.version) ? [vscode.l10n.t('installed')] : []),
      licenseOf(release.version).id,
    ].join(' · '),
    release,
  });
  return [
    ...stable.map(item),
    ...(trial.length ? [separator(vscode.l10n.t('Prereleases')), ...trial.map(item)] : []),
  ];
}
