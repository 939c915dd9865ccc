import type { VagrantfileReader } from '../pipeline/vagrantfile/vagrantfileReader';
import type { Rule } from '../rules/rule';
import type { FileSource } from '../text/fileSource';
import { lintPaths, UnreadablePath } from './lintPaths';
import type { LintResult } from './lintResult';
import { subjectAt } from './subject';

/**
 * What is found in one file alone. A script or an answer file is judged by the templates and Vagrantfiles of a folder
 * that lead to it.
 * @param folder absolute; where those are searched
 * @throws UnreadablePath when the file is nothing by itself, and nothing leads to it
 */
export async function lintFile(
  path: string,
  folder: string,
  files: FileSource,
  rules: readonly Rule[],
  loadReader: () => Promise<VagrantfileReader>,
): Promise<LintResult> {
  const subject = subjectAt(path, files);
  if (subject && subject.kind !== 'answerFile')
    return only(path, await lintPaths([path], files, rules, loadReader));
  const all = await lintPaths([folder], files, rules, loadReader);
  if (all.files.includes(path)) return only(path, all);
  if (subject) return only(path, await lintPaths([path], files, rules, loadReader));
  throw new UnreadablePath(
    `'${path}' is not a Packer template, Vagrantfile or answer file, and none in '${folder}' uses it.`,
  );
}

/** Where the templates are that can lead to a file: its repository, else the working folder if the file is in it. */
export function searchFolder(path: string, cwd: string, files: FileSource): string {
  const folder = files.paths.dirname(path);
  const root = files.rootOf(folder);
  if (root !== folder || files.kind(files.paths.join(root, '.git'))) return root;
  return folder.startsWith(cwd + files.paths.sep) ? cwd : folder;
}

const only = (path: string, { findings, files }: LintResult): LintResult => ({
  findings: findings.filter(({ location }) => location.path === path),
  files,
});
