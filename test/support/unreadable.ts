import type { FileSource, Unread } from '../../src/text/fileSource';

/** The same files, of which some can't be read; what stands below a folder among them cannot even be looked at. */
export function unreadable(files: FileSource, unread: Readonly<Record<string, Unread>>): FileSource {
  const why = (path: string): Unread | undefined =>
    unread[path] ?? Object.entries(unread).find(([folder]) => path.startsWith(`${folder}/`))?.[1];
  return {
    ...files,
    isRewritable: (path) => !why(path) && files.isRewritable(path),
    read: (path) => (why(path) ? undefined : files.read(path)),
    kind: (path) => (why(path) && !unread[path] ? undefined : files.kind(path)),
    list: (folder) => (why(folder) ? [] : files.list(folder)),
    whyUnread: why,
  };
}
