import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { UnreadablePath } from '../lint/lintPaths';
import { isSamePath, nameKey, withoutLongPrefix } from '../text/pathKey';

/** The folder in which the command line was started, as the disk spells it: `cd c:\PROJECTS` does not. Absolute. */
export const workingFolder = (): string => asOnDisk(process.cwd());

/**
 * A path of the command line as the disk spells it. Links stay, as paths in a template start where it was named.
 * @param cwd absolute
 * @returns absolute
 */
export const givenPath = (cwd: string, written: string): string => asOnDisk(path.resolve(cwd, written));

/**
 * The paths that stand on the command line, with patterns such as `*.json` expanded, which cmd and PowerShell leave to the
 * program.
 * @param cwd absolute
 * @returns absolute
 * @throws UnreadablePath when nothing matches a pattern
 */
export const givenPaths = (cwd: string, written: readonly string[]): string[] =>
  written.flatMap((one) => {
    const whole = path.resolve(cwd, withoutLongPrefix(one));
    if (!/[*?]/.test(one) || existsSync(whole)) return [asOnDisk(whole)];
    const { root } = path.parse(whole);
    const found = expand(root, whole.slice(root.length).split(path.sep));
    if (!found.length) throw new UnreadablePath(`Nothing matches '${one}'.`);
    return found.map(asOnDisk);
  });

/** What matches the names of a pattern, in order. @param folder absolute, in which the first of them is */
function expand(folder: string, [first = '', ...rest]: readonly string[]): string[] {
  const names = /[*?]/.test(first) ? namesIn(folder).filter(matcher(first)) : [first];
  const found = names.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
  return rest.length ? found.flatMap((file) => expand(file, rest)) : found;
}

/** As shells do: without what begins with a dot, unless the pattern does. */
function matcher(pattern: string): (name: string) => boolean {
  const source = nameKey(pattern).replace(/[\\^$.*+?()[\]{}|]/g, (sign) => signs[sign] ?? `\\${sign}`);
  const form = new RegExp(`^${source}$`, 'su');
  return (name) => form.test(nameKey(name)) && (pattern.startsWith('.') || !name.startsWith('.'));
}

const signs: Readonly<Record<string, string>> = { '*': '.*', '?': '.' };

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function asOnDisk(given: string): string {
  const file = withoutLongPrefix(given);
  try {
    const real = realpathSync.native(file);
    return isSamePath(real, file) ? real : file;
  } catch {
    // What is not there yet, as a text from standard input: its folder may be.
    const folder = path.dirname(file);
    return isSamePath(folder, file) ? file : path.join(asOnDisk(folder), path.basename(file));
  }
}
