import type { FileSource } from '../text/fileSource';

/** The same files, and which of them were read. */
export function watchReads(files: FileSource): FileSource & { readonly files: ReadonlySet<string> } {
  const read = new Set<string>();
  return {
    files: read,
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
      return text;
    },
  };
}
