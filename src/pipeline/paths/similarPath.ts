import type { FileSource } from '../../text/fileSource';
import { isForeignFolder } from './skippedFolders';
import { walkFolders } from './walkFolders';

/** Below the base. */
const mostLevels = 3;
const mostFolders = 2000;

/** What there is below a folder, by its name whatever its capitals. Absolute. */
export type NameIndex = ReadonlyMap<string, readonly string[]>;

/** All files and folders of the user's own below a folder, as deep as people look; one walk for any number of names. */
export function namesBelow(base: string, files: FileSource): NameIndex {
  const names = new Map<string, string[]>();
  const enters = (_: string, name: string) => !isForeignFolder(name);
  for (const folder of walkFolders(base, files, { enters, most: mostFolders, levels: mostLevels }))
    for (const entry of files.list(folder.path)) {
      const [name, path] = [entry.toLowerCase(), files.paths.join(folder.path, entry)];
      const known = names.get(name);
      if (known) known.push(path);
      else names.set(name, [path]);
    }
  return names;
}

/**
 * What was probably meant by a path that leads nowhere: the one file or folder of the same name, whatever its
 * capitals, in the same folder or else below the base.
 * @param base the folder in which Packer is started
 * @param written the path as written, relative to the base
 * @returns a path relative to the base with forward slashes, which Packer takes on every system; undefined when
 * there is none or more than one
 */
export function similarPath(
  base: string,
  written: string,
  files: FileSource,
  names: NameIndex = namesBelow(base, files),
): string | undefined {
  const path = files.paths.resolve(base, written);
  const name = files.paths.basename(path).toLowerCase();
  const folder = files.paths.dirname(path);
  const beside = files.list(folder, { like: name }).filter((other) => other.toLowerCase() === name);
  const found = beside.length
    ? beside.map((other) => files.paths.join(folder, other))
    : (names.get(name) ?? []);
  const [only] = found;
  if (!only || found.length > 1) return undefined;
  return files.paths.relative(base, only).split(files.paths.sep).join('/');
}
