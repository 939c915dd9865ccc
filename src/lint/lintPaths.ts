import { partOf } from '../pipeline/template/partOf';
import type { GivenValues } from '../pipeline/template/readTemplate';
import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import type { FileSource, Unread } from '../text/fileSource';
import type { Accepted } from './baseline';
import { byPlace } from './byPlace';
import { isConfigurationFile } from './configuration/configurationFile';
import { lintConfigurationFile } from './configuration/lintConfigurationFile';
import type { Remember, ResultCache } from './cache/resultCache';
import { judgeFile } from './judgeFile';
import { findCandidates, findSubjects, readCandidate } from './findSubjects';
import type { LintResult } from './lintResult';
import { LintRun } from './lintRun';
import { failed, notChecked, notCheckedId } from './notChecked';
import { Projects } from './project';
import type { InsteadOfFound, LintedBy, Project } from './project';
import { keyOf, namedSubject, subjectAt } from './subject';
import type { Subject } from './subject';
import { isWithin } from '../text/pathKey';
import { PathMap, PathSet } from '../text/pathMap';

const nothingToLint =
  'There is no Packer template, Vagrantfile or answer file here that boxwright.json and Git do not ignore.';

/** A path that can't be linted, with the reason in a sentence. */
export class UnreadablePath extends Error {}

/** How templates are read, and by which configuration. */
export interface GivenOptions {
  /** Values of variables for all of them. */
  readonly given: GivenValues;
  /** In place of every boxwright.json. */
  readonly instead?: InsteadOfFound | undefined;
  /** The list of accepted findings; see `Projects`. */
  readonly baseline?: LintedBy['baseline'];
  /** What was found in an earlier state; see `Projects`. */
  readonly since?: LintedBy['since'];
}

interface LintPathsOptions extends Partial<GivenOptions> {
  /** Whether a file that is part of a template stands for all of it, and not only for its own builds. */
  readonly whole?: boolean;
  /** Whether there may be nothing to lint at a path. */
  readonly allowEmpty?: boolean;
  /** What earlier lints came to; it stands for the files, too. */
  readonly cache?: ResultCache | undefined;
}

/**
 * Lints files and folders: a file must be a template, a Vagrantfile or an answer file; a folder is searched for them.
 * @param paths absolute
 * @param loadReader is asked only where there is a Vagrantfile
 * @throws UnreadablePath when nothing can be read at any of them; else what cannot is among the findings
 */
export async function lintPaths(
  paths: readonly string[],
  sources: FileSource,
  rules: readonly Rule[],
  loadReader: () => Promise<VagrantfileReader>,
  options: LintPathsOptions = {},
): Promise<LintResult> {
  const { given, instead, baseline, since, whole = false, allowEmpty = true, cache } = options;
  const files = cache?.files ?? sources;
  const projects = new Projects(files, { given: () => given, instead, baseline, since }, cache?.files.once);
  const failures: Finding[] = [];
  const tell = (failure: Finding) => void failures.push(failure);
  const unreadable: UnreadablePath[] = [];
  const tellFailure = (path: string, error: unknown) => {
    if (error instanceof UnreadablePath) unreadable.push(error);
    tell(error instanceof UnreadablePath ? notChecked(path, error.message) : failed(path, error));
  };
  const run = new LintRun({ projects, rules, loadReader, remember: cache?.remember });
  const folders = paths.filter((path) => files.kind(path) === 'folder');
  const named = new PathMap<string[]>();
  for (const path of paths)
    if (folders.includes(path)) {
      const isEmpty = !(await lintFolder(path, run, projects, tell, cache?.remember));
      if (isEmpty && !allowEmpty) tell(notChecked(path, nothingToLint));
    } else
      try {
        const key = keyOfNamed(path, projects, cache?.remember);
        run.reserve(key);
        named.set(key, [...(named.get(key) ?? []), path]);
      } catch (error) {
        tellFailure(path, error);
      }
  for (const [key, own] of named) {
    if (run.has(key)) continue;
    const [path = key] = own;
    const parts = whole ? undefined : new Set(own);
    const name = `named ${path}${parts ? [...parts].sort().join('\0') : ''}`;
    const onFailure = (error: unknown) => tellFailure(path, error);
    const read = (project: Project) => {
      const subject = namedSubject(path, project);
      return subject && parts ? partOfSubject(subject, parts) : subject;
    };
    const hasFailed = unreadable.length + failures.length;
    const isSubject = await run.lint({ key, path, name, read, onFailure });
    if (isSubject || hasFailed < unreadable.length + failures.length) continue;
    for (const one of own) tellFailure(one, nothingAt(one, files));
  }
  const [first] = unreadable;
  if (first && unreadable.length === paths.length) throw first;
  const also = paths.map((path) => projects.at(path));
  const result = await finish(run, projects, rules, also, folders);
  const told = new PathSet(failures.map(({ location }) => location.path));
  const others = result.findings.filter(
    ({ rule, location }) => rule !== notCheckedId || !told.has(location.path),
  );
  return { ...result, findings: [...others, ...failures].sort(byPlace) };
}

/** Lints all in a folder, each file when it is found. @returns whether there is something */
async function lintFolder(
  folder: string,
  run: LintRun,
  projects: Projects,
  tell: (failure: Finding) => void,
  remember: Remember | undefined,
): Promise<boolean> {
  let isEmpty = true;
  for (const { path, key } of findCandidates(folder, projects, tell, remember)) {
    const isSubject =
      run.has(key) ||
      (await run.lint({
        key,
        path,
        name: `at ${path}`,
        read: (project) => subjectAt(path, project),
        onFailure: (error) => tell(failed(path, error)),
      }));
    // What configures a lint is nothing to be linted.
    if (isSubject && !isConfigurationFile(key)) isEmpty = false;
  }
  return !isEmpty;
}

/** @throws UnreadablePath */
function keyOfNamed(path: string, projects: Projects, remember: Remember | undefined): string {
  const { files } = projects;
  const name = files.shown(path);
  if (files.kind(path) === undefined) throw new UnreadablePath(`'${name}' does not exist.`);
  const { key, isText, whyUnread = 'notText' } = readCandidate(path, projects, remember);
  if (!isText) throw new UnreadablePath(`Cannot read '${name}'${unreadReasons[whyUnread]}.`);
  return key;
}

/** Lints some subjects. @param loadReader as above */
export async function lintSubjects(
  subjects: Iterable<Subject>,
  projects: Projects,
  rules: readonly Rule[],
  loadReader: () => Promise<VagrantfileReader>,
): Promise<LintResult> {
  const run = new LintRun({ projects, rules, loadReader });
  for (const subject of subjects) {
    const key = keyOf(subject);
    const path = subject.kind === 'template' ? (subject.template.files[0]?.path ?? key) : key;
    await run.lint({ key, path, name: key, read: () => subject, onFailure: () => undefined });
  }
  return finish(run, projects, rules, [], []);
}

/**
 * @param also projects of which something may be wrong, too
 * @param whole folders of which all was linted
 */
async function finish(
  run: LintRun,
  projects: Projects,
  rules: readonly Rule[],
  also: readonly Project[],
  whole: readonly string[],
): Promise<LintResult> {
  await run.lintAnswerFiles();
  const results: LintResult[] = run.results;
  const failures = run.results.flatMap((outcome) => outcome.failures);
  // Several templates lead to one file.
  const unread = new PathMap(
    run.results.flatMap((outcome) => outcome.unread.map((one) => [one.location.path, one] as const)),
  );
  // What the others were linted by counts as checked only where something is wrong with it.
  const configurations = new PathSet(run.keys);
  for (const project of new Set([...also, ...run.projects]))
    for (const path of project.configuration.files) {
      if (configurations.has(path)) continue;
      configurations.add(path);
      const { findings, files, failures: ofRules } = lintConfigurationFile(path, project, rules);
      if (findings.length) results.push({ findings, files });
      failures.push(...ofRules);
    }
  const suppressing = new PathSet(run.results.flatMap((outcome) => outcome.suppressing));
  const shown = byFile(results, projects, rules, whole, suppressing);
  return { ...shown, findings: [...shown.findings, ...failures, ...unread.values()].sort(byPlace) };
}

/**
 * All that stands at some paths: what a file is part of, or all in a folder.
 * @throws UnreadablePath when nothing can be read at any of them
 */
export function* subjectsAt(paths: readonly string[], projects: Projects): Generator<Subject> {
  const unreadable: UnreadablePath[] = [];
  for (const path of paths)
    if (projects.files.kind(path) === 'folder') yield* findSubjects(path, projects, () => undefined);
    else
      try {
        keyOfNamed(path, projects, undefined);
        const subject = namedSubject(path, projects.ofFile(path));
        if (!subject) throw nothingAt(path, projects.files);
        yield partOfSubject(subject, new Set([path]));
      } catch (error) {
        if (error instanceof UnreadablePath) unreadable.push(error);
      }
  const [first] = unreadable;
  if (first && unreadable.length === paths.length) throw first;
}

const nothingAt = (path: string, files: FileSource): UnreadablePath =>
  new UnreadablePath(`'${files.shown(path)}' is not a Packer template, Vagrantfile or answer file.`);

/** Of a template that files of it were named of, the builds of these files; see `partOf`. */
const partOfSubject = (subject: Subject, parts: ReadonlySet<string>): Subject =>
  subject.kind === 'template' ? { ...subject, template: partOf(subject.template, parts) } : subject;

/** Of files and folders those that can be linted and that boxwright.json does not ignore; what does not exist stays. */
export function knownPaths(paths: readonly string[], files: FileSource): string[] {
  const projects = new Projects(files);
  return paths.filter((path) => {
    if (files.kind(path) !== 'file') return true;
    const project = projects.ofFile(path);
    return !project.configuration.leavesOut(path) && namedSubject(path, project) !== undefined;
  });
}

const unreadReasons: Readonly<Record<Unread, string>> = {
  denied: ': the system does not allow it',
  notText: ' as text',
  tooLarge: ', which is larger than 5 MB',
  badFileName: ', whose name is not in UTF-8',
  badFolderName: ', whose name is not in UTF-8',
};

/**
 * What is shown of each file.
 * @param whole folders of which all was linted @param suppressing files to look at where nothing was found, too
 */
function byFile(
  results: readonly LintResult[],
  projects: Projects,
  rules: readonly Rule[],
  whole: readonly string[],
  suppressing: PathSet,
): LintResult {
  const found = new PathMap<Finding[]>();
  for (const path of results.flatMap((result) => result.files)) found.set(path, []);
  for (const finding of results.flatMap(({ findings }) => findings)) {
    const { path } = finding.location;
    const inFile = found.get(path);
    if (inFile) inFile.push(finding);
    else found.set(path, [finding]);
  }
  const files = found.keys();
  // A list of which nothing is found any more is used, too.
  for (const path of files) projects.baselineOf(path);
  const judged = [...found]
    .filter(([path, inFile]) => inFile.length || suppressing.has(path))
    .map(([path, inFile]) => judgeFile(path, inFile, projects, rules));
  return {
    findings: judged.flatMap(({ findings }) => findings),
    files,
    suppressed: judged.flatMap(({ suppressed }) => suppressed),
    gone: goneOf(projects, files, rules, whole),
  };
}

/**
 * What is accepted and was not found again, in files that were linted or that are no more. Where all that a list is about
 * was not linted, that is not known: another template can lead to the same script.
 * @param whole folders of which all was linted
 */
function goneOf(
  projects: Projects,
  linted: readonly string[],
  rules: readonly Rule[],
  whole: readonly string[],
): Map<string, readonly Accepted[]> {
  const { files } = projects;
  const gone = new Map<string, readonly Accepted[]>();
  const asked = new Set(rules.map(({ id }) => id));
  const wasLinted = new PathSet(linted);
  for (const baseline of projects.usedBaselines) {
    const { path } = baseline;
    if (path === undefined || !whole.some((folder) => isWithin(path, folder))) continue;
    const entries = baseline.gone(({ rule, file }) => {
      const absolute = files.paths.resolve(files.paths.dirname(path), file);
      return asked.has(rule) && (wasLinted.has(absolute) || files.kind(absolute) === undefined);
    });
    gone.set(path, entries);
  }
  return gone;
}
