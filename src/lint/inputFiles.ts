import type { FileSource } from '../text/fileSource';
import { memoizeByObject } from '../text/memoizeByObject';
import { DiskFiles } from './diskFiles';
import type { FileInputs } from './lintProtocol';

/** The disk's files, with unsaved texts in place of what is saved of them. The same inputs are the same moment. */
export const filesOf = memoizeByObject(({ roots, unsaved }: FileInputs): FileSource => {
  const disk = new DiskFiles(roots);
  return {
    paths: disk.paths,
    read: (path) => unsaved.get(path) ?? disk.read(path),
    kind: (path) => disk.kind(path),
    list: (folder) => disk.list(folder),
    isKeptElsewhere: (path) => disk.isKeptElsewhere(path),
    rootOf: (path) => disk.rootOf(path),
  };
});
