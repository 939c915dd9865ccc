import type { PlatformPath } from 'node:path';

/** UTF-16 by its byte order mark; `invalid`: bytes that are no UTF-8, in an encoding that nobody can tell from them. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'invalid';

/** The system does not allow it; not in an encoding of text; more than people write; a name in another encoding. */
export type Unread = 'denied' | 'notText' | 'tooLarge' | 'badFileName' | 'badFolderName';

/** `data`: what ends with .json or .hcl; `starters`: with what builds are started; `like`: a name, whatever its capitals. */
export type WantedNames = 'all' | 'folders' | 'data' | 'starters' | { readonly like: string };

/** All that somebody wants to know of a file: as long as that stays, the rest of its text does not matter to them. */
export interface Excerpt<Result> {
  /** By which it is known in `lint/cache/questions.ts`. */
  readonly kind: 'mentions' | 'values';
  /** Plain data, and sets. @returns undefined for a text that is not looked into */
  readonly of: (text: string, name: string) => Result | undefined;
}

/**
 * The one way in which everything below lint/ sees files: unsaved editor text, a test's made-up files and the
 * disk all look alike. Paths are absolute. Reading is synchronous: real pipelines are a few small files, and a
 * linter without awaits can't see two states of one file.
 */
export interface FileSource {
  /** How paths are written on the machine of these files. */
  readonly paths: PlatformPath;
  /** The file's text, decoded, without a byte order mark; undefined when it can't be read as text. */
  read(path: string): string | undefined;
  /**
   * Whether the text of a file can be changed without changing anything beside: encoded as the file is, it gives the
   * bytes that stand there. Else it is read, and never rewritten.
   */
  isRewritable(path: string): boolean;
  /** How the bytes of a file are text; undefined where that can't be told, as of a text that has no bytes. */
  encoding(path: string): Encoding | undefined;
  /** What stands at the path, following links, as the system finds it: in other capitals, too, where that ignores them. */
  kind(path: string): 'file' | 'folder' | undefined;
  /** The path as the disk spells it, as far as something is there. The same path where the system finds no others. */
  spelled(path: string): string;
  /**
   * Names in a folder, sorted; empty when it can't be listed.
   * @param wanted which of them are looked for: the others may be there or not, and who lists is not told when that changes
   */
  list(folder: string, wanted?: WantedNames): readonly string[];
  /** Why nothing is read or listed of what stands at a path; undefined where it is, or where nothing stands. */
  whyUnread(path: string): Unread | undefined;
  /** The path without links in it; itself where that is not known. */
  realPath(path: string): string;
  /**
   * True for what the repository does not hold itself, and other machines may have: ignored files, submodules; and for what
   * this user may not see.
   */
  isKeptElsewhere(path: string): boolean;
  /**
   * The highest folder that belongs to the same project as a folder: the working copy around it, or else the highest that
   * somebody has opened or asked about.
   */
  rootOf(folder: string): string;
  /** Of files that note what they are asked: see {@link excerptOf}. */
  excerpt?<Result>(path: string, excerpt: Excerpt<Result>): Result | undefined;
  /**
   * How messages name a path: from the folder in which somebody works, with forward slashes, and `.` for that folder. What
   * is said then is the same on every machine.
   */
  shown(path: string): string;
}

/** What a file says of something; undefined where it can't be read as text, or is not looked into. */
export function excerptOf<Result>(
  files: FileSource,
  path: string,
  excerpt: Excerpt<Result>,
): Result | undefined {
  if (files.excerpt) return files.excerpt(path, excerpt);
  const text = files.read(path);
  return text === undefined ? undefined : excerpt.of(text, files.paths.basename(path));
}
