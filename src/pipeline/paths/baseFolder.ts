import type { FileSource } from '../../text/fileSource';
import type { Template } from '../template/template';
import type { Expected, Reference } from './references';
import { references } from './references';

/**
 * Packer resolves relative paths against the folder in which it is started, which no template says. These are the
 * folders that it can be: the template's own, then its parents up to the root of the project.
 */
export function candidateFolders(template: Pick<Template, 'folder'>, files: FileSource): string[] {
  const root = files.rootOf(template.folder);
  const folders = [template.folder];
  for (let folder = template.folder; folder !== root;) {
    const parent = files.paths.dirname(folder);
    if (parent === folder) break;
    folders.push((folder = parent));
  }
  return folders;
}

/**
 * The folder in which Packer has to be started: the one from which most of the template's references exist, and
 * the nearest to the template among equals.
 */
export function baseFolder(template: Template, files: FileSource): string {
  const relative = references(template).filter(({ value }) => !files.paths.isAbsolute(value.text));
  let best = template.folder;
  let most = -1;
  for (const folder of candidateFolders(template, files)) {
    const count = relative.filter((reference) => exists(reference, folder, files)).length;
    if (count > most) {
      best = folder;
      most = count;
    }
  }
  return best;
}

/** Whether a reference leads to something when Packer is started in that folder. */
export function exists({ value, expected }: Reference, folder: string, files: FileSource): boolean {
  const path = files.paths.resolve(folder, value.text);
  if (/[*?[]/.test(value.text)) return globExists(path, files);
  return matches(files.kind(path), expected);
}

const matches = (kind: ReturnType<FileSource['kind']>, expected: Expected): boolean =>
  kind !== undefined && (expected === 'any' || kind === expected);

/** Packer's media settings take Go's glob patterns in the last part of a path: `*`, `?` and `[...]`. */
function globExists(path: string, files: FileSource): boolean {
  const folder = files.paths.dirname(path);
  // Patterns in the middle of a path are rare; nothing is claimed about them.
  if (/[*?[]/.test(folder)) return true;
  const pattern = globPattern(files.paths.basename(path));
  return files.list(folder).some((name) => pattern.test(name));
}

/** A pattern of Go's path/filepath.Match for one name, as a regular expression. */
export function globPattern(glob: string): RegExp {
  const source = glob.replace(/\[\^?[^\]]*\]|[*?]|[\\^$.|+(){}[\]]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return part.length > 1 ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
