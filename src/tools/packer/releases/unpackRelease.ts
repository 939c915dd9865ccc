import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import type { Entry } from 'yauzl';
import { InstallFailure } from './installProblem';
import { isOfSystem, onDisk } from './onDisk';

/**
 * Unpacks the archive of a release into a folder. It holds some files and nothing else: whatever has a folder in its
 * name, leads out of the folder, is a link, or is there twice makes it no release at all.
 * @param executable the name of the program in it, which is made one
 * @throws InstallFailure; the signal's reason when that aborts
 */
export async function unpackRelease(
  archive: string,
  folder: string,
  executable: string,
  signal: AbortSignal,
): Promise<void> {
  let at = '';
  try {
    const zip = await openPromise(archive, { lazyEntries: true, strictFileNames: true });
    for await (const entry of zip.eachEntry()) {
      at = entry.fileName;
      if (!isPlainFile(entry)) throw broken(archive, at);
      const file = path.join(folder, entry.fileName);
      const content = await zip.openReadStreamPromise(entry);
      const mode = entry.fileName === executable ? 0o755 : 0o644;
      await onDisk(folder, () =>
        pipeline(content, createWriteStream(file, { flags: 'wx', mode, flush: true }), { signal }),
      );
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof InstallFailure))
      throw isOfSystem(error) ? error : broken(archive, reasonOf(error));
    // Or the file system takes two names for one.
    const isTwice = error.problem.kind === 'disk' && error.problem.code === 'EEXIST';
    throw isTwice ? broken(archive, at) : error;
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const broken = (archive: string, reason: string) =>
  new InstallFailure({ kind: 'archive', file: path.basename(archive), reason });

/** By its name, and by what it is on Unix (0: not told). */
function isPlainFile({ fileName, externalFileAttributes }: Entry): boolean {
  const type = (externalFileAttributes >>> 16) & 0o170000;
  return /^\w[\w.-]*$/.test(fileName) && (type === 0 || type === 0o100000);
}
