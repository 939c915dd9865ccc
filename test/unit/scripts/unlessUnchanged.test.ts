import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as unlessUnchangedModule from '../../../scripts/lib/unlessUnchanged.mjs';

describe('a check that need not run again', () => {
  let unlessUnchanged: typeof unlessUnchangedModule.unlessUnchanged;
  let root: string;
  let runs: number;
  before(async () => {
    const file = path.join(REPO_ROOT, 'scripts', 'lib', 'unlessUnchanged.mjs');
    ({ unlessUnchanged } = (await import(pathToFileURL(file).href)) as typeof unlessUnchangedModule);
  });
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'boxwright-unchanged-'));
    write('a', 'one');
    runs = 0;
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(path.join(root, name), text);
  const check = (files = ['a', 'configuration'], error?: Error) =>
    unlessUnchanged(root, 'check', files, () => {
      runs++;
      return error ? Promise.reject(error) : Promise.resolve();
    });

  it('runs once for the same contents, whichever order they come in', async () => {
    await check();
    await check(['configuration', 'a']);
    assert.equal(runs, 1);
  });

  for (const [what, change] of [
    ['a file changes', () => write('a', 'two')],
    ['a file comes that was not there', () => write('configuration', '')],
    ['a file is gone', () => rmSync(path.join(root, 'a'))],
  ] as const)
    it(`runs again when ${what}`, async () => {
      await check();
      change();
      await check();
      assert.equal(runs, 2);
    });

  it('runs again when there is another file', async () => {
    write('b', '');
    await check();
    await check(['a', 'b', 'configuration']);
    assert.equal(runs, 2);
  });

  it('runs again after it has failed, with the failure each time, also where it was in order before', async () => {
    const wrong = new Error('wrong');
    await check();
    write('a', 'two');
    for (let turn = 0; turn < 2; turn++) await assert.rejects(check(undefined, wrong), wrong);
    write('a', 'one');
    await check();
    assert.equal(runs, 4);
  });

  it('does not take for checked what is edited meanwhile', async () => {
    await unlessUnchanged(root, 'check', ['a'], () => Promise.resolve(write('a', 'two')));
    await check(['a']);
    assert.equal(runs, 1);
  });
});
