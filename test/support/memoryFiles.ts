import path from 'node:path';
import type { FileSource } from '../../src/text/fileSource';

/**
 * Files that stand in memory only.
 * @param files absolute path to text
 * @param root the project's folder
 */
export function memoryFiles(
  files: Readonly<Record<string, string>>,
  root = '/',
  paths: path.PlatformPath = path.posix,
): FileSource {
  const folders = new Map<string, Set<string>>();
  for (const file of Object.keys(files)) {
    for (let at = file; paths.dirname(at) !== at; at = paths.dirname(at)) {
      const names = folders.get(paths.dirname(at)) ?? new Set();
      folders.set(paths.dirname(at), names.add(paths.basename(at)));
    }
  }
  return {
    paths,
    read: (file) => files[file],
    kind: (file) => (file in files ? 'file' : folders.has(file) ? 'folder' : undefined),
    list: (folder) => [...(folders.get(folder) ?? [])].sort(),
    isKeptElsewhere: () => false,
    rootOf: () => root,
  };
}
