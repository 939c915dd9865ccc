import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import type { FileSource } from '../text/fileSource';
import { decode } from './decode';

/** A file larger than this is no script or template that a person wrote. Bytes. */
const largest = 5 * 1024 * 1024;

/**
 * The files on this machine's disk. What was read is kept, so one instance serves one moment: make a new one for
 * each run of the linter.
 */
export class DiskFiles implements FileSource {
  readonly paths = path;
  private readonly texts = new Map<string, string | undefined>();
  private readonly listings = new Map<string, readonly string[]>();
  private readonly kinds = new Map<string, 'file' | 'folder' | undefined>();
  private readonly ignores = new Map<string, Ignore | undefined>();
  private readonly projectRoots = new Map<string, string>();

  /** @param roots folders above which nothing is looked for, like those of a workspace; else a repository's own */
  constructor(private readonly roots: readonly string[] = []) {}

  read(file: string): string | undefined {
    return cached(this.texts, file, () => (this.kind(file) === 'file' ? readText(file) : undefined));
  }

  kind(file: string): 'file' | 'folder' | undefined {
    return cached(this.kinds, file, () => {
      const stat = statOf(file);
      // macOS and Windows find names in other capitals too; the folder's listing tells how they are spelled.
      if (!stat || !this.isSpelledSo(file)) return undefined;
      return stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : undefined;
    });
  }

  list(folder: string): readonly string[] {
    return cached(this.listings, folder, () => {
      try {
        return readdirSync(folder).sort();
      } catch {
        return [];
      }
    });
  }

  isKeptElsewhere(file: string): boolean {
    const root = this.rootOf(path.dirname(file));
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const rules = cached(this.ignores, folder, () => this.ignoreRules(folder));
      const relative = path.relative(folder, file).split(path.sep).join('/');
      if (rules && relative && !relative.startsWith('..') && rules.ignores(relative)) return true;
      if (folder === root || folder === path.dirname(folder)) return false;
    }
  }

  rootOf(file: string): string {
    return cached(this.projectRoots, file, () => this.findRoot(file));
  }

  private findRoot(file: string): string {
    const given = this.roots.find((root) => file === root || file.startsWith(root + path.sep));
    if (given) return given;
    for (let folder = file; ; folder = path.dirname(folder)) {
      if (statOf(path.join(folder, '.git'))) return folder;
      if (folder === path.dirname(folder)) return file;
    }
  }

  /** What Git ignores below a folder, and the submodules that are named there. */
  private ignoreRules(folder: string): Ignore | undefined {
    const ignored = this.read(path.join(folder, '.gitignore'));
    const modules = this.read(path.join(folder, '.gitmodules'));
    if (ignored === undefined && modules === undefined) return undefined;
    const submodules = [...(modules ?? '').matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)].map(([, at]) => `/${at}`);
    return ignore()
      .add(ignored ?? '')
      .add(submodules);
  }

  private isSpelledSo(file: string): boolean {
    const folder = path.dirname(file);
    if (process.platform === 'linux' || folder === file) return true;
    const names = this.list(folder);
    return names.length === 0 || names.includes(path.basename(file));
  }
}

/** Undefined for what is not there or can't be looked at: below a file, in a loop of links, without the right. */
function statOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

interface Version {
  readonly modified: number;
  readonly size: number;
  readonly text: string | undefined;
}

/** The texts of files as they were read last, for as long as time and size of the file stay the same. */
const versions = new Map<string, Version>();

/** More files than this no pipeline has; then all are read anew. */
const mostVersions = 5000;

function readText(file: string): string | undefined {
  try {
    const { mtimeMs: modified, size } = statSync(file);
    const known = versions.get(file);
    if (known && known.modified === modified && known.size === size) return known.text;
    const text = size > largest ? undefined : decode(readFileSync(file));
    if (versions.size >= mostVersions) versions.clear();
    versions.set(file, { modified, size, text });
    return text;
  } catch {
    return undefined;
  }
}

function cached<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  if (map.has(key)) return map.get(key) as Value;
  const value = make();
  map.set(key, value);
  return value;
}
