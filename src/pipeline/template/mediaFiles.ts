import type { EmbeddedText } from '../../text/embeddedText';
import type { FileSource } from '../../text/fileSource';
import { matchingNames } from '../paths/baseFolder';
import { walkFolders } from '../paths/walkFolders';
import { listOf } from '../value';
import type { Value } from '../value';
import { resolvePath } from '../paths/resolvePath';

/** What stands on a medium: a file of the host, a text of the template, or something whose text is not known. */
export type MediaFile = { readonly path: string } | { readonly content: EmbeddedText } | 'unknown';

/** The files of one medium, by their paths on it: lower case, with forward slashes, without one in front. */
export class MediaTree {
  readonly files = new Map<string, MediaFile>();
  /** Texts of the template of which only Packer knows parts; they are `unknown` among the files. */
  readonly partly = new Map<string, EmbeddedText>();
  /** Folders of the host from which files were taken: what Git ignores in them may be there elsewhere. */
  readonly folders: { readonly host: string; readonly prefix: string }[] = [];
  /** Whether nothing else can be on the medium. */
  complete = true;

  add(path: string, file: MediaFile): void {
    const key = mediaPath(path);
    if (key) this.files.set(key, file);
  }
}

/** A path on a medium in the form in which they are compared. */
export const mediaPath = (path: string): string =>
  path
    .toLowerCase()
    .split(/[\\/]+/)
    .filter((part) => part && part !== '.')
    .join('/');

/** How a setting puts folders onto its medium. */
export type Layout =
  /** `floppy_files`: all files of a folder and its folders, side by side. */
  | 'flat'
  /** `cd_files`, `floppy_dirs`: the folder itself with what it holds; of `x/` on a CD only what it holds. */
  | 'tree';

/** Beyond that a folder is no collection of scripts, and nothing is claimed about it. */
const mostFiles = 5000;
const mostFolders = 2000;

/**
 * Puts what a list of host paths names onto a medium, as packer-plugin-sdk's step_create_floppy.go and
 * step_create_cdrom.go do.
 */
export function addHostFiles(
  tree: MediaTree,
  value: Value | undefined,
  layout: Layout,
  baseFolder: string,
  files: FileSource,
): void {
  for (const item of listOf(value)) {
    if (item.kind !== 'string') tree.complete = false;
    else if (item.partial) addUnknown(tree, item.text);
    else if (item.text)
      for (const path of expand(tree, resolvePath(baseFolder, item.text, files), files))
        addPath(tree, path, layout === 'tree' && /[\\/]$/.test(item.text) ? '' : undefined, layout, files);
  }
}

/** The folder is not known, but the name may be: "{{user `answers`}}/Autounattend.xml". */
function addUnknown(tree: MediaTree, text: string): void {
  const name = text.replace(/^.*[\\/]/s, '');
  if (/^[^{}$*?[\]]+\.\w+$/.test(name)) tree.add(name, 'unknown');
  else tree.complete = false;
}

/** A pattern's files; a path without one is itself. */
function expand(tree: MediaTree, path: string, files: FileSource): string[] {
  if (!/[*?[]/.test(path)) return [path];
  const folder = files.paths.dirname(path);
  if (/[*?[]/.test(folder)) {
    tree.complete = false;
    return [];
  }
  const found = matchingNames(folder, files.paths.basename(path), files);
  // Other files that match may be made, or kept, elsewhere.
  if (!found.length) tree.complete = false;
  tree.folders.push({ host: folder, prefix: '' });
  return found.map((name) => files.paths.join(folder, name));
}

/** @param as the folder's name on the medium, when not its own */
function addPath(
  tree: MediaTree,
  path: string,
  as: string | undefined,
  layout: Layout,
  files: FileSource,
): void {
  const name = files.paths.basename(path);
  const kind = files.kind(path);
  if (kind === 'file') tree.add(name, { path });
  // What is not there is another rule's business: with a name like a file's it would be one.
  else if (kind === undefined && /\.\w+$/.test(name)) tree.add(name, 'unknown');
  else if (kind === undefined) tree.complete = false;
  else addFolder(tree, path, layout === 'flat' ? '' : (as ?? name), layout, files);
}

/** All files of a folder and its folders. */
export function addFolder(
  tree: MediaTree,
  folder: string,
  prefix: string,
  layout: Layout,
  files: FileSource,
): void {
  const walk = walkFolders(folder, files, { enters: (_, name) => name !== '.git', most: mostFolders });
  let step = walk.next();
  for (; !step.done; step = walk.next()) {
    const { path, below, files: found } = step.value;
    const place = layout === 'flat' ? '' : [prefix, below].filter(Boolean).join('/');
    tree.folders.push({ host: path, prefix: mediaPath(place) });
    for (const { name, path: file } of found) {
      if (tree.files.size > mostFiles) {
        tree.complete = false;
        return;
      }
      tree.add(place ? `${place}/${name}` : name, { path: file });
    }
  }
  // What is below a link to a folder that was walked already has names that are not in the tree.
  if (step.value.cut || step.value.repeats) tree.complete = false;
}

/** `floppy_content`, `cd_content`, `http_content`: paths on the medium, with their texts. */
export function addContent(tree: MediaTree, value: Value | undefined): void {
  for (const item of listOf(value)) {
    if (item.kind !== 'map') tree.complete = false;
    else
      for (const { name, value: content } of item.entries)
        if (content.kind === 'string' && !content.partial) tree.add(name, { content });
        else {
          tree.add(name, 'unknown');
          if (content.kind === 'string') tree.partly.set(mediaPath(name), content);
        }
  }
}

/** Whether a file that is not on the medium may be there on another machine: Git ignores it in its folder. */
export const mayBeElsewhere = (tree: MediaTree, path: string, files: FileSource): boolean =>
  tree.folders.some(({ host, prefix }) => {
    if (prefix && !path.startsWith(`${prefix}/`)) return false;
    return files.isKeptElsewhere(files.paths.join(host, prefix ? path.slice(prefix.length + 1) : path));
  });
