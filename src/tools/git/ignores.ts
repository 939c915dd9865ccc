import { existsSync } from 'node:fs';
import path from 'node:path';
import { foldersUp } from '../../text/pathKey';
import type { ToolCommand } from '../toolCommand';

/** The top folder of the repository in which a folder lies; undefined outside of one. @param folder absolute */
export const repositoryOf = (folder: string): string | undefined =>
  foldersUp(folder).find((one) => existsSync(path.join(one, '.git')));

/**
 * Whether Git leaves a file out, by all that it goes by: also `.git/info/exclude` and the ignore file of the user.
 * Undefined where Git does not say, as in a repository that it does not trust. Source: git-scm.com/docs/git-check-ignore.
 * @param file absolute; its folder exists
 */
export const ignores = (file: string): ToolCommand<boolean | undefined> => ({
  tool: 'git',
  // As if it were in no index: a log that somebody has committed is left out as soon as a pattern says so.
  args: ['check-ignore', '--quiet', '--no-index', '--', file],
  cwd: path.dirname(file),
  limit: 'moment',
  parse: ({ exitCode }) => (exitCode === 0 ? true : exitCode === 1 ? false : undefined),
});
