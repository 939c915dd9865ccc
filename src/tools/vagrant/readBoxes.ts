import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { boxesFolder } from './vagrantHome';

/** A box on this machine: one version of a name, for one provider and perhaps one architecture. */
export interface Box {
  readonly name: string;
  /** `0` for a box that was added from a file without a version. */
  readonly version: string;
  readonly provider: string;
  /** Undefined before Vagrant 2.4 and for boxes that name none. */
  readonly architecture: string | undefined;
  readonly folder: string;
  /** Whether it was added from a catalog, which can have newer versions. */
  readonly fromCatalog: boolean;
}

/**
 * Reads the boxes from disk, in a hundredth of the time that `vagrant box list` takes. The layout is
 * `<name>/<version>/<provider>/metadata.json`, since Vagrant 2.4 also `<name>/<version>/<architecture>/<provider>/`
 * (hashicorp/vagrant lib/vagrant/box_collection.rb); both can stand side by side.
 * @param home the folder of vagrantHome()
 * @returns sorted by name, then by version, the newest first; empty when there are none
 */
export function readBoxes(home: string): Box[] {
  const boxes: Box[] = [];
  for (const nameFolder of folders(boxesFolder(home))) {
    const name = boxName(nameFolder.name);
    const fromCatalog = nameFolder.has('metadata_url');
    for (const version of folders(nameFolder.path))
      for (const child of folders(version.path)) {
        const found = { name, version: version.name, fromCatalog };
        if (child.has('metadata.json'))
          boxes.push({ ...found, provider: child.name, architecture: undefined, folder: child.path });
        else
          for (const provider of folders(child.path))
            if (provider.has('metadata.json'))
              boxes.push({
                ...found,
                provider: provider.name,
                architecture: child.name,
                folder: provider.path,
              });
      }
  }
  return boxes.sort(
    (a, b) =>
      a.name.localeCompare(b.name, 'en') ||
      compareVersions(b.version, a.version) ||
      a.provider.localeCompare(b.provider, 'en') ||
      (a.architecture ?? '').localeCompare(b.architecture ?? '', 'en'),
  );
}

/** Whether there is a box, without a look into each. @param home the folder of vagrantHome() */
export const hasBoxes = (home: string): boolean => folders(boxesFolder(home)).length > 0;

/** Folder names stand for box names with what a file system does not take written out. */
const boxName = (folder: string): string =>
  folder.replaceAll('-VAGRANTSLASH-', '/').replaceAll('-VAGRANTCOLON-', ':');

interface Folder {
  readonly name: string;
  readonly path: string;
  has(file: string): boolean;
}

/** The folders in a folder, without hidden ones; Vagrant keeps what it is unpacking in those. */
function folders(parent: string): Folder[] {
  return entries(parent).flatMap((entry) => {
    if (entry.name.startsWith('.') || !(entry.isDirectory() || entry.isSymbolicLink())) return [];
    const folder = path.join(parent, entry.name);
    return [
      {
        name: entry.name,
        path: folder,
        has: (file) => existsSync(path.join(folder, file)),
      },
    ];
  });
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not there, not a folder, not readable: no boxes can be told of.
    return [];
  }
}

/** Versions as RubyGems orders them, as far as boxes use it: numbers by value, words before numbers. */
export function compareVersions(a: string, b: string): number {
  const left = a.split(/[.-]/);
  const right = b.split(/[.-]/);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x = '0', y = '0'] = [left[i], right[i]];
    const [numericX, numericY] = [/^\d+$/.test(x), /^\d+$/.test(y)];
    if (numericX !== numericY) return numericX ? 1 : -1;
    const order = numericX ? Number(x) - Number(y) : x.localeCompare(y, 'en');
    if (order) return order;
  }
  return 0;
}
