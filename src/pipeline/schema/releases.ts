import { compareReleases, satisfies } from '../packer/packerVersion';

/** Which releases of a plugin, or of Packer, may be meant. */
export interface Releases {
  /** The oldest and the newest of those that are known; undefined where nothing is said of them. */
  readonly oldest?: string;
  readonly newest?: string;
  /** One that is not known yet is meant, or may well be: it may have more. */
  readonly isNewer?: true;
  /** It is the one that is installed, or the one that a constraint leaves. */
  readonly isOne?: true;
}

/** What is known where nobody says anything. */
export const anyRelease: Releases = {};

/**
 * The releases that a constraint admits.
 * @param known the oldest first
 * @param installed those that are installed, where that is known: the newest of those that are admitted is loaded
 */
export function releasesOf(
  known: readonly string[],
  constraint: string | undefined,
  installed: readonly string[] = [],
): Releases {
  const last = known.at(-1);
  if (last === undefined) return anyRelease;
  const [loaded] = installed
    .filter((version) => constraint === undefined || satisfies(version, constraint))
    .sort((a, b) => compareReleases(b, a));
  if (loaded !== undefined)
    return {
      oldest: loaded,
      newest: loaded,
      isOne: true,
      ...(compareReleases(loaded, last) > 0 && { isNewer: true }),
    };
  if (constraint === undefined) return anyRelease;
  const admitted = known.filter((version) => satisfies(version, constraint));
  const [oldest, newest] = [admitted[0], admitted.at(-1)];
  if (oldest === undefined || newest === undefined) return { oldest: last, newest: last, isNewer: true };
  return { oldest, newest, ...(oldest === newest && { isOne: true }) };
}

/** Whether all releases that may be meant have what a release brought. */
export const haveAll = ({ oldest }: Releases, since: string | undefined): boolean =>
  since === undefined || (oldest !== undefined && reaches(oldest, since));

/** Whether the newest release that may be meant has what a release brought; undefined where it is not known. */
export const hasNewest = ({ newest }: Releases, since: string | undefined): boolean | undefined =>
  since === undefined || (newest === undefined ? undefined : reaches(newest, since));

/** `>1.2.0` is what comes after 1.2.0, and is in no release yet. */
function reaches(version: string, since: string): boolean {
  const after = since.startsWith('>');
  const difference = compareReleases(version, since.replace(/^>/, ''));
  return after ? difference > 0 : difference >= 0;
}
