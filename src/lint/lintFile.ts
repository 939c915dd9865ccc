import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { Rule } from '../rules/rule';
import type { FileSource } from '../text/fileSource';
import { lintPaths, UnreadablePath } from './lintPaths';
import type { GivenOptions } from './lintPaths';
import type { LintResult } from './lintResult';
import { Projects } from './project';
import { namedSubject } from './subject';
import { isAmongPaths } from '../text/pathKey';

/**
 * What is found in one file alone. A script or an answer file is judged by the templates and Vagrantfiles of its project
 * that lead to it.
 * @throws UnreadablePath when the file is nothing by itself, and nothing leads to it
 */
export async function lintFile(
  path: string,
  files: FileSource,
  rules: readonly Rule[],
  loadReader: () => Promise<VagrantfileReader>,
  options: Partial<GivenOptions> = {},
): Promise<LintResult> {
  const project = new Projects(files, { instead: options.instead }).ofFile(path);
  const own = [path, ...project.configuration.files];
  /** What is found in the file, and what is wrong with its configuration. */
  const only = (result: LintResult): LintResult => ({
    findings: result.findings.filter(({ location }) => isAmongPaths(location.path, own)),
    files: result.files,
    suppressed: (result.suppressed ?? []).filter(({ finding }) => isAmongPaths(finding.location.path, own)),
  });
  const subject = namedSubject(path, project);
  if (subject && subject.kind !== 'answerFile')
    return only(await lintPaths([path], files, rules, loadReader, { ...options, whole: true }));
  const folder = files.rootOf(files.paths.dirname(path));
  const all = await lintPaths([folder], files, rules, loadReader, options);
  if (isAmongPaths(path, all.files)) return only(all);
  if (subject) return only(await lintPaths([path], files, rules, loadReader, options));
  throw new UnreadablePath(
    `'${files.shown(path)}' is not a Packer template, Vagrantfile or answer file, and none in '${files.shown(folder)}' uses it.`,
  );
}
