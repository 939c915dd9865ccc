import { parseJson } from '../../syntax/json/parseJson';
import type { FileSource } from '../../text/fileSource';
import { candidateFolders } from '../paths/baseFolder';
import { isSkippedFolder } from '../paths/skippedFolders';
import type { Template } from './template';
import { isAutomatic } from './templateFiles';

/** Files near a template that set variables. Absolute. */
export interface VariableFiles {
  /** Those that Packer takes by itself. */
  readonly automatic: readonly string[];
  /** Those that it takes when it is told to. */
  readonly others: readonly string[];
}

/** More names than this are not looked at: in a folder that large nobody keeps his variables. */
const mostNames = 500;

/** A larger file sets no variables. UTF-16 units. */
const largest = 100_000;

/**
 * Looks for files that can be given with `-var-file`: beside the template and one folder below, and in the folders above
 * it up to the root of the project. A plain JSON file counts when it is an object of values that sets a variable which
 * the template declares.
 * @param declared the names of the template's variables
 */
export function findVariableFiles(
  template: Template,
  files: FileSource,
  declared: readonly string[],
): VariableFiles {
  const names = (folder: string) =>
    files
      .list(folder, 'data')
      .filter((name) => /\.(json|hcl)$/i.test(name))
      .slice(0, mostNames);
  const below = files
    .list(template.folder, 'folders')
    .slice(0, mostNames)
    .filter((name) => !name.startsWith('.') && !isSkippedFolder(name))
    .map((name) => files.paths.join(template.folder, name))
    .filter((path) => files.kind(path) === 'folder');
  const [own = template.folder, ...above] = candidateFolders(template, files);
  const found = [own, ...below, ...above].flatMap((folder) =>
    names(folder).map((name) => files.paths.join(folder, name)),
  );
  const isHcl = template.dialect === 'hcl2';
  const { path: given, folder } = template;
  const isTaken = (path: string) =>
    isHcl && given === folder && files.paths.dirname(path) === folder && isAutomatic(path);
  const automatic = found.filter(isTaken);
  return {
    automatic,
    others: found.filter(
      (path) =>
        !isTaken(path) &&
        (isHcl && /\.pkrvars\.(hcl|json)$/i.test(path)
          ? files.kind(path) === 'file'
          : /\.json$/i.test(path) && !/\.pkr\.json$/i.test(path) && setsVariable(files.read(path), declared)),
    ),
  };
}

function setsVariable(text: string | undefined, declared: readonly string[]): boolean {
  if (text === undefined || text.length > largest || !declared.some((name) => text.includes(`"${name}"`)))
    return false;
  const { root } = parseJson(text);
  if (root?.kind !== 'object') return false;
  const isScalar = (kind: string | undefined) => kind !== undefined && kind !== 'object' && kind !== 'array';
  return (
    root.properties.every(({ value }) => isScalar(value?.kind)) &&
    root.properties.some(({ name }) => declared.includes(name.value))
  );
}
