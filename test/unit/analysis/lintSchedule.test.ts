import assert from 'node:assert/strict';
import { LintSchedule } from '../../../src/analysis/lintSchedule';

describe('LintSchedule', () => {
  let schedule: LintSchedule;
  let linted: string[];
  let busy: number;

  beforeEach(() => {
    linted = [];
    busy = 0;
    schedule = new LintSchedule(
      (key) => linted.push(key),
      () => busy++,
    );
  });
  afterEach(() => schedule.dispose());

  /** Long enough for all that waits 0 ms. */
  const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('lints each subject once, however often it was asked for', async () => {
    schedule.add(['a', 'b'], 0);
    schedule.add(['a'], 0);
    await soon();
    assert.deepEqual(linted.sort(), ['a', 'b']);
  });

  it('puts off what is asked for again', async () => {
    schedule.add(['a'], 0);
    schedule.add(['a'], 5_000);
    await soon();
    assert.deepEqual(linted, []);
    assert.ok(schedule.has('a'));
  });

  it('says that it is busy when it begins, and is so until all is done', async () => {
    assert.equal(schedule.busy, false);
    schedule.add([], 0);
    assert.equal(busy, 0);
    schedule.add(['a'], 0);
    schedule.add(['b'], 0);
    assert.equal(busy, 1);
    assert.equal(schedule.busy, true);
    await soon();
    assert.equal(schedule.busy, false);
    schedule.add(['a'], 0);
    assert.equal(busy, 2);
  });

  it('lets others have their turn between long ones, which are due together', async () => {
    const turns: string[] = [];
    const ended = new Promise<void>((resolve) => {
      const one = new LintSchedule(
        (key) => {
          for (const begin = performance.now(); performance.now() - begin < 12;);
          turns.push(key);
          if (key === 'a') setImmediate(() => turns.push('another'));
          if (key === 'c') resolve();
        },
        () => undefined,
      );
      one.add(['a', 'b', 'c'], 0);
    });
    await ended;
    assert.equal(turns[0], 'a');
    assert.ok(turns.includes('another'), turns.join());
  });

  it('is no longer busy with what it lints', async () => {
    let during: boolean | undefined;
    const one: LintSchedule = new LintSchedule(
      () => (during = one.busy),
      () => undefined,
    );
    one.add(['a'], 0);
    await soon();
    assert.equal(during, false);
  });

  it('does not lint what was linted otherwise, nor anything after its end', async () => {
    schedule.add(['a', 'b', 'c'], 0);
    schedule.remove('a');
    assert.equal(schedule.has('a'), false);
    await soon();
    assert.deepEqual(linted.sort(), ['b', 'c']);
    schedule.add(['d'], 0);
    schedule.dispose();
    await soon();
    assert.equal(linted.includes('d'), false);
  });
});
