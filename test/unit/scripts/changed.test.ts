import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as changedModule from '../../../scripts/test/changed.mjs';
import type * as coversModule from '../../../scripts/test/covers.mjs';

const script = <Module>(name: string): Promise<Module> =>
  import(pathToFileURL(path.join(REPO_ROOT, 'scripts', 'test', name)).href) as Promise<Module>;

describe('npm test -- --changed', () => {
  let affected: typeof changedModule.affected;
  before(async () => ({ affected } = await script<typeof changedModule>('changed.mjs')));

  const test = (name: string, ...inputs: string[]) => ({
    source: path.join(REPO_ROOT, 'test', ...name.split('/')),
    file: '',
    inputs: [`test/${name}`, ...inputs],
  });
  const tests = {
    unit: [test('unit/a.test.ts', 'src/text/span.ts'), test('unit/b.test.ts', 'src/lint/collect.ts')],
    host: [test('host/boxes.test.ts'), test('host/lint.test.ts'), test('host/untrusted.test.ts')],
    tools: [test('tools/cli.test.ts'), test('tools/vagrant.test.ts', 'src/tools/vagrant/box.ts')],
  };
  /** Tiers and names of tests, as `unit:a`. */
  const names = (...changed: string[]) =>
    Object.entries(affected(REPO_ROOT, changed, tests))
      .flatMap(([tier, of]) =>
        of === 'all' ? tier : [...of].map((file) => `${tier}:${path.basename(file, '.test.ts')}`),
      )
      .sort();

  it('runs nothing where nothing is different', () => {
    assert.deepEqual(names(), []);
  });

  it('runs a test whose bundle holds what is different, and those of the product that are about it', () => {
    assert.deepEqual(names('src/editor/vagrant/boxes/boxItems.ts'), [
      'build',
      'host:boxes',
      'host:untrusted',
      'lint',
    ]);
    assert.deepEqual(names('src/tools/vagrant/box.ts'), [
      'build',
      'host:boxes',
      'host:untrusted',
      'lint',
      'tools:vagrant',
    ]);
    assert.deepEqual(names('src/cli.ts'), ['build', 'lint', 'tools:cli']);
    assert.deepEqual(names('test/unit/a.test.ts'), ['lint', 'unit:a']);
  });

  it('runs all of a tier that reads it, and everything where it is not known who does', () => {
    assert.deepEqual(names('docs/architecture.md'), ['lint', 'tools', 'unit']);
    assert.deepEqual(names('tsconfig.scripts.json'), ['lint']);
    assert.deepEqual(names('scripts/vscode/server.mjs'), ['e2e', 'host', 'lint', 'oldest']);
    for (const file of ['tsconfig.json', 'something/new.txt'])
      assert.deepEqual(names(file), ['build', 'host', 'lint', 'tools', 'unit']);
  });

  it('runs all tests of the product where its source is gone, or nobody but the entry point needs it', () => {
    for (const file of ['src/editor/gone.ts', 'src/extension.ts'])
      assert.deepEqual(names(file), [
        'build',
        'host:boxes',
        'host:lint',
        'host:untrusted',
        'lint',
        'tools:cli',
      ]);
  });

  it('knows tests and sources that are there', async () => {
    const { covers } = await script<typeof coversModule>('covers.mjs');
    const all = Object.entries(covers).flat(2);
    assert.deepEqual(
      all.filter((name) => !existsSync(path.join(REPO_ROOT, name))),
      [],
    );
  });
});
