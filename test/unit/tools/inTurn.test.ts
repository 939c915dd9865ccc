import assert from 'node:assert/strict';
import { inTurn } from '../../../src/tools/inTurn';

describe('Installations', () => {
  /** Work that ends when it is told to. */
  function work(name: string, log: string[]) {
    let end: (failure?: Error) => void = () => undefined;
    const ended = new Promise<string>((resolve, reject) => {
      end = (failure) => (failure ? reject(failure) : resolve(name));
    });
    return {
      end,
      run: () => {
        log.push(name);
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
      inTurn('box', one.run, () => waits.push('one')),
      inTurn('box', two.run, () => waits.push('two')),
      inTurn('box', three.run, () => waits.push('three')),
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
    await inTurn('box', again.run, () => waits.push('again'));
    assert.ok(!waits.includes('again'), 'nothing is left to wait for');
  });

  it('of other kinds do not wait', async () => {
    const log: string[] = [];
    const [one, two] = ['one', 'two'].map((name) => work(name, log));
    assert.ok(one && two);
    const first = inTurn('box', one.run);
    two.end();
    assert.equal(await inTurn('plugin', two.run), 'two');
    one.end();
    await first;
  });
});
