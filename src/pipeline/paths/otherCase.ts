import type { FileSource } from '../../text/fileSource';

/**
 * What stands at a path where upper and lower case make no difference, as on Windows and most Macs.
 * @returns the path as it is spelled there; undefined where there is nothing, or more than one thing
 */
export function otherCase(path: string, files: FileSource): string | undefined {
  if (files.kind(path)) return path;
  const parent = files.paths.dirname(path);
  const folder = parent === path ? undefined : otherCase(parent, files);
  if (folder === undefined) return undefined;
  const name = files.paths.basename(path).toLowerCase();
  const [only, ...others] = files.list(folder, { like: name }).filter((one) => one.toLowerCase() === name);
  return only === undefined || others.length ? undefined : files.paths.join(folder, only);
}
