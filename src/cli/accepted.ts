import { existsSync } from 'node:fs';
import nodePath from 'node:path';
import { acceptFindings, NoBaseline } from '../lint/acceptFindings';
import type { NewList } from '../lint/acceptFindings';
import { baselineText, readBaseline } from '../lint/baseline';
import type { Accepted } from '../lint/baseline';
import { UnreadablePath } from '../lint/lintPaths';
import type { LintResult } from '../lint/lintResult';
import type { Projects } from '../lint/project';
import type { Rule } from '../rules/rule';
import type { FileSource } from '../text/fileSource';
import { isWithin } from '../text/pathKey';
import { endOfLinks, writeFileAtomically } from '../tools/writeFileAtomically';
import { counted } from '../words/plural';
import { printError } from './print';

/** @throws UnreadablePath where a list of accepted findings is none */
export function checkBaseline(file: string, files: FileSource): void {
  const text = files.read(file);
  if (text === undefined)
    throw new UnreadablePath(`Cannot read '${files.shown(file)}'. Write it with --write-baseline.`);
  if (!readBaseline(file, text))
    throw new UnreadablePath(`'${files.shown(file)}' is not a list of accepted findings.`);
}

/**
 * Accepts all that was found.
 * @param given the list for all; undefined for those of the projects
 * @param rules those that were asked
 * @throws UnreadablePath where a list cannot be written, or something else stands in its place
 */
export function acceptAll(
  result: LintResult,
  projects: Projects,
  given: string | undefined,
  rules: readonly Rule[],
): void {
  for (const { path, entries, found, root } of listsOf(result, projects, given, rules)) {
    if (root !== undefined) checkPlace(path, root, projects.files);
    const folder = nodePath.dirname(path);
    if (!existsSync(folder))
      throw new UnreadablePath(`The folder '${projects.files.shown(folder)}' does not exist.`);
    write(path, entries);
    printError(`boxwright: ${counted(found, 'finding')} accepted in ${projects.files.shown(path)}.`);
  }
}

/**
 * What a project says alone leads to no place outside of it, by no link either.
 * @throws UnreadablePath
 */
function checkPlace(list: string, root: string, files: FileSource): void {
  if (isWithin(endOfLinks(list), files.realPath(root))) return;
  throw new UnreadablePath(
    `The list of accepted findings '${files.shown(list)}' lies outside of the project, so it is not written. Name it with --baseline to write it.`,
  );
}

function listsOf(
  result: LintResult,
  projects: Projects,
  given: string | undefined,
  rules: readonly Rule[],
): NewList[] {
  try {
    return acceptFindings(result, projects, { given, rules });
  } catch (error) {
    if (!(error instanceof NoBaseline)) throw error;
    const name = projects.files.shown(error.path);
    throw new UnreadablePath(`'${name}' is not a list of accepted findings, so it is not replaced.`);
  }
}

/** Takes what was not found again out of the lists, or says how that is done. */
export function tellGone({ gone }: LintResult, files: FileSource, prune: boolean): void {
  if (prune && !gone?.size)
    printError(
      'boxwright: No accepted findings removed. What is gone is known only if the folder of the list is linted as a whole.',
    );
  for (const [list, entries] of gone ?? []) {
    if (!entries.length) {
      if (prune)
        printError(`boxwright: No accepted findings removed from ${files.shown(list)}: all are still found.`);
      continue;
    }
    const number = counted(entries.length, 'accepted finding');
    if (prune) {
      const fingerprints = new Set(entries.map(({ fingerprint }) => fingerprint));
      const { entries: all = [] } = readBaseline(list, files.read(list) ?? '') ?? {};
      write(
        list,
        all.filter(({ fingerprint }) => !fingerprints.has(fingerprint)),
      );
    }
    printError(
      prune
        ? `boxwright: ${number} removed from ${files.shown(list)}.`
        : `boxwright: ${number} in ${files.shown(list)} not found any more. Remove with --prune-baseline.`,
    );
  }
}

const write = (list: string, entries: readonly Accepted[]): void =>
  writeFileAtomically(list, baselineText(entries));
