import type { FileSource, Unread } from '../text/fileSource';

/** The same files, which of them were read, and which could not be, with the reasons. */
export function watchReads(
  files: FileSource,
): FileSource & { readonly files: ReadonlySet<string>; readonly unread: ReadonlyMap<string, Unread> } {
  const read = new Set<string>();
  const unread = new Map<string, Unread>();
  return {
    files: read,
    unread,
    paths: files.paths,
    isRewritable: (path) => files.isRewritable(path),
    encoding: (path) => files.encoding(path),
    kind: (path) => files.kind(path),
    spelled: (path) => files.spelled(path),
    list: (folder) => files.list(folder),
    whyUnread: (path) => files.whyUnread(path),
    realPath: (path) => files.realPath(path),
    isKeptElsewhere: (path) => files.isKeptElsewhere(path),
    rootOf: (path) => files.rootOf(path),
    shown: (path) => files.shown(path),
    read: (path) => {
      const text = files.read(path);
      if (text !== undefined) read.add(path);
      const why = text === undefined ? files.whyUnread(path) : undefined;
      if (why) unread.set(path, why);
      return text;
    },
  };
}
