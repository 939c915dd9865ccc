import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { patiently } from './patiently';

/** A new content of a file that stands on the disk already, beside the file. It is to be committed, or discarded. */
export interface Draft {
  /** Puts it in the file's place. @throws Error of the file system; the draft is gone then */
  commit(): void;
  discard(): void;
}

/**
 * Replaces a file as a whole: who reads it, or loses power or runs out of disk meanwhile, has either the old content or
 * the new. What a link leads to is written, not the link; mode and owner of the file stay.
 * @param mode of a file that is not there yet
 * @throws Error of the file system, also for one that is read-only or has several names by hard links; nothing has changed then
 */
export function writeFileAtomically(file: string, content: string | Uint8Array, mode?: number): void {
  draftFile(file, content, mode).commit();
}

/** The first half of {@link writeFileAtomically}: what can fail on the disk, such as its space, has not failed then. */
export function draftFile(file: string, content: string | Uint8Array, mode = 0o666): Draft {
  const target = endOfLinks(file);
  const old = statSync(target, { throwIfNoEntry: false });
  if (old && !(old.mode & 0o222)) throw Object.assign(new Error(`${file} is read-only`), { code: 'EACCES' });
  // A new file in its place would part it from its other names.
  if (old && old.isFile() && old.nlink > 1)
    throw Object.assign(new Error(`${file} has several names (hard links)`), { code: 'EMLINK' });
  const draft = `${target}.${process.pid}-${randomBytes(3).toString('hex')}.tmp`;
  const discard = () => patiently(() => rmSync(draft, { force: true }));
  const orDiscard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      discard();
      throw error;
    }
  };
  // Nobody else may read a file that is to be private, not even before its mode is set.
  const opened = openSync(draft, 'wx', old ? 0o600 : mode);
  orDiscard(() => {
    try {
      writeFileSync(opened, content);
      if (old) keepOwner(opened, old);
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  });
  return { commit: () => orDiscard(() => patiently(() => renameSync(draft, target))), discard };
}

/** The owner first: a change of owner takes rights away. */
function keepOwner(opened: number, { uid, gid, mode }: Stats): void {
  if (process.platform === 'win32') return;
  const now = fstatSync(opened);
  if (now.uid !== uid || now.gid !== gid) fchownSync(opened, uid, gid);
  fchmodSync(opened, mode & 0o7777);
}

/** What a path leads to, also where nothing stands yet. @throws Error of the file system, such as for a loop of links */
export function endOfLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink();
    return isLink ? endOfLinks(path.resolve(path.dirname(file), readlinkSync(file))) : file;
  }
}
