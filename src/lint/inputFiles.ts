import { isHclTemplateFile } from '../pipeline/template/templateFiles';
import type { FileSource } from '../text/fileSource';
import { memoizeByObject } from '../text/memoizeByObject';
import { DiskFiles } from './diskFiles';
import type { FileInputs } from './lintProtocol';
import { groupBy } from '../text/groupBy';
import { pathKey } from '../text/pathKey';
import { PathMap } from '../text/pathMap';

/** The disk's files, with unsaved texts in place of what is saved of them. The same inputs are the same moment. */
export const filesOf = memoizeByObject(({ roots, unsaved }: FileInputs): FileSource => {
  const disk = new DiskFiles(roots);
  const texts = new PathMap(unsaved);
  // A template that is being written is one, though it is not on the disk yet; what a build reads has to be there.
  const isNew = (path: string) => isHclTemplateFile(path) && texts.has(path) && !disk.kind(path);
  const fresh = groupBy([...unsaved.keys()].filter(isNew), (path) => pathKey(disk.paths.dirname(path)));
  return {
    paths: disk.paths,
    read: (path) => texts.get(path) ?? disk.read(path),
    isRewritable: (path) => texts.has(path) || disk.isRewritable(path),
    // A text is saved in the encoding that its file has.
    encoding: (path) => disk.encoding(path),
    kind: (path) => (isNew(path) ? 'file' : disk.kind(path)),
    spelled: (path) => disk.spelled(path),
    list: (folder) => {
      const more = fresh.size ? (fresh.get(pathKey(folder)) ?? []) : [];
      const names = disk.list(folder);
      return more.length ? [...names, ...more.map((path) => disk.paths.basename(path))].sort() : names;
    },
    whyUnread: (path) => (unsaved.has(path) ? undefined : disk.whyUnread(path)),
    realPath: (path) => disk.realPath(path),
    isKeptElsewhere: (path) => disk.isKeptElsewhere(path),
    rootOf: (path) => disk.rootOf(path),
    shown: (path) => disk.shown(path),
  };
});
