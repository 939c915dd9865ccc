import type { FileSource } from '../text/fileSource';

/** The same files with another text of one of them, like one that is not saved yet; the file need not exist. */
export function withText(files: FileSource, path: string, text: string): FileSource {
  const folder = files.paths.dirname(path);
  const name = files.paths.basename(path);
  return {
    paths: files.paths,
    read: (other) => (other === path ? text : files.read(other)),
    kind: (other) => (other === path ? 'file' : files.kind(other)),
    list: (other) => {
      const names = files.list(other);
      return other !== folder || names.includes(name) ? names : [...names, name].sort();
    },
    isKeptElsewhere: (other) => files.isKeptElsewhere(other),
    rootOf: (other) => files.rootOf(other),
  };
}
