import assert from 'node:assert/strict';
import { splitCredentials, withoutCredentials } from '../../../src/text/urlCredentials';
import { download } from '../../../src/tools/packer/releases/download';
import { InstallFailure } from '../../../src/tools/packer/releases/installProblem';
import { gitFetch } from '../../../src/tools/packer/dsc/gitSource';
import { boxOutdated } from '../../../src/tools/vagrant/box';
import { expectSuccess } from '../../../src/tools/vagrant/vagrantCommand';
import { vagrantFailure } from '../../../src/tools/vagrant/vagrantFailure';
import { assertLinear } from '../../support/assertLinear';

const secret = 'https://jane:canary%401@mirror.test/packer';
const basic = `Basic ${Buffer.from('jane:canary@1').toString('base64')}`;

describe('The user and password in a URL', () => {
  for (const [text, shown] of [
    [`Cannot reach ${secret}.`, 'Cannot reach https://mirror.test/packer.'],
    ['https://token@x.test/a', 'https://x.test/a'],
    ['"https://a:b@c@x.test/"', '"https://x.test/"'],
    ['a https://x.test/b@c and me@x.test', 'a https://x.test/b@c and me@x.test'],
    ['https://x.test?to=a@b', 'https://x.test?to=a@b'],
  ] as const)
    it(`are not in what is shown of ${text}`, () => {
      assert.equal(withoutCredentials(text), shown);
    });

  it('are taken out of it for HTTP alone', () => {
    assert.deepEqual(splitCredentials(secret), { url: 'https://mirror.test/packer', authorization: basic });
    for (const url of ['ssh://git@x.test/a', 'https://x.test/a', 'not a url'])
      assert.deepEqual(splitCredentials(url), { url });
  });

  /** Downloads from a server that only redirects, and notes what it is asked. */
  async function asked(to: string) {
    const requests: { url: string; authorization: string | null }[] = [];
    const failure = await download(secret, {
      fetch: (input, init) => {
        requests.push({
          url: input instanceof URL ? input.href : '',
          authorization: new Headers(init?.headers).get('authorization'),
        });
        const location = requests.length === 1 ? to : undefined;
        return Promise.resolve(
          new Response(null, { status: location ? 302 : 404, ...(location && { headers: { location } }) }),
        );
      },
      signal: new AbortController().signal,
      limit: 1,
      stallAfter: 60_000,
      onBytes: () => undefined,
    }).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failure instanceof InstallFailure);
    return { requests, problem: JSON.stringify(failure.problem) };
  }

  it('of a mirror are given to it in a header, and to no other server', async () => {
    const { requests, problem } = await asked('https://jane:canary@cdn.test/x');
    assert.deepEqual(requests, [
      { url: 'https://mirror.test/packer', authorization: basic },
      { url: 'https://cdn.test/x', authorization: null },
    ]);
    assert.doesNotMatch(problem, /canary|jane/);
    assert.equal((await asked('/y')).requests[1]?.authorization, basic);
  });

  it('are in no failure of an installation', () => {
    const { problem } = new InstallFailure({ kind: 'redirect', host: 'x', to: 'ftp://a:canary@b/c' });
    assert.deepEqual(problem, { kind: 'redirect', host: 'x', to: 'ftp://b/c' });
  });

  it('of a Git remote are given to Git in its environment', () => {
    const { args, env } = gitFetch(
      { gitFolder: '/g', files: '/f' },
      'https://jane:canary@git.test/a',
      'c'.repeat(40),
    );
    assert.doesNotMatch(args.join(' '), /canary|jane/);
    assert.ok(args.includes('https://git.test/a'));
    assert.equal(env?.['GIT_CONFIG_KEY_0'], 'http.https://git.test/.extraHeader');
    assert.equal(
      env['GIT_CONFIG_VALUE_0'],
      `Authorization: Basic ${Buffer.from('jane:canary').toString('base64')}`,
    );
    assert.equal(
      gitFetch({ gitFolder: '/g', files: '/f' }, 'https://git.test/a', 'c').env?.['GIT_CONFIG_COUNT'],
      undefined,
    );
  });

  it('are in no failure of Vagrant', () => {
    const result = { exitCode: 1, stdout: '', stderr: 'Bad response from https://a:canary@b.test/x.' };
    assert.equal(vagrantFailure(result).message, 'Bad response from https://b.test/x.');
    assert.throws(() => expectSuccess(result), { message: 'Bad response from https://b.test/x.' });
    const line = '1,,ui,error,* Bad response from https://a:canary@b.test/x';
    const { problems } = boxOutdated('/').parse({ exitCode: 0, stdout: line, stderr: '' });
    assert.deepEqual(problems, ['Bad response from https://b.test/x']);
  });

  it('are looked for in a time that grows with the text', () =>
    assertLinear('URLs', (length) => 'ht://a:'.repeat(length / 7), withoutCredentials));
});
