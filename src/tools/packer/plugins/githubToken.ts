import type { ToolCommand } from '../../toolCommand';

/** Why GitHub did not give Packer a plugin. */
export type GithubRefusal = 'rateLimit' | 'badToken';

/*
 * Packer asks GitHub's API for the releases of a plugin: 60 times an hour without a token, for all behind one address.
 * Sources: hashicorp/packer, RateLimitError in packer/plugin-getter/plugins.go; the messages of google/go-github.
 */
const refusals: readonly (readonly [RegExp, GithubRefusal])[] = [
  [/rate limited the plugin getter|API rate limit exceeded|exceeded a secondary rate limit/i, 'rateLimit'],
  [/401 Bad credentials/i, 'badToken'],
];

/** @param message what Packer says of why it could not download a plugin */
export const githubRefusal = (message: string): GithubRefusal | undefined =>
  refusals.find(([pattern]) => pattern.test(message))?.[1];

/** A command of Packer that downloads plugins, with the token that GitHub is given; Packer 1.7.1 and newer. */
export const withGithubToken = <T>(command: ToolCommand<T>, token: string | undefined): ToolCommand<T> =>
  token ? { ...command, env: { ...command.env, PACKER_GITHUB_API_TOKEN: token } } : command;
