import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Baseline, baselineName, fingerprinted } from '../lint/baseline';
import { DiskFiles } from '../lint/diskFiles';
import { UnreadablePath } from '../lint/lintPaths';
import type { LintResult } from '../lint/lintResult';
import type { FileSource } from '../text/fileSource';
import { PathSet } from '../text/pathMap';
import { findExecutable } from '../tools/findExecutable';
import { checkOut, treeOf } from '../tools/git/checkout';
import { repositoryOf } from '../tools/git/ignores';
import { inTemporaryFolder } from '../tools/temporaryFolder';
import { ToolRunner } from '../tools/toolRunner';
import { UsageError } from './options';

/** How an earlier state is linted. @param at where a path of the working copy is in it @param files its files */
export type LintThere = (
  paths: readonly string[],
  files: FileSource,
  at: (path: string) => string,
) => Promise<LintResult>;

/**
 * What was found in an earlier state of a repository, as a list that goes for its working copy.
 * @param ref a commit, branch or tag
 * @param paths that are linted. Absolute
 * @throws UsageError, UnreadablePath where that state is not to be had
 */
export async function foundSince(
  ref: string,
  paths: readonly string[],
  cwd: string,
  lint: LintThere,
): Promise<Baseline> {
  const repository = repositoryOfAll(paths);
  const runner = new ToolRunner({ locate: findGit, isTrusted: () => true, log: () => undefined });
  const tree = ref.startsWith('-') ? undefined : await runner.run(treeOf(ref, repository));
  if (tree === undefined)
    throw new UnreadablePath(
      `Git does not know '${ref}' in this clone. Name a commit, branch or tag, and fetch it first: CI often fetches one commit only.`,
    );
  return inTemporaryFolder(async (given) => {
    const folder = realpathSync.native(given);
    for (const command of checkOut(tree, repository, folder)) {
      const problem = await runner.run(command);
      if (problem !== undefined) throw new UnreadablePath(`Cannot check out '${ref}': ${problem}`);
    }
    const at = (file: string) => path.join(folder, path.relative(repository, file));
    const files = new DiskFiles([folder], at(cwd));
    const { findings, suppressed = [] } = await lint(
      paths.map(at).filter((file) => existsSync(file)),
      files,
      at,
    );
    // Paths start from the folder in which a list is: here and there the top of the repository.
    const all = [...findings, ...suppressed.map(({ finding }) => finding)];
    const entries = fingerprinted(findings, all, path.join(folder, baselineName), files);
    return new Baseline(
      path.join(repository, baselineName),
      entries.map(([, entry]) => entry),
    );
  });
}

/** @throws UsageError */
function repositoryOfAll(paths: readonly string[]): string {
  const found = new PathSet(paths.map((one) => repositoryOf(one) ?? ''));
  const [repository] = found;
  if (!repository || found.size > 1) throw new UsageError('--since requires paths in one Git repository.');
  return repository;
}

/** @throws UnreadablePath */
function findGit(): string {
  const git = findExecutable('git', '');
  if (!git) throw new UnreadablePath('--since requires Git, which was not found.');
  return git;
}
