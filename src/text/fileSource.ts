import type { PlatformPath } from 'node:path';

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
  /** What stands at the path, following links. Names are compared exactly, also where the platform does not. */
  kind(path: string): 'file' | 'folder' | undefined;
  /** Names in a folder, sorted; empty when it can't be listed. */
  list(folder: string): readonly string[];
  /** True for what the repository does not hold itself, and other machines may have: ignored files, submodules. */
  isKeptElsewhere(path: string): boolean;
  /** The highest folder that belongs to the same project as the path: its repository or workspace folder. */
  rootOf(path: string): string;
}
