import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { News } from '../../../src/analysis/protocol';
import { AnalysisLost, WorkerClient } from '../../../src/analysis/workerClient';
import type { Lost } from '../../../src/analysis/workerClient';

/** A worker that does what the first argument of a call says. */
const program = `
const { parentPort } = require('node:worker_threads');
const send = (message) => parentPort.postMessage(message);
const news = (busy) => send({ kind: 'news', news: { busy } });
const doings = {
  fail: ({ id }) => send({ kind: 'failure', id, error: 'not today' }),
  silent: () => news(false),
  loop: ({ given: [, key] }) => {
    if (key) send({ kind: 'progress', at: key });
    news(true);
    for (;;);
  },
  begin: ({ id, given: [, key] }) => {
    send({ kind: 'progress', at: key });
    send({ kind: 'answer', id });
  },
  end: ({ id }) => {
    send({ kind: 'progress', at: undefined });
    send({ kind: 'answer', id });
  },
  crash: () => {
    throw new Error('out of order');
  },
  exit: () => process.exit(3),
  pass: ({ id, given: [, key] }) => {
    send({ kind: 'pass', pass: 7, key });
    send({ kind: 'answer', id });
  },
  twice: ({ given: [, said] }) => {
    news(true);
    news(false);
    Atomics.store(said, 0, 1);
    Atomics.notify(said, 0);
  },
};
parentPort.on('message', (call) => {
  const doing = doings[call.given[0]];
  if (doing) doing(call);
  else send({ kind: 'answer', id: call.id, value: call });
});
`;

/** Timers that run when a test says so. */
class Clock {
  private readonly real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  private readonly pending = new Map<unknown, () => void>();

  constructor() {
    globalThis.setTimeout = ((run: () => void) => {
      const timer = { unref: () => timer };
      this.pending.set(timer, run);
      return timer;
    }) as never;
    globalThis.clearTimeout = (timer) => void this.pending.delete(timer);
  }

  dispose(): void {
    Object.assign(globalThis, this.real);
  }

  get isRunning(): boolean {
    return this.pending.size > 0;
  }

  /** Lets all timers run out that are there now, as often as that is said. */
  tick(times: number): void {
    for (let left = times; left > 0; left--) {
      const due = [...this.pending.values()];
      this.pending.clear();
      for (const run of due) run();
    }
  }
}

describe('the client of the analysis in its worker', () => {
  let folder: string;
  let client: WorkerClient;
  let losses: Lost[];
  let news: News[];
  let passes: [number, string][];
  let onNews: () => void;
  /** A worker keeps no process alive that waits for it. */
  let alive: NodeJS.Timeout;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-worker-'));
    writeFileSync(path.join(folder, 'program.cjs'), program);
    alive = setInterval(() => undefined, 100_000);
  });
  after(() => {
    clearInterval(alive);
    rmSync(folder, { recursive: true, force: true });
  });
  const connect = (limit?: number, script = 'program.cjs') =>
    (client = new WorkerClient(
      path.join(folder, script),
      {
        onNews: (one) => {
          news.push(one);
          onNews();
        },
        onLost: (one) => losses.push(one),
        onPass: (...one) => passes.push(one),
      },
      limit,
    ));
  beforeEach(() => {
    [losses, news, passes, onNews] = [[], [], [], () => undefined];
    connect();
  });
  afterEach(() => client.dispose());

  const ask = (...given: unknown[]) =>
    (client.ask as (name: string, ...given: unknown[]) => Promise<unknown>).call(client, 'explain', ...given);
  const tell = (...given: unknown[]) =>
    (client.tell as (name: string, ...given: unknown[]) => Promise<unknown>).call(client, 'note', ...given);
  const isLost = (error: unknown): boolean => error instanceof AnalysisLost;
  /** Resolves with the next news. */
  const nextNews = () => new Promise<void>((resolve) => (onNews = resolve));

  it('has its calls answered, in order', async () => {
    const answered: unknown[] = [];
    const all = [ask('a', 1), tell('b'), ask('c', { d: [2] })];
    for (const one of all) void one.then((value) => answered.push(value));
    assert.deepEqual(await Promise.all(all), [
      { id: 1, what: 'ask', name: 'explain', given: ['a', 1] },
      { id: 2, what: 'tell', name: 'note', given: ['b'] },
      { id: 3, what: 'ask', name: 'explain', given: ['c', { d: [2] }] },
    ]);
    assert.deepEqual(answered, await Promise.all(all));
    assert.deepEqual(losses, []);
  });

  it('tells a failure of a call as one, and goes on', async () => {
    await assert.rejects(ask('fail'), (error) => {
      assert.ok(error instanceof Error && !isLost(error));
      assert.equal(error.message, 'not today');
      return true;
    });
    assert.ok(await ask('a'));
    assert.deepEqual(losses, []);
  });

  it('passes on what is told without being asked for', async () => {
    await ask('pass', '/w/a.json');
    assert.deepEqual(passes, [[7, '/w/a.json']]);
    const told = nextNews();
    void ask('silent').catch(() => undefined);
    await told;
    assert.deepEqual(news, [{ busy: false }]);
  });

  for (const [doing, error] of [
    ['crash', /out of order/],
    ['exit', /\b3\b/],
  ] as const)
    it(`replaces a worker that ends by itself, and says so once: ${doing}`, async () => {
      const waiting = [ask('silent'), ask(doing, 1), tell('a')];
      for (const one of waiting) void one.catch(() => undefined);
      for (const one of waiting) await assert.rejects(one, isLost);
      assert.ok(await ask('b'));
      assert.equal(losses.length, 1);
      const [lost] = losses;
      assert.deepEqual([lost?.why, lost?.at], ['crashed', 'silent']);
      assert.match(lost?.error ?? '', error);
    });

  it('says so where the program itself is broken', async () => {
    connect(undefined, 'nosuch.cjs');
    await assert.rejects(ask('a'), isLost);
    assert.match(losses[0]?.error ?? '', /nosuch/);
  });

  it('replaces one that hangs', async () => {
    connect(50);
    await assert.rejects(ask('loop', 'loop'), isLost);
    assert.deepEqual(losses, [{ why: 'hung', at: 'loop', error: undefined }]);
  });

  it('gives up one that is lost again and again, and refuses what comes then', async () => {
    for (let count = 1; count <= 5; count++) await assert.rejects(ask('exit'), isLost);
    assert.ok(await ask('a'), 'not too often yet');
    await assert.rejects(ask('exit'), isLost);
    assert.deepEqual(
      losses.map(({ why }) => why),
      [...new Array<string>(5).fill('crashed'), 'gaveUp'],
    );
    await assert.rejects(ask('a'), isLost);
    assert.equal(losses.length, 6);
  });

  it('forgets losses of long ago', async () => {
    const { now } = Date;
    try {
      for (let count = 1; count <= 5; count++) await assert.rejects(ask('exit'), isLost);
      Date.now = () => now() + 11 * 60_000;
      for (let count = 1; count <= 5; count++) await assert.rejects(ask('exit'), isLost);
      assert.ok(losses.every(({ why }) => why === 'crashed'));
      assert.ok(await ask('a'));
    } finally {
      Date.now = now;
    }
  });

  it('refuses what waits when it is disposed, and what comes later', async () => {
    const told = nextNews();
    const waiting = ask('silent');
    void waiting.catch(() => undefined);
    await told;
    client.dispose();
    await assert.rejects(waiting, isLost);
    await assert.rejects(ask('a'), isLost);
    await assert.rejects(tell('a'), isLost);
    assert.deepEqual(losses, [], 'that is no loss');
  });

  it('starts no worker for what is asked after the end', async () => {
    client.dispose();
    await assert.rejects(ask('a'), isLost);
    assert.deepEqual(losses, []);
  });

  describe('watches', () => {
    let clock: Clock;
    beforeEach(() => (clock = new Clock()));
    afterEach(() => clock.dispose());

    it('whether the worker says something, as long as it has to', async () => {
      assert.equal(clock.isRunning, false);
      const answer = ask('a');
      assert.equal(clock.isRunning, true);
      await answer;
      assert.equal(clock.isRunning, false);
    });

    it('and replaces one that loops, and says what it was at', async () => {
      const told = nextNews();
      const looping = ask('loop', '/w/hangs.json');
      void looping.catch(() => undefined);
      await told;
      clock.tick(9);
      assert.deepEqual(losses, []);
      clock.tick(1);
      assert.deepEqual(losses, [{ why: 'hung', at: '/w/hangs.json', error: undefined }]);
      await assert.rejects(looping, isLost);
      assert.equal(clock.isRunning, false);
      assert.ok(await ask('a'));
    });

    it('and goes by the question, where nothing else is known', async () => {
      const told = nextNews();
      const waiting = ask('loop');
      void waiting.catch(() => undefined);
      await told;
      clock.tick(10);
      assert.deepEqual(losses, [{ why: 'hung', at: 'loop', error: undefined }]);
    });

    it('and begins anew with each answer, and with each news', async () => {
      const told = nextNews();
      const waiting = ask('silent');
      void waiting.catch(() => undefined);
      await told;
      for (let count = 0; count < 3; count++) {
        clock.tick(9);
        await ask('a');
      }
      for (let count = 0; count < 3; count++) {
        clock.tick(9);
        const more = nextNews();
        void ask('silent').catch(() => undefined);
        await more;
      }
      clock.tick(9);
      assert.deepEqual(losses, []);
      clock.tick(1);
      assert.deepEqual(losses, [{ why: 'hung', at: 'silent', error: undefined }]);
    });

    it('also what nobody has asked for, from its beginning to its end', async () => {
      await tell('begin', '/w/long.json');
      assert.equal(clock.isRunning, true);
      await tell('end');
      assert.equal(clock.isRunning, false);
      await tell('begin', '/w/long.json');
      clock.tick(10);
      assert.deepEqual(losses, [{ why: 'hung', at: '/w/long.json', error: undefined }]);
    });

    it('for nothing that could not be sent', async () => {
      await assert.rejects(
        ask('a', () => undefined),
        (error) => !isLost(error),
      );
      assert.equal(clock.isRunning, false);
      assert.ok(await ask('a'));
    });

    it('and hears nothing more of one that was replaced', async () => {
      const said = new Int32Array(new SharedArrayBuffer(4));
      const lost = new Promise<void>((resolve) => {
        onNews = () => {
          // The second is on its way before the worker is given up.
          Atomics.wait(said, 0, 0);
          clock.tick(10);
          resolve();
        };
      });
      const waiting = ask('twice', said);
      void waiting.catch(() => undefined);
      await lost;
      assert.equal(losses.length, 1);
      assert.ok(await ask('a'));
      assert.deepEqual(news, [{ busy: true }]);
    });
  });
});
