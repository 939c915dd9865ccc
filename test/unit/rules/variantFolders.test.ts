import assert from 'node:assert/strict';
import { lintPaths } from '../../../src/lint/lintPaths';
import { projectTemplate } from '../../../src/lint/projectTemplate';
import { Projects } from '../../../src/lint/project';
import { baseFolder } from '../../../src/pipeline/paths/baseFolder';
import { rules } from '../../../src/rules/rules';
import { memoryFiles } from '../../support/memoryFiles';
import { loadTestReader } from '../../support/ruleTests';

describe('a template that variants share', () => {
  const template = (...scripts: string[]) =>
    JSON.stringify({
      builders: [{ type: 'null', ssh_host: 'a', ssh_username: 'b', ssh_password: 'c' }],
      provisioners: [{ type: 'shell', scripts }],
    });
  const path = '/p/debian/common/base.json';
  const missing = async (texts: Record<string, string>) => {
    const { findings } = await lintPaths([path], memoryFiles(texts, '/p'), rules, loadTestReader);
    return findings.filter(({ rule }) => rule === 'file-missing').map(({ severity }) => severity);
  };
  const baseOf = (texts: Record<string, string>) => {
    const files = memoryFiles(texts, '/p');
    const found = projectTemplate(path, new Projects(files).ofFile(path));
    return found && baseFolder(found, files);
  };
  const shared = { '/p/debian/10/i386/vars.json': '{}', '/p/debian/10/x64/vars.json': '{}' };

  it('is built in the folder of a variant, where its paths lead to', async () => {
    const texts = { ...shared, [path]: template('../files/a.sh'), '/p/debian/10/files/a.sh': '' };
    assert.deepEqual(await missing(texts), []);
    assert.equal(baseOf(texts), '/p/debian/10/i386');
  });

  it('is built in any of several with files of their own', async () => {
    const texts = {
      ...shared,
      '/p/debian/11/x64/vars.json': '{}',
      [path]: template('../files/a.sh'),
      '/p/debian/10/files/a.sh': '',
      '/p/debian/11/files/a.sh': '',
    };
    assert.deepEqual(await missing(texts), []);
    assert.equal(baseOf(texts), '/p/debian/common');
  });

  it('lacks what is in no folder to which its paths may lead', async () => {
    assert.deepEqual(await missing({ ...shared, [path]: template('../files/a.sh') }), ['error']);
    assert.deepEqual(
      await missing({ ...shared, [path]: template('../files/a.sh'), '/p/debian/10/i386/files/a.sh': '' }),
      ['error'],
    );
  });

  describe('that is named from the folder of a variant', () => {
    const variables = { common: 'scripts' };
    const ofDefault = (...scripts: string[]) =>
      JSON.stringify({ ...(JSON.parse(template(...scripts)) as object), variables });
    const own = { '/p/debian/common/scripts/b.sh': '' };
    const there = { '/p/debian/10/scripts/a.sh': '', '/p/debian/11/scripts/a.sh': '' };

    it('has its paths there', async () =>
      assert.deepEqual(
        await missing({ [path]: ofDefault('scripts/a.sh', '{{user `common`}}/b.sh'), ...own, ...there }),
        [],
      ));

    it('lacks what is not there, either', async () =>
      assert.deepEqual(
        await missing({ [path]: ofDefault('scripts/a.sh', 'scripts/c.sh'), ...own, ...there }),
        ['error', 'error'],
      ));

    it('lacks it where a path of its own folder is there', async () =>
      assert.deepEqual(
        await missing({ [path]: ofDefault('scripts/a.sh', 'scripts/b.sh'), ...own, ...there }),
        ['error'],
      ));
  });

  it('is built where other paths of it prove it', async () => {
    const own = Object.fromEntries(['b', 'c'].map((name) => [`/p/debian/common/${name}.sh`, '']));
    const texts = {
      ...shared,
      ...own,
      [path]: template('b.sh', 'c.sh', '../files/a.sh'),
      '/p/debian/10/files/a.sh': '',
    };
    assert.deepEqual(await missing(texts), ['error']);
    assert.equal(baseOf(texts), '/p/debian/common');
  });
});
