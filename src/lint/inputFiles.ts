import type { FileSource } from '../text/fileSource';
import { memoizeByObject } from '../text/memoizeByObject';
import { DiskFiles } from './diskFiles';
import type { FileInputs } from './lintProtocol';
import { PathMap } from '../text/pathMap';

/** The disk's files, with unsaved texts in place of what is saved of them. The same inputs are the same moment. */
export const filesOf = memoizeByObject(({ roots, unsaved }: FileInputs): FileSource => {
  const disk = new DiskFiles(roots);
  const texts = new PathMap(unsaved);
  return {
    paths: disk.paths,
    read: (path) => texts.get(path) ?? disk.read(path),
    isRewritable: (path) => texts.has(path) || disk.isRewritable(path),
    // A text is saved in the encoding that its file has.
    encoding: (path) => disk.encoding(path),
    kind: (path) => disk.kind(path),
    spelled: (path) => disk.spelled(path),
    list: (folder) => disk.list(folder),
    whyUnread: (path) => (unsaved.has(path) ? undefined : disk.whyUnread(path)),
    realPath: (path) => disk.realPath(path),
    isKeptElsewhere: (path) => disk.isKeptElsewhere(path),
    rootOf: (path) => disk.rootOf(path),
    shown: (path) => disk.shown(path),
  };
});
