import type { FileSource } from '../../text/fileSource';
import { isForeignFolder } from './skippedFolders';

const maximumDepth = 3;

/**
 * What was probably meant by a path that leads nowhere: the one file or folder of the same name, whatever its
 * capitals, in the same folder or else below the base.
 * @param base the folder in which Packer is started
 * @param written the path as written, relative to the base
 * @returns a path relative to the base with forward slashes, which Packer takes on every system; undefined when
 * there is none or more than one
 */
export function similarPath(base: string, written: string, files: FileSource): string | undefined {
  const path = files.paths.resolve(base, written);
  const name = files.paths.basename(path).toLowerCase();
  const folder = files.paths.dirname(path);
  const beside = files.list(folder).filter((other) => other.toLowerCase() === name);
  const found = beside.length
    ? beside.map((other) => files.paths.join(folder, other))
    : search(base, name, files, maximumDepth);
  const [only] = found;
  if (!only || found.length > 1) return undefined;
  return files.paths.relative(base, only).split(files.paths.sep).join('/');
}

function search(folder: string, name: string, files: FileSource, depth: number): string[] {
  return files.list(folder).flatMap((entry) => {
    const path = files.paths.join(folder, entry);
    if (entry.toLowerCase() === name) return [path];
    if (depth === 0 || isForeignFolder(entry) || files.kind(path) !== 'folder') return [];
    return search(path, name, files, depth - 1);
  });
}
