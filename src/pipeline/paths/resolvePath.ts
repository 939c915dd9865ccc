import type { FileSource } from '../../text/fileSource';

/**
 * Where a path leads that somebody has written, in the spelling of the disk: however often a file is named, and however it is
 * spelled then, it is one file.
 * @param folder absolute, in which a relative path starts
 */
export const resolvePath = (folder: string, written: string, files: FileSource): string =>
  files.spelled(files.paths.resolve(folder, written));
