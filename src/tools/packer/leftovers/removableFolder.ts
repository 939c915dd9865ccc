import { lstatSync, realpathSync } from 'node:fs';
import type { PlatformPath } from 'node:path';
import path from 'node:path';
import { isBelow, isSamePath, isWithin } from '../../../text/pathKey';
import { folderContents } from './folderContents';
import type { FolderContents } from './folderContents';

/** What is asked of the disk; this machine's own in {@link thisDisk}, made up in tests. */
export interface Disk {
  readonly paths: PlatformPath;
  /** By whose rules names are compared. */
  readonly platform: NodeJS.Platform;
  /** Without following a link; undefined for nothing. */
  kind(file: string): 'folder' | 'link' | 'other' | undefined;
  /** With all links followed; undefined when there is nothing. */
  real(file: string): string | undefined;
  contents(folder: string): FolderContents;
}

const thisDisk: Disk = {
  paths: path,
  platform: process.platform,
  kind(file) {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (stats.isSymbolicLink()) return 'link';
    return stats.isDirectory() ? 'folder' : 'other';
  },
  real(file) {
    try {
      return realpathSync.native(file);
    } catch {
      return undefined;
    }
  },
  contents: folderContents,
};

/** The surroundings of a template. All absolute. */
export interface Surroundings {
  /** The project: its repository or workspace folder. Nothing outside is removed. */
  readonly root: string;
  /** Where Packer was started. */
  readonly cwd: string;
  /** What must stay: the template's own files, and those that it refers to. */
  readonly sources: readonly string[];
}

/** Why a folder is left alone. */
export type Refusal =
  'outside' | 'holds-sources' | 'link' | 'repository' | 'mount' | 'no-folder' | 'too-large';

export type FolderCheck =
  | { readonly path: string; readonly removable: true; readonly contents: FolderContents }
  | { readonly path: string; readonly removable: false; readonly refusal: Refusal }
  | undefined;

/**
 * Whether the folder that a template names as its output may be removed. A template is somebody else's text: it can name
 * any folder, so only one is removed that lies within the project, holds no sources and no repository at any depth, and is
 * reached through no link.
 * @param named as the template names it
 * @returns undefined when there is nothing
 */
export function removableFolder(
  named: string,
  { root, cwd, sources }: Surroundings,
  disk: Disk = thisDisk,
): FolderCheck {
  const { platform } = disk;
  const file = disk.paths.resolve(cwd, named);
  const kind = disk.kind(file);
  if (kind === undefined) return undefined;
  const refuse = (refusal: Refusal): FolderCheck => ({ path: file, removable: false, refusal });
  if (kind === 'link') return refuse('link');
  if (!isBelow(file, root, platform)) return refuse('outside');
  if (kind !== 'folder') return refuse('no-folder');
  if ([cwd, ...sources].some((source) => isWithin(source, file, platform))) return refuse('holds-sources');
  // Both are followed: that the project itself is reached through a link does no harm.
  const [real, realRoot] = [disk.real(file), disk.real(root)];
  if (real === undefined || realRoot === undefined) return refuse('link');
  const straight = disk.paths.join(realRoot, disk.paths.relative(root, file));
  if (!isSamePath(straight, real, platform)) return refuse('link');
  const contents = disk.contents(file);
  if (contents.holds) return refuse(contents.holds === 'sources' ? 'holds-sources' : contents.holds);
  return contents.complete ? { path: file, removable: true, contents } : refuse('too-large');
}
