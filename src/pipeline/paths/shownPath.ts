import type { FileSource } from '../../text/fileSource';
import { isWithin } from './baseFolder';

/**
 * A path of a template as messages name it: as it is written; but one that `path.root` or `{{template_dir}}` has made
 * absolute from the working folder, as it is another one on every machine.
 * @param folder the template's
 */
export function shownPath(path: string, folder: string, files: FileSource): string {
  const { paths } = files;
  if (!paths.isAbsolute(path)) return path;
  const resolved = paths.resolve(path);
  const isMade = isWithin(path, folder, files) || isWithin(resolved, files.rootOf(folder), files);
  return isMade ? files.shown(resolved) : path;
}
