import type { FileSource } from '../text/fileSource';

/** The same files, which of them were read, and which were to be and the system does not allow it. */
export function watchReads(
  files: FileSource,
): FileSource & { readonly files: ReadonlySet<string>; readonly denied: ReadonlySet<string> } {
  const read = new Set<string>();
  const denied = new Set<string>();
  const note = (path: string) => {
    if (files.whyUnread(path) === 'denied') denied.add(path);
  };
  return {
    files: read,
    denied,
    paths: files.paths,
    isRewritable: (path) => files.isRewritable(path),
    encoding: (path) => files.encoding(path),
    kind: (path) => {
      const kind = files.kind(path);
      if (!kind) note(path);
      return kind;
    },
    spelled: (path) => files.spelled(path),
    list: (folder) => {
      const names = files.list(folder);
      if (!names.length) note(folder);
      return names;
    },
    whyUnread: (path) => files.whyUnread(path),
    realPath: (path) => files.realPath(path),
    isKeptElsewhere: (path) => files.isKeptElsewhere(path),
    rootOf: (path) => files.rootOf(path),
    shown: (path) => files.shown(path),
    read: (path) => {
      const text = files.read(path);
      if (text !== undefined) read.add(path);
      else note(path);
      return text;
    },
  };
}
