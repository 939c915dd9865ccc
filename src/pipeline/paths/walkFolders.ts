import type { FileSource } from '../../text/fileSource';

/** A folder that a walk comes to. */
export interface WalkedFolder {
  readonly path: string;
  /** Its place below the first one, with forward slashes; empty for that itself. */
  readonly below: string;
  readonly files: readonly { readonly name: string; readonly path: string }[];
}

interface WalkOptions {
  /** Whether a folder in it is gone into, and so on. */
  readonly enters: (path: string, name: string) => boolean;
  /** After so many folders the walk ends. */
  readonly most: number;
  /** How many folders below the first one it goes down. */
  readonly levels?: number;
}

/** How a walk ended. */
export interface WalkEnd {
  /** Why it did not come to all folders: there were more than it may come to, or some lie too deep. */
  readonly cut: 'count' | 'depth' | undefined;
  /** Whether it has passed over links to where it has been, or to a folder around it: below them all comes again. */
  readonly repeats: boolean;
}

interface Open {
  readonly path: string;
  /** The path without links. */
  readonly real: string;
  readonly below: string;
  readonly level: number;
}

/** Deeper no project goes. What is asked of each folder costs what its path is long, for each folder on that path. */
export const deepest = 100;

/**
 * Walks a folder and those in it, each once, however many links lead there, and links last, so that what is there without a
 * link is known by its own path. A link out of the first folder is followed, but not to one around it.
 */
export function* walkFolders(
  start: string,
  files: FileSource,
  { enters, most, levels = Infinity }: WalkOptions,
): Generator<WalkedFolder, WalkEnd> {
  const real = files.realPath(start);
  const seen = new Set(ancestorsOf(real, files));
  const open: Open[] = [{ path: start, real, below: '', level: 0 }];
  const links: Open[] = [];
  let repeats = false;
  let isTooDeep = false;
  for (let count = 0; ; count++) {
    let next = open.pop() ?? links.shift();
    while (next && seen.has(next.real)) {
      repeats = true;
      next = open.pop() ?? links.shift();
    }
    if (!next) return { cut: isTooDeep ? 'depth' : undefined, repeats };
    if (count === most) return { cut: 'count', repeats };
    seen.add(next.real);
    const { path: folder, below, level } = next;
    const found: WalkedFolder['files'][number][] = [];
    const inner: Open[] = [];
    for (const name of files.list(folder)) {
      const path = files.paths.join(folder, name);
      const kind = files.kind(path);
      if (kind === 'file') found.push({ name, path });
      else if (kind === 'folder' && level < levels && enters(path, name)) {
        if (level >= deepest) {
          isTooDeep = true;
          continue;
        }
        const one = {
          path,
          real: files.realPath(path),
          below: below ? `${below}/${name}` : name,
          level: level + 1,
        };
        (one.real === files.paths.join(next.real, name) ? inner : links).push(one);
      }
    }
    yield { path: folder, below, files: found };
    for (const one of inner.reverse()) open.push(one);
  }
}

/** The folders around one. */
function* ancestorsOf(folder: string, { paths }: FileSource): Generator<string> {
  for (let at = folder; at !== paths.dirname(at);) yield (at = paths.dirname(at));
}
