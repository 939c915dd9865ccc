import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileChanges, isAmong, mostWatched } from '../../../src/tools/fileChanges';
import type { Changes } from '../../../src/tools/fileChanges';
import { PathSet } from '../../../src/text/pathMap';
import { needLinks } from '../../support/links';
import { skipBecause } from '../../support/skip';

describe('What happens to files', () => {
  let root: string;
  let changes: FileChanges;
  let told: Changes[];
  let heard: () => void;
  const at = (...names: string[]) => path.join(root, ...names);
  const write = (...names: string[]) => {
    mkdirSync(path.dirname(at(...names)), { recursive: true });
    writeFileSync(at(...names), 'text');
  };
  const all = (kind: keyof Changes) =>
    [...new Set(told.flatMap((one) => [...one[kind]]))].map((file) => path.relative(root, file)).sort();
  /** Waits until something was told. */
  const until = async (accept: () => boolean) => {
    while (!accept()) await new Promise<void>((resolve) => (heard = resolve));
  };
  const start = (watchesFolders: boolean) => {
    changes = new FileChanges((one) => {
      told.push(one);
      heard();
    }, watchesFolders);
  };

  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-changes-')));
    told = [];
    heard = () => undefined;
  });
  afterEach(() => {
    changes.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  for (const watchesFolders of [false, true])
    it(`tells all that is in a folder that came, ${watchesFolders ? 'as on Linux' : 'elsewhere'}`, async () => {
      start(watchesFolders);
      write('a', 'b', 'c', 'one.json');
      write('a', 'Vagrantfile');
      changes.came(at('a'));
      await until(() => all('came').length === 5);
      assert.deepEqual(all('came'), [
        'a',
        path.join('a', 'Vagrantfile'),
        path.join('a', 'b'),
        path.join('a', 'b', 'c'),
        path.join('a', 'b', 'c', 'one.json'),
      ]);
    });

  it('tells together what came together', async () => {
    start(false);
    write('a', 'one');
    write('two');
    changes.came(at('a'));
    changes.came(at('a', 'one'));
    changes.came(at('two'));
    changes.changed(at('three'));
    await until(() => told.length > 0);
    assert.equal(told.length, 1);
    assert.deepEqual(all('came'), ['a', path.join('a', 'one'), 'two']);
    assert.deepEqual(all('changed'), ['three']);
  });

  it('tells what is in the folders of Git and npm neither when it comes nor later', async () => {
    start(true);
    write('a', '.git', 'objects', 'one');
    write('a', 'node_modules', 'two', 'three');
    write('a', 'four');
    changes.came(at('a'));
    changes.came(at('a', 'node_modules', 'two'));
    changes.changed(at('.git', 'index'));
    await until(() => all('came').includes(path.join('a', 'four')));
    assert.deepEqual(
      all('came'),
      ['a', '.git', 'four', 'node_modules'].map((name) => (name === 'a' ? name : path.join('a', name))),
    );
    assert.deepEqual(all('changed'), []);
  });

  it('does not follow links', async function () {
    needLinks(this);
    start(true);
    write('elsewhere', 'one');
    mkdirSync(at('a'));
    symlinkSync(at('elsewhere'), at('a', 'link'));
    symlinkSync(at('a'), at('loop'));
    changes.came(at('a'));
    changes.came(at('loop'));
    await until(() => all('came').includes(path.join('a', 'link')));
    assert.deepEqual(all('came'), ['a', path.join('a', 'link'), 'loop']);
  });

  it('goes on telling while files change all the time', async () => {
    start(false);
    const timer = setInterval(() => changes.changed(at('log')), 20);
    try {
      await until(() => told.length === 3);
    } finally {
      clearInterval(timer);
    }
  });

  it('tells that a folder is gone, in which others may have had files', async () => {
    start(false);
    changes.gone(at('a'));
    await until(() => told.length === 1);
    const gone = told[0]?.gone ?? new PathSet();
    for (const [file, expected] of [
      [at('a'), true],
      [at('a', 'b', 'one'), true],
      [at('ab'), false],
      [root, false],
    ] as const)
      assert.equal(isAmong(gone, file), expected, file);
  });

  describe('in the folders of a folder, of which VS Code tells nothing on Linux', () => {
    before(function () {
      if (process.platform !== 'linux') skipBecause(this, 'only on Linux the watcher of VS Code is late');
    });
    beforeEach(async () => {
      start(true);
      write('a', 'b', 'one');
      changes.came(at('a'));
      await until(() => all('came').length === 3);
      told = [];
    });

    it('is told when files change, come and go', async () => {
      writeFileSync(at('a', 'b', 'one'), 'other');
      await until(() => all('changed').includes(path.join('a', 'b', 'one')));
      write('a', 'b', 'two');
      await until(() => all('came').includes(path.join('a', 'b', 'two')));
      rmSync(at('a', 'b', 'one'));
      await until(() => all('gone').includes(path.join('a', 'b', 'one')));
    });

    it('is told when folders come with something in them', async () => {
      write('a', 'b', 'c', 'd', 'three');
      await until(() => all('came').includes(path.join('a', 'b', 'c', 'd', 'three')));
      told = [];
      write('a', 'b', 'c', 'd', 'four');
      await until(() => all('came').includes(path.join('a', 'b', 'c', 'd', 'four')));
    });

    it('is told again when a folder is replaced by another', async () => {
      rmSync(at('a'), { recursive: true });
      write('a', 'b', 'other');
      // So VS Code tells it.
      changes.changed(at('a'));
      await until(() => all('came').includes(path.join('a', 'b', 'other')));
      write('a', 'b', 'last');
      await until(() => all('came').includes(path.join('a', 'b', 'last')));
    });

    it('is nothing told any more of a folder that was moved away', async () => {
      renameSync(at('a'), at('moved'));
      changes.gone(at('a'));
      changes.came(at('moved'));
      await until(() => all('came').includes(path.join('moved', 'b', 'one')));
      told = [];
      write('moved', 'b', 'two');
      await until(() => all('came').includes(path.join('moved', 'b', 'two')));
      assert.deepEqual(all('gone'), []);
      assert.deepEqual(all('came'), [path.join('moved', 'b', 'two')]);
    });
  });

  it('are heard of more than 2,000 folders that came together', async function () {
    this.timeout(60_000);
    if (mostWatched() < 2600) return skipBecause(this, 'The system has too few watches.');
    start(true);
    const names = Array.from({ length: 2500 }, (_, index) => `f${index}`);
    for (const name of names) mkdirSync(at('many', name), { recursive: true });
    changes.came(at('many'));
    await until(() => all('came').length === names.length + 1);
    told = [];
    for (const name of names) write('many', name, 'a.json');
    await until(() => all('came').filter((file) => file.endsWith('a.json')).length === names.length);
  });

  it('are watched in as many folders as leave others enough', () => {
    assert.deepEqual([0, 8192, 65_536, 1_048_576].map(mostWatched), [2000, 2048, 16_384, 50_000]);
  });
});
