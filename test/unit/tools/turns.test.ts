import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Turns } from '../../../src/tools/turns';

describe('Installations', () => {
  let turns: Turns;
  beforeEach(() => (turns = new Turns()));

  /** Work that ends when it is told to. */
  function work(name: string, log: string[]) {
    let end: (failure?: Error) => void = () => undefined;
    const ended = new Promise<string>((resolve, reject) => {
      end = (failure) => (failure ? reject(failure) : resolve(name));
    });
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    return {
      begun,
      end,
      run: () => {
        log.push(name);
        begin();
        return ended;
      },
    };
  }

  it('of the same kind run one after the other, also behind one that fails', async () => {
    const log: string[] = [];
    const [one, two, three] = ['one', 'two', 'three'].map((name) => work(name, log));
    assert.ok(one && two && three);
    const waits: string[] = [];
    const ends = [
      turns.take('box', one.run, () => waits.push('one')),
      turns.take('box', two.run, () => waits.push('two')),
      turns.take('box', three.run, () => waits.push('three')),
    ];
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([log, waits], [['one'], ['two', 'three']]);
    one.end(new Error('no'));
    await assert.rejects(() => ends[0] as Promise<string>, /no/);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(log, ['one', 'two']);
    two.end();
    three.end();
    assert.deepEqual(await Promise.all(ends.slice(1)), ['two', 'three']);
    const again = work('again', log);
    again.end();
    await turns.take('box', again.run, () => waits.push('again'));
    assert.ok(!waits.includes('again'), 'nothing is left to wait for');
  });

  it('of other kinds do not wait', async () => {
    const log: string[] = [];
    const [one, two] = ['one', 'two'].map((name) => work(name, log));
    assert.ok(one && two);
    const first = turns.take('box', one.run);
    two.end();
    assert.equal(await turns.take('plugin', two.run), 'two');
    one.end();
    await first;
  });

  describe('in windows that share a folder', () => {
    let folder: string;
    const others: Turns[] = [];
    const window = () => {
      const one = new Turns();
      one.keepIn(path.join(folder, 'turns'));
      others.push(one);
      return one;
    };
    const program = (...args: readonly string[]) =>
      spawn(process.execPath, [path.join(PROGRAMS, 'installing.js'), path.join(folder, 'turns'), ...args], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-turns-'))));
    afterEach(() => {
      for (const one of others.splice(0)) one.dispose();
      rmSync(folder, { recursive: true });
    });

    it('wait for one another, and leave nothing', async () => {
      const log: string[] = [];
      const [one, two] = ['one', 'two'].map((name) => work(name, log));
      assert.ok(one && two);
      const waits: Promise<unknown>[] = [];
      const first = window().take('box', one.run);
      await one.begun;
      let second: Promise<string> | undefined;
      await new Promise<void>((resolve) => {
        second = window().take('box', two.run, (until) => {
          waits.push(until);
          resolve();
        });
      });
      assert.deepEqual(log, ['one']);
      one.end();
      await first;
      two.end();
      await second;
      await waits[0];
      assert.deepEqual(log, ['one', 'two']);
      assert.deepEqual(readdirSync(path.join(folder, 'turns')), []);
    });

    it('that work on something else do not wait', async () => {
      const log: string[] = [];
      const one = work('one', log);
      const first = window().take('box', one.run);
      await one.begun;
      assert.equal(await window().take('plugin', () => Promise.resolve('two')), 'two');
      one.end();
      await first;
    });

    it('never work at once, however many ask', async () => {
      const log = path.join(folder, 'log');
      const ends = [1, 2, 3].map(() => once(program('box', '4', log), 'exit'));
      assert.deepEqual((await Promise.all(ends)).flat(), [0, null, 0, null, 0, null]);
      assert.equal(readFileSync(log, 'utf8'), '+-'.repeat(12));
    });

    it('continue where one was killed, once what it started has ended', async function () {
      this.timeout(30_000);
      const killed = program('box');
      const [printed] = (await once(killed.stdout, 'data')) as [Buffer];
      const pid = Number(printed.toString());
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      let over = false;
      const next = window().take(
        'box',
        () => {
          over = true;
          return Promise.resolve();
        },
        () => {
          assert.ok(!over);
          process.kill(pid, 'SIGKILL');
        },
      );
      await next;
      assert.deepEqual(
        readdirSync(path.join(folder, 'turns')).filter((name) => name.endsWith('.json')),
        [],
      );
    });

    it('continue where the folder cannot be written, or holds what nobody can read', async () => {
      writeFileSync(path.join(folder, 'turns'), 'a file');
      assert.equal(await window().take('box', () => Promise.resolve(1)), 1);
      rmSync(path.join(folder, 'turns'));
      assert.equal(await window().take('box', () => Promise.resolve(2)), 2);
      for (const content of ['', '{}', '[]', '{"what":"box","owner":5}'])
        writeFileSync(path.join(folder, 'turns', `${content.length}.json`), content);
      assert.equal(await window().take('box', () => Promise.resolve(3)), 3);
    });
  });
});
