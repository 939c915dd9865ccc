import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { rules as allRules } from '../rules/rules';
import { PathSet } from '../text/pathMap';
import { baselineName, fingerprinted, readBaseline } from './baseline';
import type { Accepted } from './baseline';
import { isOfConfiguration } from './configuration/lintConfigurationFile';
import type { LintResult } from './lintResult';
import { notCheckedId } from './notChecked';
import type { Projects } from './project';

/** A list of accepted findings as it is to be. */
export interface NewList {
  /** Absolute. */
  readonly path: string;
  readonly entries: readonly Accepted[];
  /** How many of them were found now. */
  readonly found: number;
  /** The folder that holds all of the project that has it, where a project says where it is; absolute. */
  readonly root?: string;
}

/** Something else stands where a list of accepted findings is to be written. */
export class NoBaseline extends Error {
  constructor(readonly path: string) {
    super(`${path} is not a list of accepted findings.`);
  }
}

/** Whether something found can be accepted: what was not checked, or is configured wrongly, cannot. */
export const isAcceptable = (finding: Finding): boolean =>
  finding.rule !== notCheckedId && !isOfConfiguration(finding);

/**
 * The lists that accept all that was found. What a list has of files that were not linted, and of rules that were not
 * asked, stays.
 * @param result what was found, without any list
 * @param given the list for all; undefined for those that projects have, or one in the root of each
 * @param rules those that were asked
 * @throws NoBaseline where something else stands in the place of a list
 */
export function acceptFindings(
  { findings, files: linted, suppressed = [] }: LintResult,
  projects: Projects,
  { given, rules = allRules }: { readonly given?: string | undefined; readonly rules?: readonly Rule[] } = {},
): NewList[] {
  const { files } = projects;
  const roots = new Map<string, string>();
  const listOf = (file: string) => {
    if (given !== undefined) return given;
    const root = files.rootOf(files.paths.dirname(file));
    const list = projects.listFor(file) ?? files.paths.join(root, baselineName);
    roots.set(list, root);
    return list;
  };
  // A list that a project names and does not have yet is written, too, where there is nothing to accept in it.
  const wanted = given === undefined ? missingLists(linted, projects) : [given];
  const lists = new Map<string, Finding[]>(wanted.map((path) => [path, []]));
  for (const finding of findings.filter(isAcceptable)) {
    const path = listOf(finding.location.path);
    const others = lists.get(path);
    if (others) others.push(finding);
    else lists.set(path, [finding]);
  }
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  const wasLinted = new PathSet(linted);
  const asked = new Set(rules.map(({ id }) => id));
  return [...lists].map(([path, found]) => {
    const text = files.read(path) ?? '';
    const old = readBaseline(path, text);
    if (!old && (text.trim() || files.kind(path))) throw new NoBaseline(path);
    const others = (old?.entries ?? []).filter(({ rule, file }) => {
      if (!asked.has(rule)) return true;
      const absolute = files.paths.resolve(files.paths.dirname(path), file);
      return !wasLinted.has(absolute) && files.kind(absolute) === 'file';
    });
    const now = fingerprinted(found, all, path, files).map(([, accepted]) => accepted);
    const root = roots.get(path);
    return { path, entries: [...others, ...now], found: now.length, ...(root !== undefined && { root }) };
  });
}

const missingLists = (linted: readonly string[], projects: Projects): string[] => {
  const named = linted.flatMap((file) => projects.ofFile(file).configuration.baseline ?? []);
  return [...new Set(named)].filter((path) => projects.files.kind(path) === undefined);
};
