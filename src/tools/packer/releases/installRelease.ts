import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { checksumOf } from './checksums';
import { download, downloadWhole } from './download';
import { inDraft, programName, programOf } from './installedPackers';
import { InstallFailure } from './installProblem';
import { onDisk } from './onDisk';
import { readReleases } from './release';
import type { Release, ReleaseMachine } from './release';
import type { ReleaseKey } from './releaseKeys';
import { unpackRelease } from './unpackRelease';
import { verifySignature } from './verifySignature';
import { patientlyAsync } from '../../patiently';
import { withoutEndSlashes } from '../../../text/edges';

/** From where releases come. */
export interface ReleaseSource {
  /** Like `https://releases.hashicorp.com`. */
  readonly base: string;
  /** Whose signatures are accepted. */
  readonly keys: readonly ReleaseKey[];
  /** The editor's, which knows proxies and certificates; Node's in tests. */
  readonly fetch: typeof fetch;
  /** A server that sends nothing for so long is given up. Milliseconds. */
  readonly stallAfter: number;
}

/** What is being done. */
export type InstallStep =
  | { readonly kind: 'verify' }
  /** Bytes; `whole` is undefined where the server does not tell. */
  | { readonly kind: 'download'; readonly taken: number; readonly whole: number | undefined }
  | { readonly kind: 'unpack' }
  | { readonly kind: 'prove' };

export interface InstallOptions {
  /** Of all versions. Absolute. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onStep: (step: InstallStep) => void;
  /** Runs the program, and says which version it is. @throws Error when it can't be run */
  readonly prove: (program: string) => Promise<string | undefined>;
}

/** More than the real files have, so that a broken server can't fill the disk. Bytes. */
const limits = { index: 50_000_000, checksums: 1_000_000, signature: 100_000, archive: 1_000_000_000 };

/** All releases for a machine, the newest first. @throws InstallFailure; the signal's reason when that aborts */
export async function listReleases(
  source: ReleaseSource,
  machine: ReleaseMachine,
  signal: AbortSignal,
): Promise<Release[]> {
  const url = addressOf(source, 'index.json');
  const text = await downloadWhole(url, { ...source, signal, limit: limits.index });
  return readReleases(text.toString('utf8'), url, machine);
}

/**
 * Downloads a release, verifies it, unpacks it beside the other versions, tries it, and only then puts it in its
 * place. Whatever happens before, nothing is left.
 * @returns the program
 * @throws InstallFailure; the signal's reason when that aborts
 */
export const installRelease = (
  release: Release,
  source: ReleaseSource,
  options: InstallOptions,
): Promise<string> =>
  inDraft(options.folder, async (draft) => {
    const { folder, signal, onStep, prove } = options;
    onStep({ kind: 'verify' });
    const expected = await signedChecksum(release, source, signal);
    const archive = path.join(draft, release.archive);
    const sum = await downloadTo(archive, release, source, options);
    if (sum !== expected) throw new InstallFailure({ kind: 'checksum', file: release.archive });
    onStep({ kind: 'unpack' });
    const unpacked = path.join(draft, release.version);
    await onDisk(folder, () => mkdir(unpacked));
    await onDisk(folder, () => unpackRelease(archive, unpacked, programName(), signal));
    onStep({ kind: 'prove' });
    await checkProgram(path.join(unpacked, programName()), release, prove);
    signal.throwIfAborted();
    await onDisk(folder, () => putInPlace(unpacked, folder, release.version, draft));
    return programOf(folder, release.version);
  });

/** @throws InstallFailure unless one of the keys has signed it */
async function signedChecksum(
  { version, checksums, signatures, archive }: Release,
  source: ReleaseSource,
  signal: AbortSignal,
): Promise<string> {
  const signature = nameOfSignature(checksums, signatures, source.keys);
  const [text, signed] = await Promise.all([
    downloadWhole(addressOf(source, version, checksums), { ...source, signal, limit: limits.checksums }),
    downloadWhole(addressOf(source, version, signature), { ...source, signal, limit: limits.signature }),
  ]);
  const problem = verifySignature(signed, text, source.keys);
  if (problem)
    throw new InstallFailure({ kind: 'signature', url: addressOf(source, version, signature), problem });
  const sum = checksumOf(text.toString('utf8'), archive);
  if (sum === undefined) throw new InstallFailure({ kind: 'unlisted', file: archive });
  return sum;
}

/** Old releases were signed anew, with a newer key: each signature is named after its key. */
function nameOfSignature(checksums: string, names: readonly string[], keys: readonly ReleaseKey[]): string {
  const own = keys.map(({ fingerprint }) => `${checksums}.${fingerprint.slice(-8).toUpperCase()}.sig`);
  return own.find((name) => names.includes(name)) ?? `${checksums}.sig`;
}

/** @returns its SHA-256, taken of what came, not of what is on disk */
async function downloadTo(
  file: string,
  { version, archive }: Release,
  source: ReleaseSource,
  { folder, signal, onStep }: InstallOptions,
): Promise<string> {
  const hash = createHash('sha256');
  const target = await onDisk(folder, () => open(file, 'wx'));
  try {
    let taken = 0;
    await download(addressOf(source, version, archive), {
      ...source,
      signal,
      limit: limits.archive,
      onBytes: async (bytes, whole) => {
        hash.update(bytes);
        await onDisk(folder, () => target.writeFile(bytes));
        taken += bytes.length;
        onStep({ kind: 'download', taken, whole });
      },
    });
  } finally {
    await target.close();
  }
  return hash.digest('hex');
}

async function checkProgram(
  program: string,
  { version, archive }: Release,
  prove: InstallOptions['prove'],
): Promise<void> {
  if (!existsSync(program))
    throw new InstallFailure({ kind: 'archive', file: archive, reason: path.basename(program) });
  let found: string | undefined;
  try {
    found = await prove(program);
  } catch (error) {
    throw new InstallFailure({
      kind: 'program',
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  if (found !== version) throw new InstallFailure({ kind: 'program', reason: found ?? '' });
}

/** Another window may have been faster: the first one stays. What is there without a program is replaced. */
async function putInPlace(unpacked: string, folder: string, version: string, draft: string): Promise<void> {
  const place = path.join(folder, version);
  const isThere = () => existsSync(programOf(folder, version));
  try {
    if (existsSync(place) && !isThere()) await rename(place, path.join(draft, 'broken'));
    // Windows refuses to move a program that has just run while a scanner looks at it.
    await patientlyAsync(() => rename(unpacked, place), isThere);
  } catch (error) {
    if (!isThere()) throw error;
  }
}

const addressOf = ({ base }: ReleaseSource, ...names: readonly string[]): string =>
  [withoutEndSlashes(base), 'packer', ...names.map(encodeURIComponent)].join('/');
