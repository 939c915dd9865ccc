import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { FileSource } from '../text/fileSource';
import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { readConfiguration } from './configuration';
import { findSubjects, subjectAt } from './findSubjects';
import type { Subject } from './findSubjects';
import { lintAnswerFile } from './lintAnswerFile';
import { lintTemplate } from './lintTemplate';
import type { LintResult } from './lintTemplate';
import { lintVagrantfile } from './lintVagrantfile';
import { settle } from './settle';

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
  const subjects = new Map<string, Subject>();
  for (const path of paths)
    for (const subject of subjectsAt(path, files))
      subjects.set(subject.kind === 'template' ? subject.template.path : subject.path, subject);
  const results: LintResult[] = [];
  const lone: string[] = [];
  for (const subject of subjects.values())
    if (subject.kind === 'template') results.push(lintTemplate(subject.template, files, rules));
    else if (subject.kind === 'vagrantfile')
      results.push(lintVagrantfile(subject.path, files, await loadReader(), rules));
    else lone.push(subject.path);
  const read = new Set(results.flatMap((result) => result.files));
  for (const path of lone) if (!read.has(path)) results.push(lintAnswerFile(path, files, rules));
  return settleAll(results, files, rules);
}

/** What can be linted at a path: what a file is part of, or all in a folder. @throws UnreadablePath */
export function subjectsAt(path: string, files: FileSource): Iterable<Subject> {
  const kind = files.kind(path);
  if (kind === undefined) throw new UnreadablePath(`${path} does not exist.`);
  if (kind === 'folder') return findSubjects(path, files);
  const text = files.read(path);
  const subject = text === undefined ? undefined : subjectAt(path, files);
  if (subject) return [subject];
  throw new UnreadablePath(
    text === undefined
      ? `${path} can't be read as text.`
      : `${path} is no Packer template, Vagrantfile or answer file.`,
  );
}

/** Of files and folders those that can be linted and that boxwright.json does not ignore; what does not exist stays. */
export function knownPaths(paths: readonly string[], files: FileSource): string[] {
  return paths.filter((path) => {
    if (files.kind(path) !== 'file') return true;
    const configuration = readConfiguration(files.rootOf(files.paths.dirname(path)), files);
    return !configuration.ignores(path) && subjectAt(path, files) !== undefined;
  });
}

/** File by file, in the order of their paths. */
function settleAll(results: readonly LintResult[], files: FileSource, rules: readonly Rule[]): LintResult {
  const byFile = new Map<string, Finding[]>();
  for (const path of results.flatMap((result) => result.files)) byFile.set(path, []);
  for (const finding of results.flatMap(({ findings }) => findings)) {
    const { path } = finding.location;
    byFile.set(path, [...(byFile.get(path) ?? []), finding]);
  }
  const findings = [...byFile].flatMap(([path, found]) => {
    const configuration = readConfiguration(files.rootOf(files.paths.dirname(path)), files);
    return settle(path, files.read(path) ?? '', found, configuration, rules);
  });
  return { findings: findings.sort(byPlace), files: [...byFile.keys()] };
}

const byPlace = (a: Finding, b: Finding): number =>
  a.location.path.localeCompare(b.location.path, 'en') ||
  a.location.span.start - b.location.span.start ||
  a.rule.localeCompare(b.rule, 'en');
