import type { FileSource } from '../../text/fileSource';
import { parseGlob } from '../../text/glob';
import type { GlobSyntax } from '../../text/glob';
import type { Template } from '../template/template';
import { isNullDevice } from './nullDevice';
import { isForeignFolder } from './skippedFolders';
import { walkFolders } from './walkFolders';
import { otherCase } from './otherCase';
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

/** How many folders above the root of a project are tried for paths that lead back into it. */
const mostAbove = 3;

/**
 * Folders above the root of the project, of which nothing is known but this: a path that leads from there back into the
 * project, like `windows/a.ps1` in a project `windows`, says that Packer is started there.
 */
function foldersAbove(root: string, { paths }: FileSource): string[] {
  const folders: string[] = [];
  for (let folder = paths.dirname(root); folders.length < mostAbove; folder = paths.dirname(folder)) {
    if (folders.at(-1) === folder || folder === root) break;
    folders.push(folder);
  }
  return folders;
}

/** How many folders of a project are looked through for one in which Packer may be started. */
const mostFolders = 1000;

/**
 * Folders of the project beside the template, as those of variants that share it, from which its paths exist and not from
 * any around it: `../common/files` of a template that is built in `debian/10/x86_64`, or all paths that are no default of a
 * variable.
 */
export function variantFolders(template: Template, files: FileSource): string[] {
  // A default is given up with -var, and proves no folder.
  const relative = relativeReferences(template, files).filter(({ value }) => !value.usual);
  const around = candidateFolders(template, files);
  const lost = relative.filter(
    (reference) =>
      !isGlob(reference.value.text) && !around.some((folder) => exists(reference, folder, files)),
  );
  const upward = lost.find(({ value }) => /^\.\.[\\/]/.test(value.text));
  const starts = upward
    ? startsOf(upward.value.text, files.rootOf(template.folder), files)
    : lost.length === relative.length
      ? siblingsOf(template.folder, files)
      : [];
  if (!lost.length || !starts.length) return [];
  const count = (folder: string) => relative.filter((reference) => exists(reference, folder, files)).length;
  const counts = starts.map((folder) => [folder, count(folder)] as const);
  const most = Math.max(...counts.map(([, found]) => found));
  const isMore = upward ? around.every((folder) => count(folder) < most) : most === relative.length;
  return isMore ? counts.filter(([, found]) => found === most).map(([folder]) => folder) : [];
}

const siblingsOf = (folder: string, files: FileSource): string[] => {
  const parent = files.paths.dirname(folder);
  if (folder === files.rootOf(folder) || parent === folder) return [];
  return files
    .list(parent, 'folders')
    .filter((name) => !isForeignFolder(name))
    .map((name) => files.paths.join(parent, name))
    .filter((path) => path !== folder && files.kind(path) === 'folder');
};

/** Folders from which a path exists that leads out of them, into another one. */
function startsOf(written: string, root: string, files: FileSource): string[] {
  const { paths } = files;
  const parts = paths.normalize(written).split(paths.sep);
  const up = parts.filter((part) => part === '..').length;
  const rest = parts.slice(up);
  const folders: { readonly path: string; readonly depth: number }[] = [];
  const enters = (path: string, name: string) => !isForeignFolder(name) && !files.isKeptElsewhere(path);
  for (const { path, below } of walkFolders(root, files, { enters, most: mostFolders }))
    folders.push({ path, depth: below ? below.split('/').length : 0 });
  const holding = folders.filter(({ path }) => files.kind(paths.join(path, ...rest)) !== undefined);
  return holding.flatMap(({ path, depth }) =>
    folders
      .filter(
        (one) =>
          one.depth === depth + up &&
          isWithin(one.path, path, files) &&
          // What it leads to is not a place to start in.
          !isWithin(one.path, paths.join(path, rest[0] ?? ''), files),
      )
      .map((one) => one.path),
  );
}

/** Whether the same is found from all of some folders. */
function leadToTheSame(folders: readonly string[], template: Template, files: FileSource): boolean {
  const found = relativeReferences(template, files).map(({ value }) => value.text);
  const from = (folder: string) =>
    found
      .map((text) => files.paths.resolve(folder, text))
      .filter((path) => files.kind(path) !== undefined)
      .join('\0');
  return new Set(folders.map(from)).size === 1;
}

const relativeReferences = (template: Template, files: FileSource): Reference[] =>
  references(template).filter(({ value }) => !files.paths.isAbsolute(value.text));

/** How many relative paths of a template are found from a folder. */
interface Count {
  readonly folder: string;
  readonly exact: number;
  /** Those included that are spelled in other upper and lower case. */
  readonly any: number;
}

function countFound(template: Template, files: FileSource): Count[] {
  const relative = relativeReferences(template, files);
  const root = files.rootOf(template.folder);
  const folders = [
    ...candidateFolders(template, files).map((folder) => ({ folder, among: relative })),
    ...foldersAbove(root, files).map((folder) => ({
      folder,
      among: relative.filter(({ value }) => isWithin(files.paths.resolve(folder, value.text), root, files)),
    })),
  ];
  const found = folders.map(
    ({ folder, among }) => new Set(among.filter((reference) => exists(reference, folder, files))),
  );
  return folders.map(({ folder, among }, index): Count => {
    const exact = found[index]?.size ?? 0;
    const spelledOtherwise = among.filter(
      (reference) => !found.some((set) => set.has(reference)) && existsInOtherCase(reference, folder, files),
    );
    return { folder, exact, any: exact + spelledOtherwise.length };
  });
}

/**
 * The folder in which Packer has to be started: the one from which most of the template's references exist, and
 * the nearest to the template among equals.
 */
export function baseFolder(template: Template, files: FileSource): string {
  // Of variants that bring files of their own nobody knows which one is built.
  const variants = variantFolders(template, files);
  if (variants[0] !== undefined && leadToTheSame(variants, template, files)) return variants[0];
  const [first, ...others] = countFound(template, files);
  if (!first) return template.folder;
  return others.reduce((best, one) => (isBetter(one, best) ? one : best), first).folder;
}

const isBetter = (one: Count, other: Count): boolean =>
  one.any > other.any || (one.any === other.any && one.exact > other.exact);

/** Whether other paths of the template prove that Packer is started in a folder: from no other are as many found. */
export function isProvenBase(folder: string, template: Template, files: FileSource): boolean {
  const counts = countFound(template, files);
  const own = counts.find((one) => one.folder === folder)?.exact ?? 0;
  return own > 0 && counts.every((one) => one.folder === folder || one.exact < own);
}

/** Whether a path is a folder or lies in it. */
export const isWithin = (path: string, folder: string, { paths }: Pick<FileSource, 'paths'>): boolean =>
  path === folder || path.startsWith(folder.endsWith(paths.sep) ? folder : folder + paths.sep);

/** Whether a reference leads to something when Packer is started in that folder. */
export function exists({ value, expected }: Reference, folder: string, files: FileSource): boolean {
  if (isNullDevice(value.text)) return expected !== 'folder';
  const path = files.paths.resolve(folder, value.text);
  if (isGlob(value.text)) return globExists(path, files);
  return matches(files.kind(path), expected);
}

/** Whether it does so where upper and lower case make no difference. */
export function existsInOtherCase(
  { value, expected }: Reference,
  folder: string,
  files: FileSource,
): boolean {
  if (isGlob(value.text)) return false;
  const spelled = otherCase(files.paths.resolve(folder, value.text), files);
  return spelled !== undefined && matches(files.kind(spelled), expected);
}

const isGlob = (path: string): boolean => /[*?[]/.test(path);

const matches = (kind: ReturnType<FileSource['kind']>, expected: Expected): boolean =>
  kind !== undefined && (expected === 'any' || kind === expected);

/** Packer's media settings take Go's glob patterns in the last part of a path: `*`, `?` and `[...]`. */
function globExists(path: string, files: FileSource): boolean {
  const folder = files.paths.dirname(path);
  // Patterns in the middle of a path are rare; nothing is claimed about them.
  if (/[*?[]/.test(folder)) return true;
  return matchingNames(folder, files.paths.basename(path), files).length > 0;
}

/** As Go's path/filepath.Match takes patterns. On Windows, and so here, a backslash is no escape. */
const goSyntax: GlobSyntax = {
  negations: '^',
  escapes: false,
  folders: false,
  ignoreCase: false,
  separator: '/',
};

/** The names in a folder that match a pattern; none where Go refuses the pattern, which ends the build. */
export function matchingNames(folder: string, pattern: string, files: FileSource): string[] {
  const glob = parseGlob(pattern, goSyntax);
  return glob ? files.list(folder).filter((name) => glob.matches(name)) : [];
}
