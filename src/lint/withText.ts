import type { FileSource } from '../text/fileSource';
import { isSamePath, nameKey } from '../text/pathKey';

/** The same files with another text of one of them, like one that is not saved yet; the file need not exist. */
export function withText(files: FileSource, path: string, text: string): FileSource {
  const folder = files.paths.dirname(path);
  const name = files.paths.basename(path);
  return {
    paths: files.paths,
    read: (other) => (isSamePath(other, path) ? text : files.read(other)),
    isRewritable: (other) => isSamePath(other, path) || files.isRewritable(other),
    encoding: (other) => (isSamePath(other, path) ? undefined : files.encoding(other)),
    spelled: (other) => (isSamePath(other, path) ? path : files.spelled(other)),
    kind: (other) => (isSamePath(other, path) ? 'file' : files.kind(other)),
    list: (other, wanted) => {
      const names = files.list(other, wanted);
      return !isSamePath(other, folder) || names.some((one) => nameKey(one) === nameKey(name))
        ? names
        : [...names, name].sort();
    },
    whyUnread: (other) => (other === path ? undefined : files.whyUnread(other)),
    realPath: (other) => files.realPath(other),
    isKeptElsewhere: (other) => files.isKeptElsewhere(other),
    rootOf: (other) => files.rootOf(other),
    shown: (other) => files.shown(other),
  };
}
