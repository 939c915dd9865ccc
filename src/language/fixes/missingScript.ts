import { references } from '../../pipeline/paths/references';
import type { Reference } from '../../pipeline/paths/references';
import { isWithin } from '../../pipeline/paths/baseFolder';
import { otherCase } from '../../pipeline/paths/otherCase';
import type { Template } from '../../pipeline/template/template';
import type { FileSource } from '../../text/fileSource';
import { isSameLocation } from '../../text/location';
import type { Location } from '../../text/location';

/** A script that a template names and that can be made. */
export interface MissingScript {
  /** Absolute. */
  readonly path: string;
  readonly content: string;
}

/** What a new script begins with: it ends at the first command that fails, which Packer then reports. */
const beginnings: readonly { readonly name: RegExp; readonly content: string }[] = [
  { name: /\.ps1$/i, content: "$ErrorActionPreference = 'Stop'\n" },
  { name: /\.(cmd|bat)$/i, content: '@echo off\r\n' },
  { name: /\.(sh|bash)$/i, content: '#!/bin/sh\nset -e\n' },
];

/**
 * The script that stands at a place of a template and does not exist, where it may be made: inside the project, and where
 * nothing is that could be meant.
 * @param at the place of its path
 * @param cwd the folder in which Packer is started; absolute
 */
export function missingScript(
  template: Template,
  at: Location,
  cwd: string,
  files: FileSource,
): MissingScript | undefined {
  const reference = references(template).find(({ value }) => isSameLocation(value.location, at));
  if (!reference || !isScript(reference)) return undefined;
  const { text } = reference.value;
  // Of a value that can be another one tomorrow, of a pattern, and of a path of Windows elsewhere, no file is meant.
  if (reference.value.usual || /[*?[\]]/.test(text)) return undefined;
  if (files.paths.sep === '/' && /\\|^[a-z]:/i.test(text)) return undefined;
  const path = files.paths.resolve(cwd, text);
  return isFree(path, files.rootOf(template.folder), files)
    ? { path, content: beginnings.find(({ name }) => name.test(text))?.content ?? '' }
    : undefined;
}

const isScript = ({ setting, expected, value }: Reference): boolean =>
  expected !== 'folder' &&
  (/^scripts?$/.test(setting) || beginnings.some(({ name }) => name.test(value.text)));

/** Whether a file can be made without touching anything: also not where links lead out, or under other capitals. */
function isFree(path: string, root: string, files: FileSource): boolean {
  if (!isWithin(path, root, files) || files.kind(path) || otherCase(path, files) !== undefined) return false;
  let folder = files.paths.dirname(path);
  while (!files.kind(folder)) folder = files.paths.dirname(folder);
  return files.kind(folder) === 'folder' && isWithin(files.realPath(folder), files.realPath(root), files);
}
