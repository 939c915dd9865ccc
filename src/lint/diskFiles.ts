import { readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import type { Encoding, FileSource, Unread } from '../text/fileSource';
import { foldersUp, isWithin } from '../text/pathKey';
import { decode, encodingOf, isRewritable } from './decode';
import { DiskSpelling } from './diskSpelling';
import { IgnoreRules, ruleOfPath } from './ignoreRules';
import { RecentMap } from '../text/recentMap';
import { readRegularFile, readVersion } from './regularFile';

/** A file larger than this is no script or template that a person wrote. Bytes. */
const largest = 5 * 1024 * 1024;

/** UTF-16 units of the texts that are kept: those of some hundred templates with their files. */
const mostText = 8_000_000;

/** Of what is asked about paths. */
const mostAnswers = 20_000;

/**
 * The files on this machine's disk. What was read is kept, so one instance serves one moment: make a new one for
 * each run of the linter.
 */
export class DiskFiles implements FileSource {
  readonly paths = path;
  /** Of all texts, also of those that are not kept any more: another one is none of this moment. */
  private readonly versions = new Map<string, string>();
  private readonly texts = new RecentMap<string | undefined>(mostText, weightOf);
  private readonly listings = new Map<string, readonly string[]>();
  private readonly kinds = new RecentMap<'file' | 'folder' | undefined>(mostAnswers);
  private readonly ignores = new Map<string, IgnoreRules | undefined>();
  private readonly tops = new Map<string, string | undefined>();
  private readonly spelling: DiskSpelling;
  private readonly realPaths = new RecentMap<string>(mostAnswers);
  private readonly rewritable = new RecentMap<boolean>(mostAnswers);
  private readonly unread = new Map<string, Unread>();

  /**
   * @param given the folders that somebody has opened or asked about: those of a workspace, the paths of a command line,
   * the working folder. Nothing above them belongs to a project
   * @param cwd the folder in whose terms paths are shown; without one, that of a path's own workspace folder
   */
  constructor(
    private readonly given: readonly string[] = [],
    private readonly cwd?: string,
  ) {
    this.spelling = new DiskSpelling(
      {
        platform: process.platform,
        finds: (file) => statOf(file) !== undefined,
        list: (folder) => this.list(folder),
      },
      given,
    );
  }

  read(file: string): string | undefined {
    return cached(this.texts, file, () => {
      if (this.kind(file) !== 'file') return undefined;
      const { text, unread, version = '' } = readText(file);
      if (unread) this.unread.set(file, unread);
      if ((this.versions.get(file) ?? version) !== version) return undefined;
      this.versions.set(file, version);
      return text;
    });
  }

  encoding(file: string): Encoding | undefined {
    return this.read(file) === undefined ? undefined : readText(file).encoding;
  }

  isRewritable(file: string): boolean {
    // Each finding in a file asks.
    return cached(this.rewritable, file, () => {
      if (this.read(file) === undefined) return false;
      try {
        const bytes = readRegularFile(file, largest);
        return typeof bytes !== 'string' && isRewritable(bytes);
      } catch {
        return false;
      }
    });
  }

  kind(file: string): 'file' | 'folder' | undefined {
    return cached(this.kinds, file, () => {
      const stat = statOf(file, () => this.unread.set(file, 'denied'));
      return stat?.isDirectory() ? 'folder' : stat?.isFile() ? 'file' : undefined;
    });
  }

  spelled(file: string): string {
    return this.spelling.of(file);
  }

  list(folder: string): readonly string[] {
    return cached(this.listings, folder, () => {
      try {
        const names = readdirSync(folder).sort();
        if (names.some((name) => name.includes('\ufffd'))) this.noteBadNames(folder);
        return names;
      } catch (error) {
        if (isDenied(error)) this.unread.set(folder, 'denied');
        return [];
      }
    });
  }

  whyUnread(file: string): Unread | undefined {
    return this.unread.get(file);
  }

  realPath(file: string): string {
    return cached(this.realPaths, file, () => {
      try {
        return realpathSync.native(file);
      } catch {
        return file;
      }
    });
  }

  /** Node decodes names as UTF-8; what was something else leads nowhere. */
  private noteBadNames(folder: string): void {
    for (const entry of readdirSync(folder, { encoding: 'buffer', withFileTypes: true })) {
      const name = entry.name.toString();
      if (!entry.name.equals(Buffer.from(name)))
        this.unread.set(path.join(folder, name), entry.isDirectory() ? 'badFolderName' : 'badFileName');
    }
  }

  isKeptElsewhere(file: string): boolean {
    // What stands in a folder that nobody may look into is not known to be missing.
    const isUnseen = this.kind(file) === undefined && this.whyUnread(file) === 'denied';
    return isUnseen || this.mayBeElsewhere(file, longestChain);
  }

  /** @param links how many links to what is not there may still be followed */
  private mayBeElsewhere(file: string, links: number): boolean {
    const target = links > 0 ? brokenLinkOn(file) : undefined;
    if (target !== undefined)
      return !isWithin(target, this.rootOf(path.dirname(file))) || this.mayBeElsewhere(target, links - 1);
    // What is not there may be a file or a folder; and of a folder in which all is ignored nothing is kept either.
    const names = this.kind(file) === undefined ? [file, file + path.sep, path.join(file, anything)] : [file];
    return names.some((name) => this.isIgnored(file, name));
  }

  /** @param name the path as it may be meant: that of a folder ends with a slash */
  private isIgnored(file: string, name: string): boolean {
    const root = this.rootOf(path.dirname(file));
    return foldersUp(path.dirname(file), root).some((folder) => {
      const rules = cached(this.ignores, folder, () => this.ignoreRules(folder));
      const relative = name.slice(folder.endsWith(path.sep) ? folder.length : folder.length + 1);
      const isFolder = relative.endsWith(path.sep) || (name === file && this.kind(file) === 'folder');
      return rules?.ignores(slashed(relative).replace(/\/$/, ''), isFolder) === true;
    });
  }

  rootOf(file: string): string {
    return this.topOver(file) ?? file;
  }

  shown(file: string): string {
    const from = this.cwd ?? outermost(file, this.given);
    return from === undefined ? file : slashed(path.relative(from, file)) || '.';
  }

  /** The first working copy on the way up to what was given, else the end of that way; of each folder asked for once. */
  private topOver(folder: string): string | undefined {
    return cached(this.tops, folder, () => {
      if (isWorkingCopy(folder) || folder === outermost(folder, this.given)) return folder;
      const parent = path.dirname(folder);
      return parent === folder ? undefined : this.topOver(parent);
    });
  }

  /** What Git ignores below a folder, and the submodules that are named there. */
  private ignoreRules(folder: string): IgnoreRules | undefined {
    const ignored = this.read(path.join(folder, '.gitignore'));
    const modules = this.read(path.join(folder, '.gitmodules'));
    if (ignored === undefined && modules === undefined) return undefined;
    return new IgnoreRules([
      ...(ignored ?? '').split('\n'),
      ...submodulePaths(modules ?? '').map(ruleOfPath),
    ]);
  }
}

const slashed = (name: string): string => name.split(path.sep).join('/');

/** Links that lead to links, to nowhere: longer chains are circles. */
const longestChain = 5;

/** A name that no pattern is written for, but those for all names. */
const anything = '\u{fffd}';

/**
 * Where the first broken link on a path leads, with the rest of the path behind it.
 * @returns undefined where no link on it is broken
 */
function brokenLinkOn(file: string): string | undefined {
  if (statOf(file)) return undefined;
  const parent = path.dirname(file);
  const above = parent === file || statOf(parent) ? undefined : brokenLinkOn(parent);
  if (above !== undefined) return path.join(above, path.basename(file));
  try {
    return path.resolve(parent, readlinkSync(file));
  } catch {
    return undefined;
  }
}

/**
 * What a command line asks about, for {@link DiskFiles}: the working folder and the paths; what is inside of a working
 * copy stands for all of it, as people start tools in a folder of theirs.
 * @param paths absolute
 */
export function givenFolders(cwd: string, paths: readonly string[]): string[] {
  const folders = paths.map((one) => (statOf(one)?.isDirectory() ? one : path.dirname(one)));
  return [...new Set([cwd, ...folders].map((folder) => workingCopyAround(folder) ?? folder))];
}

function workingCopyAround(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (isWorkingCopy(at)) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

/** What version control keeps at the top of a working copy: a folder, or a file in a worktree or submodule of Git. */
const isWorkingCopy = (folder: string): boolean =>
  ['.git', '.hg', '.svn'].some((name) => statOf(path.join(folder, name)));

/** Of some folders the highest that holds another one, or is it. */
const outermost = (folder: string, folders: readonly string[]): string | undefined =>
  folders.filter((one) => isWithin(folder, one)).sort((a, b) => a.length - b.length)[0];
/** Of a `.gitmodules`: the lines `path = …`. */
const submodulePaths = (modules: string): string[] =>
  modules.split('\n').flatMap((line) => {
    const [key = '', ...value] = line.split('=');
    return key.trim() === 'path' && value.length ? [value.join('=').trim()] : [];
  });

/** Undefined for what is not there or can't be looked at: below a file, in a loop of links, without the right. */
function statOf(file: string, denied?: () => void): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    if (isDenied(error)) denied?.();
    return undefined;
  }
}

/** Whether something is there that the system does not let us see, or cannot show; a link that leads nowhere is not. */
function isDenied(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ELOOP' && code !== 'ENAMETOOLONG';
}

interface ReadText {
  readonly text?: string;
  /** Another one where the file was written to. */
  readonly version?: string;
  readonly encoding?: Encoding;
  readonly unread?: Unread;
}

/** The texts of files as they were read last, for as long as time and size of the file stay the same. */
const texts = new RecentMap<ReadText>(mostText, ({ text }) => weightOf(text));

function readText(file: string): ReadText {
  try {
    const known = texts.get(file);
    if (known && known.version === versionOf(statSync(file))) return known;
    const { content, stats } = readVersion(file, largest);
    const read = { ...decoded(content), version: versionOf(stats) };
    texts.set(file, read);
    return read;
  } catch (error) {
    return isDenied(error) ? { unread: 'denied' } : {};
  }
}

const versionOf = ({ mtimeMs, size }: Stats): string => `${mtimeMs} ${size}`;

/** What it takes to keep a text. */
const weightOf = (text: string | undefined): number => (text?.length ?? 0) + 1000;

function decoded(bytes: ReturnType<typeof readRegularFile>): ReadText {
  if (bytes === 'tooLarge') return { unread: 'tooLarge' };
  if (bytes === 'notRegular') return {};
  const text = decode(bytes);
  return text === undefined ? { unread: 'notText' } : { text, encoding: encodingOf(bytes) };
}

function cached<Value>(
  map: Pick<Map<string, Value>, 'has' | 'get'> & { set(key: string, value: Value): unknown },
  key: string,
  make: () => Value,
): Value {
  if (map.has(key)) return map.get(key) as Value;
  const value = make();
  map.set(key, value);
  return value;
}
