import { parseGlob } from '../text/glob';
import type { Glob, GlobSyntax } from '../text/glob';

/** As `.gitignore` is written: https://git-scm.com/docs/gitignore. Capitals do not count, as on macOS and Windows. */
const syntax: GlobSyntax = {
  negations: '!^',
  escapes: true,
  folders: true,
  ignoreCase: true,
  separator: '/',
};

interface Rule {
  readonly glob: Glob;
  /** Whether what matches is taken back. */
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Whether it is about the name alone, wherever that is. */
  readonly anywhere: boolean;
}

/** What is left out below a folder, by rules as in `.gitignore`. Lines that are no rule leave out nothing. */
export class IgnoreRules {
  private readonly rules: readonly Rule[];
  private readonly folders = new Map<string, boolean>();

  constructor(lines: readonly string[]) {
    this.rules = lines.flatMap(readRule);
  }

  /**
   * @param path relative to the folder, with forward slashes
   * @param isFolder whether it is known to be one
   */
  ignores(path: string, isFolder = false): boolean {
    if (!path || path.startsWith('/') || path === '..' || path.startsWith('../')) return false;
    // What is in a folder that is left out cannot be taken back.
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
      if (this.leavesOutFolder(path.slice(0, slash))) return true;
    return isFolder ? this.leavesOutFolder(path) : this.decides(path, false);
  }

  private leavesOutFolder(path: string): boolean {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const decided = this.decides(path, true);
    this.folders.set(path, decided);
    return decided;
  }

  /** The last rule that matches decides. */
  private decides(path: string, isFolder: boolean): boolean {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const rule = this.rules.findLast(
      ({ glob, anywhere, foldersOnly }) => (isFolder || !foldersOnly) && glob.matches(anywhere ? name : path),
    );
    return rule !== undefined && !rule.negated;
  }
}

function readRule(line: string): Rule[] {
  let pattern = withoutTrailingBlanks(line);
  if (!pattern || pattern.startsWith('#')) return [];
  const negated = pattern.startsWith('!');
  if (negated) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith('/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const anywhere = !pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  const glob = pattern ? parseGlob(pattern, syntax) : undefined;
  return glob ? [{ glob, negated, foldersOnly, anywhere }] : [];
}

/** Blanks at the end do not count, unless a backslash stands before them; nor does the `\r` of a line end. */
function withoutTrailingBlanks(line: string): string {
  let end = line.endsWith('\r') ? line.length - 1 : line.length;
  while (end > 0 && line.charAt(end - 1) === ' ' && line.charAt(end - 2) !== '\\') end--;
  return line.slice(0, end);
}

/** A path as a rule that is about itself alone. */
export const ruleOfPath = (path: string): string => `/${path.replace(/[\\*?[\]!#]/g, '\\$&')}`;
