import path from 'node:path';
import { splitCredentials, withoutCredentials } from '../../../text/urlCredentials';
import type { ToolCommand, ToolResult } from '../../toolCommand';
import { failureOf } from './dscFailure';

/** A repository of which one commit is fetched. Absolute folders. */
export interface Checkout {
  /** What Git keeps; stands outside of the files. */
  readonly gitFolder: string;
  readonly files: string;
}

/**
 * Whoever owns a repository must not run anything here: no hooks, no filters (LFS), no submodules, no links, no other
 * protocols, no path that leaves the folder. https://git-scm.com/docs/git-config
 */
const guards = ({ gitFolder }: Checkout): string[] =>
  [
    `core.hooksPath=${path.join(gitFolder, 'no-hooks')}`,
    'core.fsmonitor=false',
    'core.symlinks=false',
    'core.protectHFS=true',
    'core.protectNTFS=true',
    'core.longpaths=true',
    'core.autocrlf=false',
    'protocol.version=2',
    'protocol.allow=never',
    'protocol.https.allow=always',
    'protocol.ssh.allow=always',
    'protocol.file.allow=always',
    'fetch.recurseSubmodules=false',
    'submodule.recurse=false',
    'fetch.fsckObjects=true',
    'gc.auto=0',
    'maintenance.auto=false',
    'filter.lfs.smudge=',
    'filter.lfs.process=',
    'filter.lfs.required=false',
  ].flatMap((setting) => ['-c', setting]);

/** Asks for no password: nobody would see the question. */
const environment = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_ALLOW_PROTOCOL: 'https:ssh:file',
  GCM_INTERACTIVE: 'never',
  LC_ALL: 'C',
};

const git = <T>(at: Checkout, args: readonly string[], parse: (result: ToolResult) => T): ToolCommand<T> => ({
  tool: 'git',
  args: [...guards(at), `--git-dir=${at.gitFolder}`, `--work-tree=${at.files}`, ...args],
  limit: 'long',
  cwd: at.files,
  env: {
    ...environment,
    // An editor that Git itself has started has other ones of it.
    GIT_INDEX_FILE: path.join(at.gitFolder, 'index'),
    GIT_OBJECT_DIRECTORY: path.join(at.gitFolder, 'objects'),
  },
  parse,
});

/** @throws DscFailure */
const done = ({ exitCode, stdout, stderr }: ToolResult): string => {
  if (exitCode === 0) return stdout;
  throw failureOf(withoutCredentials(`${stderr}\n${stdout}`), 'git');
};

/** An empty repository; its template would bring hooks. */
export const gitInit = (at: Checkout): ToolCommand<string> =>
  git(at, ['init', '--quiet', '--template='], done);

/** One commit, without what leads to it. */
export function gitFetch(at: Checkout, url: string, commit: string): ToolCommand<string> {
  const { url: open, authorization } = splitCredentials(url);
  const command = git(
    at,
    ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules', '--', open, commit],
    done,
  );
  if (authorization === undefined) return command;
  // No list of processes shows the environment, and Git keeps none of it.
  const header = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(open).origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: ${authorization}`,
  };
  return { ...command, env: { ...command.env, ...header } };
}

/** The commit that was fetched. */
export const gitFetched = (at: Checkout): ToolCommand<string> =>
  git(at, ['rev-parse', '--verify', 'FETCH_HEAD^{commit}'], (result) => done(result).trim());

export const gitCheckout = (at: Checkout, commit: string): ToolCommand<string> =>
  git(at, ['checkout', '--quiet', '--force', '--detach', '--no-recurse-submodules', commit], done);

/**
 * What counts more than the attributes that a repository brings: no filter runs, whatever the user has set up for
 * other ones.
 */
export const ownAttributes = '* -filter -ident -working-tree-encoding -text\n';
