import path from 'node:path';
import type { FileSource } from '../../src/text/fileSource';
import { PathMap } from '../../src/text/pathMap';

/**
 * Files that stand in memory only.
 * @param files absolute path to text
 * @param root the project's folder
 * @param platform by whose rules files are found
 */
export function memoryFiles(
  files: Readonly<Record<string, string>>,
  root = '/',
  paths: path.PlatformPath = path.posix,
  platform: NodeJS.Platform = 'linux',
): FileSource {
  const texts = new PathMap(Object.entries(files), platform);
  const folders = new PathMap<Set<string>>([], platform);
  const spellings = new PathMap<string>([], platform);
  for (const file of Object.keys(files)) {
    spellings.set(file, file);
    for (let at = file; paths.dirname(at) !== at; at = paths.dirname(at)) {
      const folder = paths.dirname(at);
      const names = folders.get(folder) ?? new Set();
      folders.set(folder, names.add(paths.basename(at)));
      spellings.set(folder, folder);
    }
  }
  return {
    paths,
    read: (file) => texts.get(file),
    isRewritable: (file) => texts.has(file),
    encoding: () => undefined,
    spelled: (file) => spellings.get(file) ?? file,
    kind: (file) => (texts.has(file) ? 'file' : folders.has(file) ? 'folder' : undefined),
    list: (folder) => [...(folders.get(folder) ?? [])].sort(),
    whyUnread: () => undefined,
    realPath: (file) => file,
    isKeptElsewhere: () => false,
    rootOf: () => root,
    shown: (file) => paths.relative(root, file).split(paths.sep).join('/') || '.',
  };
}
