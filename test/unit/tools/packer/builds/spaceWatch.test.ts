import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { logDemand, spaceLevel, watchSpace } from '../../../../../src/tools/packer/builds/spaceWatch';
import type { WrittenPlace } from '../../../../../src/tools/packer/builds/spaceWatch';

const megabyte = 1024 * 1024;

describe('watchSpace', () => {
  /** Looks at places while so much is free in turn, on the file system of each. @returns what is told, look by look */
  async function follow(places: readonly WrittenPlace[], ...looks: readonly (readonly number[])[]) {
    const told: string[][] = [];
    let asked = 0;
    await new Promise<void>((resolve) => {
      const stop = watchSpace(
        places,
        ({ what, level }) => told.at(-1)?.push(`${what} ${level}`),
        () => {
          const [place, look] = [asked % places.length, Math.floor(asked / places.length)];
          asked++;
          if (place === 0) told.push([]);
          const free = looks[look]?.[place];
          if (free === undefined) {
            stop();
            resolve();
            return Promise.resolve(undefined);
          }
          return Promise.resolve({ device: place, free: free * megabyte });
        },
        1,
      );
    });
    return told.slice(0, looks.length);
  }
  const log: WrittenPlace = { what: 'log', path: '/p/packer.log' };
  const output: WrittenPlace = { what: 'output', path: '/p/output' };

  it('tells once when there is little, and once when there is nothing', async () =>
    assert.deepEqual(await follow([log], [5000], [99], [98], [0], [0]), [
      [],
      ['log low'],
      [],
      ['log none'],
      [],
    ]));

  it('tells again when there was enough meanwhile, not when it goes up and down', async () => {
    assert.deepEqual(await follow([log], [99], [500], [99]), [['log low'], [], ['log low']]);
    assert.deepEqual(await follow([log], [99], [101], [99], [0], [50], [0]), [
      ['log low'],
      [],
      [],
      ['log none'],
      [],
      [],
    ]);
  });

  it('has another measure for what machines are made in, and tells of each file system', async () =>
    assert.deepEqual(await follow([log, output], [500, 500], [99, 49]), [
      ['output low'],
      ['log low', 'output none'],
    ]));

  it('says nothing where nobody tells how much is free', async () => {
    const told: unknown[] = [];
    await new Promise<void>((resolve) => {
      let asked = 0;
      const stop = watchSpace(
        [log],
        (problem) => told.push(problem),
        () => {
          if (++asked < 3) return Promise.reject(new Error('no statfs'));
          stop();
          resolve();
          return Promise.resolve(undefined);
        },
        1,
      );
    });
    assert.deepEqual(told, []);
  });
});

describe('The space that a log needs', () => {
  it('is twice that of the largest earlier one', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-space-'));
    try {
      const large = path.join(folder, 'large.log');
      writeFileSync(large, 'x'.repeat(3000));
      assert.equal(logDemand([{ log: path.join(folder, 'gone.log') }, { log: large }, {}]), 6000);
      assert.equal(logDemand([]), 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is some space in any case', () => {
    assert.equal(spaceLevel('log', 101 * megabyte), 'enough');
    assert.equal(spaceLevel('log', 101 * megabyte, 200 * megabyte), 'low');
    assert.equal(spaceLevel('log', 99 * megabyte), 'low');
    assert.equal(spaceLevel('log', 0), 'none');
  });
});
