import type { FileSource } from '../text/fileSource';

/** The same files, and which of them were read. */
export function watchReads(files: FileSource): FileSource & { readonly files: ReadonlySet<string> } {
  const read = new Set<string>();
  return {
    files: read,
    paths: files.paths,
    kind: (path) => files.kind(path),
    list: (folder) => files.list(folder),
    isKeptElsewhere: (path) => files.isKeptElsewhere(path),
    rootOf: (path) => files.rootOf(path),
    read: (path) => {
      const text = files.read(path);
      if (text !== undefined) read.add(path);
      return text;
    },
  };
}
