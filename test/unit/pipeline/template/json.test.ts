import assert from 'node:assert/strict';
import { setting } from '../../../../src/pipeline/value';
import { buildOf, plainSetting, read } from './read';

const json = (value: unknown) => JSON.stringify(value);

describe('JSON templates', () => {
  const template = json({
    variables: { a: 1, b: '{{user `a`}}-b', secret: 'hush', env: '{{env `X`}}', needed: null },
    'sensitive-variables': ['secret'],
    builders: [
      { type: 'null', name: 'a', x: ['{{user `b`}}', '{{user `needed`}}', '{{user `env`}}'] },
      { type: 'null', name: 'b', y: 'x {{user `secret`}}', z: '{{user `a`}}' },
      { type: 'null', name: 'c' },
    ],
    provisioners: [{ type: 'shell', inline: ['one'], override: { a: { inline: ['two'] } } }],
    'error-cleanup-provisioner': { type: 'shell-local', inline: ['bye'] },
  });

  it('takes variables from files, the last word wins', () => {
    const names = {
      't.json': template,
      'one.json': json({ a: '5', needed: 'x' }),
      'two.json': json({ needed: 'y' }),
    };
    assert.deepEqual(plainSetting(buildOf(read(names), 'a').source, 'x'), [
      '1-b',
      '{{user `needed`}} ?',
      '{{user `env`}} ?',
    ]);
    const given = read(names, { varFiles: ['/t/one.json', '/t/two.json'] });
    assert.deepEqual(plainSetting(buildOf(given, 'a').source, 'x'), ['5-b', 'y', '{{user `env`}} ?']);
  });

  it('marks what is made of a secret', () => {
    const { source } = buildOf(read({ 't.json': template }), 'b');
    assert.equal(setting(source, 'y')?.sensitive, true);
    assert.equal(setting(source, 'z')?.sensitive, undefined);
  });

  describe('leaves as it is written what is larger than any template', () => {
    const names = Array.from({ length: 9 }, (_, at) => `v${at}`);
    const use = (name: string) => `{{user \`${name}\`}}`;
    const chain = (length: number, next: (name: string) => string) =>
      Object.fromEntries(Array.from({ length }, (_, at) => [`v${at}`, at ? next(`v${at - 1}`) : 'x']));
    for (const [what, variables, wanted] of [
      ['two of the one before', chain(40, (name) => use(name) + use(name)), 'v39'],
      ['a long chain', Object.fromEntries(Object.entries(chain(4000, use)).reverse()), 'v3999'],
      ['all of each other', Object.fromEntries(names.map((name) => [name, names.map(use).join('')])), 'v0'],
    ] as const)
      it(what, () => {
        const builders = [{ type: 'null', x: use(wanted), y: use('known') }];
        const { source } = buildOf(
          read({ 't.json': json({ variables: { ...variables, known: 'k' }, builders }) }),
        );
        assert.equal(plainSetting(source, 'x'), `${use(wanted)} ?`);
        assert.equal(plainSetting(source, 'y'), 'k');
      });

    it('but a chain as people write it has its value', () => {
      const builders = [{ type: 'null', x: use('v99') }];
      const { source } = buildOf(read({ 't.json': json({ variables: chain(100, use), builders }) }));
      assert.equal(plainSetting(source, 'x'), 'x');
    });
  });

  it('does not put a secret into anything', () => {
    const { source } = buildOf(read({ 't.json': template }), 'b');
    assert.equal(plainSetting(source, 'y'), 'x {{user `secret`}} ?');
  });

  it('gives a build its override, and all others the same provisioner', () => {
    const { builds } = read({ 't.json': template });
    const [a, b, c] = builds.map(({ provisioners }) => provisioners[0]);
    assert.ok(a && b);
    assert.deepEqual(plainSetting(a.settings, 'inline'), ['two']);
    assert.deepEqual(plainSetting(b.settings, 'inline'), ['one']);
    assert.equal(b, c);
    assert.equal(builds[0]?.errorCleanup?.type, 'shell-local');
  });
});
