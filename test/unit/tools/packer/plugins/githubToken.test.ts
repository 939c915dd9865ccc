import assert from 'node:assert/strict';
import { init } from '../../../../../src/tools/packer/commands/templateCommands';
import { githubRefusal, withGithubToken } from '../../../../../src/tools/packer/plugins/githubToken';

const target = { dialect: 'hcl2', path: '/w/t', cwd: '/w' } as const;

describe('the token with which plugins are downloaded', () => {
  it('is asked for where GitHub refuses more requests, or the token', () => {
    for (const [message, refusal] of [
      [
        'Plugin host rate limited the plugin getter. Try again in 36m1s. HINT: Set the PACKER_GITHUB_API_TOKEN env var with a token to get more requests. GET https://api.github.com/repos/x/git/matching-refs/tags: 403 API rate limit exceeded for 192.0.2.1.',
        'rateLimit',
      ],
      ['403 You have exceeded a secondary rate limit. Please wait a few minutes.', 'rateLimit'],
      ['GET https://api.github.com/repos/x: 401 Bad credentials []', 'badToken'],
      ['GET https://api.github.com/repos/x: 404 Not Found []', undefined],
      ['dial tcp: lookup api.github.com: no such host', undefined],
    ] as const)
      assert.equal(githubRefusal(message), refusal, message);
  });

  it('is given to Packer beside its other variables, and only where there is one', () => {
    const command = init(target);
    assert.deepEqual(withGithubToken(command, 'x').env, { ...command.env, PACKER_GITHUB_API_TOKEN: 'x' });
    for (const none of [undefined, '']) assert.equal(withGithubToken(command, none), command);
  });
});
