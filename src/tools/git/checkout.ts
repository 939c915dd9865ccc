import path from 'node:path';
import type { ToolCommand } from '../toolCommand';

/*
 * A state of a repository beside its working copy: by an index of its own, so that nothing of the repository changes.
 * Sources: git-scm.com/docs/git-rev-parse, git-read-tree, git-checkout-index.
 */

/** The tree that a commit, branch or tag stands for; undefined where there is none. @param ref does not begin with a hyphen */
export const treeOf = (ref: string, repository: string): ToolCommand<string | undefined> => ({
  tool: 'git',
  args: ['rev-parse', '--verify', '--quiet', `${ref}^{tree}`],
  cwd: repository,
  limit: 'moment',
  parse: ({ exitCode, stdout }) => (exitCode === 0 ? stdout.trim() : undefined),
});

/**
 * Writes all files of a tree into a folder. No hook runs, and files of Git LFS stay the pointers that they are.
 * @param folder absolute, empty
 * @returns to be run in order; each says why it failed, or undefined
 */
export const checkOut = (
  tree: string,
  repository: string,
  folder: string,
): ToolCommand<string | undefined>[] => {
  const inIndex = (name: string, more: readonly string[]): ToolCommand<string | undefined> => ({
    tool: 'git',
    args: [...alone(folder), name, ...more],
    cwd: repository,
    env: { GIT_INDEX_FILE: path.join(folder, '.git-index') },
    limit: 'long',
    parse: ({ exitCode, stderr }) => (exitCode === 0 ? undefined : stderr.trim() || `exit code ${exitCode}`),
  });
  return [
    inIndex('read-tree', [tree]),
    inIndex('checkout-index', ['--all', '--quiet', `--prefix=${folder}${path.sep}`]),
  ];
};

/** An empty folder for hooks, no program that watches, no filter of Git LFS, which downloads. */
const alone = (folder: string): string[] =>
  [
    `core.hooksPath=${path.join(folder, '.git-hooks')}`,
    'core.fsmonitor=false',
    'filter.lfs.process=',
    'filter.lfs.smudge=',
    'filter.lfs.required=false',
  ].flatMap((setting) => ['-c', setting]);
