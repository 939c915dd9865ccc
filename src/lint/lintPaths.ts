import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import type { FileSource } from '../text/fileSource';
import { fileFindings } from './fileFindings';
import { findSubjects } from './findSubjects';
import type { LintResult } from './lintResult';
import { lintSubject } from './lintSubject';
import { Projects } from './project';
import { keyOf, subjectAt } from './subject';
import type { Subject } from './subject';

/** A path that can't be linted, with the reason in a sentence. */
export class UnreadablePath extends Error {}

/**
 * Lints files and folders: a file must be a template, a Vagrantfile or an answer file; a folder is searched for them.
 * @param paths absolute
 * @param loadReader is asked only where there is a Vagrantfile
 * @throws UnreadablePath
 */
export async function lintPaths(
  paths: readonly string[],
  files: FileSource,
  rules: readonly Rule[],
  loadReader: () => Promise<VagrantfileReader>,
): Promise<LintResult> {
  const projects = new Projects(files);
  const subjects = new Map<string, Subject>();
  for (const path of paths)
    for (const subject of subjectsAt(path, projects)) subjects.set(keyOf(subject), subject);
  const results: LintResult[] = [];
  const lint = async (subject: Subject) => {
    const project = projects.ofSubject(subject);
    const reader = subject.kind === 'vagrantfile' ? await loadReader() : undefined;
    const { findings, files: read } = lintSubject(subject, project, { rules, reader });
    results.push({ findings, files: read });
  };
  const isLone = ({ kind }: Subject) => kind === 'answerFile';
  for (const subject of subjects.values()) if (!isLone(subject)) await lint(subject);
  // What a template or Vagrantfile says of an answer file, it says better.
  const read = new Set(results.flatMap((result) => result.files));
  for (const [path, subject] of subjects) if (isLone(subject) && !read.has(path)) await lint(subject);
  return byFile(results, projects, rules);
}

/** What can be linted at a path: what a file is part of, or all in a folder. @throws UnreadablePath */
export function subjectsAt(path: string, projects: Projects): Iterable<Subject> {
  const { files } = projects;
  const kind = files.kind(path);
  if (kind === undefined) throw new UnreadablePath(`'${path}' does not exist.`);
  if (kind === 'folder') return findSubjects(path, projects.ofFolder(path));
  const text = files.read(path);
  const subject = text === undefined ? undefined : subjectAt(path, files);
  if (subject) return [subject];
  throw new UnreadablePath(
    text === undefined
      ? `Cannot read '${path}' as text.`
      : `'${path}' is not a Packer template, Vagrantfile or answer file.`,
  );
}

/** Of files and folders those that can be linted and that boxwright.json does not ignore; what does not exist stays. */
export function knownPaths(paths: readonly string[], files: FileSource): string[] {
  const projects = new Projects(files);
  return paths.filter((path) => {
    if (files.kind(path) !== 'file') return true;
    return !projects.ofFile(path).configuration.ignores(path) && subjectAt(path, files) !== undefined;
  });
}

/** What is shown of each file, in the order of their paths. */
function byFile(results: readonly LintResult[], projects: Projects, rules: readonly Rule[]): LintResult {
  const found = new Map<string, Finding[]>();
  for (const path of results.flatMap((result) => result.files)) found.set(path, []);
  for (const finding of results.flatMap(({ findings }) => findings)) {
    const { path } = finding.location;
    const inFile = found.get(path);
    if (inFile) inFile.push(finding);
    else found.set(path, [finding]);
  }
  const findings = [...found].flatMap(([path, inFile]) => fileFindings(path, inFile, projects, rules));
  return { findings: findings.sort(byPlace), files: [...found.keys()] };
}

const byPlace = (a: Finding, b: Finding): number =>
  a.location.path.localeCompare(b.location.path, 'en') ||
  a.location.span.start - b.location.span.start ||
  a.rule.localeCompare(b.rule, 'en');
