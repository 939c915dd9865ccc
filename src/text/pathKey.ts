import path from 'node:path';
import type { PlatformPath } from 'node:path';

/** How a system compares the names of files, as its usual file systems do. */
interface Naming {
  readonly paths: PlatformPath;
  /** What all spellings of one name have in common. */
  readonly fold: (name: string) => string;
}

const lowerCase = (name: string): string => name.toLowerCase();

/**
 * Sources: learn.microsoft.com/windows/win32/fileio/naming-a-file; Apple File System Guide, "How does Apple File System handle
 * filenames?", for macOS, whose names are also the same however their letters are composed. Other systems take names as bytes.
 */
const namings: Partial<Record<NodeJS.Platform, Naming>> = {
  win32: { paths: path.win32, fold: lowerCase },
  darwin: { paths: path.posix, fold: (name) => lowerCase(name.normalize('NFC')) },
};

const exact: Naming = { paths: path.posix, fold: (name) => name };

const namingOf = (platform: NodeJS.Platform): Naming => namings[platform] ?? exact;

/** Whether a system usually finds a file under other spellings of its name, too. */
export const ignoresSpelling = (platform: NodeJS.Platform = process.platform): boolean =>
  namings[platform] !== undefined;

/** What all spellings of one name of a file or folder have in common. */
export const nameKey = (name: string, platform: NodeJS.Platform = process.platform): string =>
  namingOf(platform).fold(name);

/**
 * What all spellings of one path have in common: VS Code writes `c:\work`, Packer `C:\work`, a template `C:/Work/`. To be
 * compared, never shown or opened. Links are not followed.
 * @param file absolute
 */
export function pathKey(file: string, platform: NodeJS.Platform = process.platform): string {
  const { paths, fold } = namingOf(platform);
  const normal = paths.normalize(paths === path.win32 ? withoutLongPrefix(file) : file);
  const isRoot = normal.length <= paths.parse(normal).root.length;
  return fold(normal.endsWith(paths.sep) && !isRoot ? normal.slice(0, -1) : normal);
}

/** Whether two paths are spellings of the same. */
export const isSamePath = (
  one: string | undefined,
  other: string | undefined,
  platform: NodeJS.Platform = process.platform,
): boolean =>
  one === other ||
  (one !== undefined && other !== undefined && pathKey(one, platform) === pathKey(other, platform));

/** Whether a path is a folder itself, or below it. */
export function isWithin(
  file: string,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): boolean {
  const [inner, outer] = [pathKey(file, platform), pathKey(folder, platform)];
  const { sep } = namingOf(platform).paths;
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

/** Whether a path is below a folder: a folder is not below itself. */
export const isBelow = (
  file: string,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): boolean => isWithin(file, folder, platform) && !isSamePath(file, folder, platform);

/** `\\?\C:\…` and `\\?\UNC\server\…`, by which Windows takes longer paths, as they are usually written. */
export const withoutLongPrefix = (file: string): string =>
  file.replace(/^\\\\\?\\(?:(UNC\\)|(?=[a-z]:))/i, (_, unc?: string) => (unc ? '\\\\' : ''));

/** Whether one of some paths is a spelling of this. */
export const isAmongPaths = (
  file: string,
  files: readonly string[],
  platform: NodeJS.Platform = process.platform,
): boolean => files.some((other) => isSamePath(file, other, platform));

/** A folder and those around it, up to one of them or the root of the file system. */
export function foldersUp(
  folder: string,
  top?: string,
  paths: Pick<PlatformPath, 'dirname'> = path,
): string[] {
  const folders = [folder];
  for (let at = folder; !isSamePath(at, top) && paths.dirname(at) !== at;)
    folders.push((at = paths.dirname(at)));
  return folders;
}
