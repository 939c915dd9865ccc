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
import { judgeFile } from './judgeFile';
import { findSubjects } from './findSubjects';
import type { LintResult } from './lintResult';
import { lintSubject } from './lintSubject';
import { failed, notChecked, notCheckedId } from './notChecked';
import { Projects } from './project';
import type { InsteadOfFound, LintedBy, Project } from './project';
import { keyOf, namedSubject } from './subject';
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
}

/**
 * Lints files and folders: a file must be a template, a Vagrantfile or an answer file; a folder is searched for them.
 * @param paths absolute
 * @param loadReader is asked only where there is a Vagrantfile
 * @throws UnreadablePath when nothing can be read at any of them; else what cannot is among the findings
 */
export async function lintPaths(
  paths: readonly string[],
  files: FileSource,
  rules: readonly Rule[],
  loadReader: () => Promise<VagrantfileReader>,
  { given, instead, baseline, since, whole = false, allowEmpty = true }: LintPathsOptions = {},
): Promise<LintResult> {
  const projects = new Projects(files, { given: () => given, instead, baseline, since });
  const failures: Finding[] = [];
  const tell = (failure: Finding) => void failures.push(failure);
  const tellEmpty = (path: string) => allowEmpty || tell(notChecked(path, nothingToLint));
  const subjects = whole
    ? [...subjectsAtAll(paths, projects, tell)].map(({ subject }) => subject)
    : subjectsOf(paths, projects, tell, tellEmpty);
  const also = paths.map((path) => projects.at(path));
  const folders = paths.filter((path) => files.kind(path) === 'folder');
  const result = await lintSubjects(subjects, projects, rules, loadReader, also, folders);
  const told = new PathSet(failures.map(({ location }) => location.path));
  const others = result.findings.filter(
    ({ rule, location }) => rule !== notCheckedId || !told.has(location.path),
  );
  return { ...result, findings: [...others, ...failures].sort(byPlace) };
}

/** Lints each of some subjects once. @param loadReader as above @param also projects of which something may be wrong, too @param whole folders of which all is linted */
export async function lintSubjects(
  given: Iterable<Subject>,
  projects: Projects,
  rules: readonly Rule[],
  loadReader: () => Promise<VagrantfileReader>,
  also: readonly Project[] = [],
  whole: readonly string[] = [],
): Promise<LintResult> {
  const subjects = new PathMap([...given].map((subject) => [keyOf(subject), subject] as const));
  const configured = new Set(also);
  const failures: Finding[] = [];
  // Several templates lead to one file.
  const unread = new PathMap<Finding>();
  const results: LintResult[] = [];
  const lint = async (subject: Subject) => {
    const project =
      subject.kind === 'template'
        ? projects.ofFolder(subject.template.folder)
        : projects.ofFile(subject.path);
    const reader = subject.kind === 'vagrantfile' ? await loadReader() : undefined;
    try {
      const linted = lintSubject(subject, project, { rules, reader });
      results.push({ findings: linted.findings, files: linted.files });
      failures.push(...linted.failures);
      // Of other files of this computer another user may build.
      for (const one of linted.unread ?? [])
        if (isOf(project, one.location.path)) unread.set(one.location.path, one);
    } catch (error) {
      failures.push(failed(fileOf(subject), error));
    }
    configured.add(project);
  };
  const isLone = ({ kind }: Subject) => kind === 'answerFile';
  for (const subject of subjects.values()) if (!isLone(subject)) await lint(subject);
  // What a template or Vagrantfile says of an answer file, it says better.
  const read = new PathSet(results.flatMap((result) => result.files));
  for (const subject of subjects.values())
    if (isLone(subject) && !read.has(keyOf(subject))) await lint(subject);
  // What the others were linted by counts as checked only where something is wrong with it.
  const configurations = new PathSet(subjects.values().map(keyOf));
  for (const project of configured)
    for (const path of project.configuration.files) {
      if (configurations.has(path)) continue;
      configurations.add(path);
      const { findings, files, failures: ofRules } = lintConfigurationFile(path, project, rules);
      if (findings.length) results.push({ findings, files });
      failures.push(...ofRules);
    }
  const shown = byFile(results, projects, rules, whole);
  return { ...shown, findings: [...shown.findings, ...failures, ...unread.values()].sort(byPlace) };
}

const isOf = ({ root, files }: Project, path: string): boolean => isWithin(path, files.rootOf(root));

/**
 * What stands at some paths: of a template that files of it were named of, the builds of these files; see `partOf`.
 * @param tell takes what could not be read
 * @param tellEmpty takes the folders in which there is nothing to lint
 * @throws UnreadablePath when nothing can be read at any of them
 */
export function subjectsOf(
  paths: readonly string[],
  projects: Projects,
  tell?: (unread: Finding) => void,
  tellEmpty?: (path: string) => void,
): Subject[] {
  const found = new PathMap<{ readonly subject: Subject; readonly parts?: ReadonlySet<string> }>();
  for (const { path, subject } of subjectsAtAll(paths, projects, tell, tellEmpty)) {
    const isFile = projects.files.kind(path) === 'file';
    const known = found.get(keyOf(subject));
    const parts = isFile && (!known || known.parts) ? new Set([...(known?.parts ?? []), path]) : undefined;
    found.set(keyOf(subject), { subject, ...(parts && { parts }) });
  }
  return found
    .values()
    .map(({ subject, parts }) =>
      subject.kind === 'template' && parts
        ? { ...subject, template: partOf(subject.template, parts) }
        : subject,
    );
}

/** All subjects at some paths. @param tell, @param tellEmpty and @throws as above */
function* subjectsAtAll(
  paths: readonly string[],
  projects: Projects,
  tell: (unread: Finding) => void = () => undefined,
  tellEmpty: (path: string) => void = () => undefined,
): Generator<{ readonly path: string; readonly subject: Subject }> {
  const unreadable: UnreadablePath[] = [];
  for (const path of paths)
    try {
      let isEmpty = true;
      for (const subject of subjectsAt(path, projects, tell)) {
        // What configures a lint is nothing to be linted.
        isEmpty &&= isConfigurationFile(keyOf(subject)) && projects.files.kind(path) === 'folder';
        yield { path, subject };
      }
      if (isEmpty) tellEmpty(path);
    } catch (error) {
      if (error instanceof UnreadablePath) unreadable.push(error);
      tell(error instanceof UnreadablePath ? notChecked(path, error.message) : failed(path, error));
    }
  const [first] = unreadable;
  if (first && unreadable.length === paths.length) throw first;
}

/**
 * What can be linted at a path: what a file is part of, or all in a folder.
 * @param tell takes what in the folder could not be read
 * @throws UnreadablePath
 */
function subjectsAt(path: string, projects: Projects, tell: (unread: Finding) => void): Iterable<Subject> {
  const { files } = projects;
  const kind = files.kind(path);
  const name = files.shown(path);
  if (kind === undefined) throw new UnreadablePath(`'${name}' does not exist.`);
  if (kind === 'folder') return findSubjects(path, projects, tell);
  const text = files.read(path);
  const subject = text === undefined ? undefined : namedSubject(path, projects.ofFile(path));
  if (subject) return [subject];
  throw new UnreadablePath(
    text === undefined
      ? `Cannot read '${name}'${unreadReasons[files.whyUnread(path) ?? 'notText']}.`
      : `'${name}' is not a Packer template, Vagrantfile or answer file.`,
  );
}

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

const fileOf = (subject: Subject): string =>
  subject.kind === 'template' ? (subject.template.files[0]?.path ?? subject.template.path) : subject.path;

/** What is shown of each file. @param whole folders of which all was linted */
function byFile(
  results: readonly LintResult[],
  projects: Projects,
  rules: readonly Rule[],
  whole: readonly string[],
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
  const judged = files.map((path) => judgeFile(path, found.get(path) ?? [], projects, rules));
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
