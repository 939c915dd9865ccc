import { lastPart, withoutEndSlashes } from '../../text/edges';
import type { FileSource } from '../../text/fileSource';
import type { NamedFile } from '../effects/scriptEffect';
import { findOnDrives, resolveOnMedia } from '../template/media';
import type { Media } from '../template/media';
import type { MediaFile } from '../template/mediaFiles';
import { guestPath } from '../paths/guestPath';

/** What a path of the guest leads to. */
export interface FoundFile {
  readonly file: MediaFile | 'missing';
  /** False where a scan of drives may pass it by. */
  readonly isScanned: boolean;
}

/** The files that scripts of the guest can run, as far as they are known on the host. */
export interface GuestFiles {
  /** @param from the file of the host in which the script stands that names it */
  find(named: NamedFile, from: string | undefined): FoundFile;
}

/** A guest that is not followed. */
export const unknownFiles: GuestFiles = { find: () => ({ file: 'unknown', isScanned: true }) };

/**
 * The files of a guest: those that are uploaded to it, and those of its media.
 * @param uploadsOfBuild the host's files by the guest's paths; asked for when the first script names a file
 */
export function filesOfGuest(
  media: Media,
  uploadsOfBuild: () => ReadonlyMap<string, string>,
  files: FileSource,
): GuestFiles {
  let known: ReadonlyMap<string, string> | undefined;
  const uploads = () => (known ??= uploadsOfBuild());
  return {
    find({ path, name, drives, shares }, from) {
      if (path?.startsWith('?:')) {
        const { file, isTried } = findOnDrives(media, path.slice(2), drives);
        return { file, isScanned: isTried };
      }
      if (path === undefined) return certain(name === undefined ? 'unknown' : beside(name, from));
      const found = shares ? moduleFiles(path).map(at).find(isKnown) : undefined;
      return certain(found ?? at(path));
    },
  };

  function at(path: string): MediaFile | 'missing' {
    const uploaded = uploads().get(guestPath(path));
    return uploaded === undefined ? resolveOnMedia(media, path) : { path: uploaded };
  }

  /** Beside the script itself: uploaded with it, or on the medium that Setup runs it from, most often the floppy disk. */
  function beside(name: string, from: string | undefined): MediaFile {
    const wanted = name.toLowerCase();
    for (const [guest, host] of from === undefined ? [] : uploads())
      if (host === from) {
        const found = uploads().get(`${guest.slice(0, guest.lastIndexOf('/') + 1)}${wanted}`);
        if (found !== undefined) return { path: found };
      }
    const onMedium = findOnDrives(media, wanted, undefined).file;
    if (onMedium !== 'unknown') return onMedium;
    // A file that is uploaded under the folder of the script is there by its place on the host, too.
    const near = from === undefined ? undefined : files.paths.join(files.paths.dirname(from), name);
    return near !== undefined && [...uploads().values()].includes(near) ? { path: near } : 'unknown';
  }
}

const certain = (file: MediaFile | 'missing'): FoundFile => ({ file, isScanned: true });

const isKnown = (file: MediaFile | 'missing'): boolean => file !== 'missing' && file !== 'unknown';

/** Where the script of a module may be, given what Import-Module is given: its folder, its manifest, or itself. */
function moduleFiles(path: string): string[] {
  const name = lastPart(withoutEndSlashes(path));
  return [path, path.replace(/\.psd1$/i, '.psm1'), `${path}.psm1`, `${path}\\${name}.psm1`];
}
