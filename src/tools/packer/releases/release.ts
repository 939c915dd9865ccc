import { compareReleases, isAtLeast } from '../../../pipeline/packer/packerVersion';
import { InstallFailure } from './installProblem';

/** A version of Packer that can be had for this machine. */
export interface Release {
  /** Like `1.16.0` or `1.11.0-alpha1`; nothing else, as it becomes the name of a folder. */
  readonly version: string;
  /** Its files, which lie beside each other at `<base>/packer/<version>/`. */
  readonly archive: string;
  readonly checksums: string;
  /** Of the checksums; without those that are named after a key. */
  readonly signatures: readonly string[];
}

/** For which machine a release is wanted. */
export interface ReleaseMachine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

const systems: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'windows',
  darwin: 'darwin',
  linux: 'linux',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
};

const processors: Readonly<Record<string, string>> = {
  x64: 'amd64',
  ia32: '386',
  arm64: 'arm64',
  arm: 'arm',
};

/** macOS and Windows run programs for the other processor, and old releases have no others. */
const buildsFor = ({ platform, arch }: ReleaseMachine): string[] => {
  const [system, processor] = [systems[platform], processors[arch]];
  if (system === undefined || processor === undefined) return [];
  const emulated = processor === 'arm64' && (platform === 'darwin' || platform === 'win32');
  return [`${system}_${processor}`, ...(emulated ? [`${system}_amd64`] : [])];
};

const versionForm = /^\d+\.\d+\.\d+(-[a-z0-9.-]*[a-z0-9])?$/;

/** Whether it is a version as releases have it, and nothing else. */
export const isReleaseVersion = (text: string): boolean => versionForm.test(text);

/** Whether it was made for trying out. */
export const isPrerelease = ({ version }: Pick<Release, 'version'>): boolean => version.includes('-');

/**
 * The releases of an `index.json`, the newest first. The names of files are not taken from it but must be the usual
 * ones: what is signed is the checksums of files by name, and the index, which nobody signed, could give an old release
 * for a new one.
 * @param url from where it is, for the message
 * @throws InstallFailure
 */
export function readReleases(json: string, url: string, machine: ReleaseMachine): Release[] {
  let index: unknown;
  try {
    index = JSON.parse(json);
  } catch {
    throw new InstallFailure({ kind: 'index', url });
  }
  const { versions } = Object(index) as { versions?: unknown };
  if (typeof versions !== 'object' || versions === null) throw new InstallFailure({ kind: 'index', url });
  return Object.entries(versions)
    .flatMap(([version, row]) => readRelease(version, row, machine))
    .sort((one, other) => compareVersions(other.version, one.version));
}

function readRelease(version: string, row: unknown, machine: ReleaseMachine): Release[] {
  if (!isReleaseVersion(version)) return [];
  const { builds, shasums, shasums_signature, shasums_signatures } = Object(row) as Record<string, unknown>;
  const files = new Set(list(builds).map((build) => (Object(build) as { filename?: unknown }).filename));
  const archive = buildsFor(machine)
    .map((build) => `packer_${version}_${build}.zip`)
    .find((name) => files.has(name));
  const checksums = `packer_${version}_SHA256SUMS`;
  if (archive === undefined || shasums !== checksums) return [];
  const signatures = [...list(shasums_signatures), shasums_signature].filter(
    (name): name is string =>
      typeof name === 'string' &&
      name.startsWith(checksums) &&
      /^(\.[0-9A-F]+)?\.sig$/.test(name.slice(checksums.length)),
  );
  return [{ version, archive, checksums, signatures: [...new Set(signatures)] }];
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What was made for trying out comes before what it leads to. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.replace(/^[^-]*-?/, ''));
  return (
    compareReleases(one, other) ||
    (left && right ? left.localeCompare(right, 'en', { numeric: true }) : Number(!left) - Number(!right))
  );
}

/** Under which license Packer is. Source: its LICENSE, by version; IBM is the licensor since it has bought HashiCorp. */
export interface PackerLicense {
  readonly id: 'MPL-2.0' | 'BUSL-1.1';
  readonly name: string;
  /** Its text, as it stands with that version. */
  readonly url: string;
}

export const licenseOf = (version: string): PackerLicense => ({
  ...(isAtLeast(version, '1.10.0')
    ? { id: 'BUSL-1.1' as const, name: 'Business Source License 1.1' }
    : { id: 'MPL-2.0' as const, name: 'Mozilla Public License 2.0' }),
  url: `https://github.com/hashicorp/packer/blob/v${version}/LICENSE`,
});
