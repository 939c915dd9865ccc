import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { applyFixes, bulkFix } from '../lint/applyFixes';
import { decode, encodeLike, isRewritable } from '../lint/decode';
import { lintPaths } from '../lint/lintPaths';
import type { GivenOptions } from '../lint/lintPaths';
import { loadReader } from '../lint/loadVagrantfile';
import type { Applicability, Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import type { FileSource } from '../text/fileSource';
import { draftFile } from '../tools/writeFileAtomically';
import type { Draft } from '../tools/writeFileAtomically';

/** Files that are not fixed, with the reason, like `EACCES: …`. */
export type LeftFiles = ReadonlyMap<string, string>;

/**
 * Fixes what is found in files and folders, and below them; other files are linted along, and stay as they are. A fixed
 * file can show what was hidden behind another fix; each round has to leave less to fix.
 * @param paths absolute
 * @param open the files as they are now
 * @param most which fixes are applied
 * @throws UnreadablePath
 */
export async function fixPaths(
  paths: readonly string[],
  open: () => FileSource,
  rules: readonly Rule[],
  most: Applicability,
  options: Partial<GivenOptions> = {},
): Promise<LeftFiles> {
  const left = new Map<string, string>();
  for (let fixable = Infinity; ;) {
    const files = open();
    const { findings } = await lintPaths(paths, files, rules, loadReader, options);
    const fixed = byOneName(
      findings.filter((finding) => mayFix(finding, paths, most)),
      most,
    );
    const remaining = fixed.length;
    if (!remaining || remaining >= fixable) return left;
    fixable = remaining;
    writeFixes(fixed, files, most, left);
  }
}

/** Whether all that a finding's fix changes lies at or below the given paths, whichever links lead there. */
function mayFix(finding: Finding, paths: readonly string[], most: Applicability): boolean {
  const fix = bulkFix(finding, most);
  return fix?.edits.every((edit) => paths.some((given) => isAtOrBelow(edit.path, given))) ?? false;
}

/** Of a file that was linted by several names, through links, only what was found by the first of them. */
function byOneName(findings: readonly Finding[], most: Applicability): Finding[] {
  const names = new Map<string, string>();
  return findings.filter((finding) => {
    const edits = (bulkFix(finding, most)?.edits ?? []).map(
      (edit) => [realPath(edit.path), edit.path] as const,
    );
    if (edits.some(([real, name]) => (names.get(real) ?? name) !== name)) return false;
    for (const [real, name] of edits) names.set(real, name);
    return true;
  });
}

function isAtOrBelow(file: string, given: string): boolean {
  const relative = path.relative(realPath(given), realPath(file));
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

/** What is gone by now is told where it is to be written. */
function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}

/**
 * Writes what the fixes of findings make of their files. A fix that changes several files is in all of them, or in none:
 * all new texts stand on the disk before the first takes its file's place, and where one can't, its fixes are left out.
 * @param files as they were linted: one that is another by now is left
 * @param left is given the files that could not be written; fixes of those in it are left out
 */
export function writeFixes(
  findings: readonly Finding[],
  files: FileSource,
  most: Applicability,
  left: Map<string, string>,
): void {
  const drafts = draftAll(findings, files, most, left);
  // Drafting takes its time; now nothing stands between the last look at each file and its replacement.
  for (const [file, draft] of drafts)
    attempt(file, left, () => {
      if (isAsLinted(file, files)) return draft.commit();
      draft.discard();
      throw new Error(changedMeanwhile);
    });
}

const changedMeanwhile = 'The file was changed while it was being linted.';

function draftAll(
  findings: readonly Finding[],
  files: FileSource,
  most: Applicability,
  left: Map<string, string>,
): Map<string, Draft> {
  for (;;) {
    const known = left.size;
    const usable = findings.filter(
      (finding) => !bulkFix(finding, most)?.edits.some((edit) => left.has(edit.path)),
    );
    const drafts = new Map<string, Draft>();
    for (const [file, text] of applyFixes(usable, (name) => files.read(name), most))
      attempt(file, left, () => {
        if (!isAsLinted(file, files)) throw new Error(changedMeanwhile);
        drafts.set(file, draftFile(file, encodeLike(readFileSync(file), text)));
      });
    if (left.size === known) return drafts;
    for (const draft of drafts.values()) draft.discard();
  }
}

function isAsLinted(file: string, files: FileSource): boolean {
  const bytes = readFileSync(file);
  return isRewritable(bytes) && decode(bytes) === files.read(file);
}

function attempt(file: string, left: Map<string, string>, work: () => void): void {
  try {
    work();
  } catch (error) {
    left.set(file, error instanceof Error ? error.message : String(error));
  }
}
