import { excerptOf } from '../text/fileSource';
import type { FileSource, Unread } from '../text/fileSource';

/** What was asked of some files. */
export interface Asked {
  /** Files that were read. */
  readonly files: ReadonlySet<string>;
  /** Those that could not be, with the reasons. */
  readonly unread: ReadonlyMap<string, Unread>;
  /** All paths that were looked at, whether something is there or not. */
  readonly lookups: ReadonlySet<string>;
  /** Folders whose names were asked for. */
  readonly listings: ReadonlySet<string>;
}

/** The same files, and what was asked of them. */
export function watchReads(files: FileSource): FileSource & Asked {
  const read = new Set<string>();
  const unread = new Map<string, Unread>();
  const paths = new Set<string>();
  const folders = new Set<string>();
  /** A question about one path. */
  const about =
    <Answer>(ask: (path: string) => Answer) =>
    (path: string): Answer => {
      paths.add(path);
      return ask(path);
    };
  const noteUnread = (path: string, found: unknown): void => {
    const why = found === undefined ? files.whyUnread(path) : undefined;
    if (why) unread.set(path, why);
  };
  return {
    files: read,
    unread,
    paths: files.paths,
    lookups: paths,
    listings: folders,
    isRewritable: about((path) => files.isRewritable(path)),
    encoding: about((path) => files.encoding(path)),
    kind: about((path) => files.kind(path)),
    spelled: about((path) => files.spelled(path)),
    whyUnread: about((path) => files.whyUnread(path)),
    realPath: about((path) => files.realPath(path)),
    isKeptElsewhere: about((path) => files.isKeptElsewhere(path)),
    rootOf: (path) => files.rootOf(path),
    shown: (path) => files.shown(path),
    list: (folder, wanted) => {
      folders.add(folder);
      return files.list(folder, wanted);
    },
    // What only an excerpt is asked of has not been read: the rest of it does not matter.
    excerpt: (path, excerpt) => {
      const found = excerptOf(files, path, excerpt);
      noteUnread(path, found);
      return found;
    },
    read: about((path) => {
      const text = files.read(path);
      if (text !== undefined) read.add(path);
      noteUnread(path, text);
      return text;
    }),
  };
}
