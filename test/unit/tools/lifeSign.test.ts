import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isLiving, showLife, silenceMs, sinceTouched, touch } from '../../../src/tools/lifeSign';

/** What a system says, and how often it was asked. */
function system(pid: { exists: boolean; identity?: string }, onWait: () => void = () => undefined) {
  const asked: string[] = [];
  return {
    asked,
    exists: () => pid.exists,
    identity: () => {
      asked.push('identity');
      return Promise.resolve(pid.identity);
    },
    wait: () => {
      asked.push('wait');
      return Promise.resolve(onWait());
    },
  };
}

describe('isLiving', () => {
  const claimed = { pid: 7, started: 'then' };

  it('believes who has just shown that it lives, and asks nobody', async () => {
    const host = system({ exists: true });
    assert.equal(await isLiving(claimed, () => 0, host), true);
    assert.deepEqual(host.asked, []);
  });

  it('knows that nobody is there', async () => {
    const host = system({ exists: false, identity: 'then' });
    assert.equal(await isLiving(claimed, () => 0, host), false);
    assert.deepEqual(host.asked, []);
  });

  it('asks the system for who is silent', async () => {
    assert.equal(await isLiving(claimed, () => silenceMs, system({ exists: true, identity: 'then' })), true);
    const other = system({ exists: true, identity: 'later' });
    assert.equal(await isLiving(claimed, () => silenceMs, other), false);
    assert.deepEqual(other.asked, ['identity']);
  });

  for (const [name, process] of [
    ['which may not run', claimed],
    ['and it was not known when the process began', { pid: 7 }],
  ] as const)
    it(`looks again without PowerShell, ${name}`, async () => {
      assert.equal(await isLiving(process, () => Infinity, system({ exists: true })), false);
      // The computer has slept: the next touch is due.
      let since = Infinity;
      const host = system({ exists: true }, () => (since = 100));
      assert.equal(await isLiving(process, () => since, host), true);
      assert.equal(host.asked.at(-1), 'wait');
    });
});

describe('showLife', () => {
  it('touches a file until it is told to stop', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-life-'));
    const file = path.join(folder, 'made', 'sign');
    try {
      assert.equal(sinceTouched(file), Infinity);
      const stop = showLife(file);
      utimesSync(file, 1, 1);
      assert.ok(sinceTouched(file) > silenceMs);
      const end = Date.now() + 10_000;
      while (sinceTouched(file) > silenceMs && Date.now() < end)
        await new Promise((resolve) => setTimeout(resolve, 20));
      assert.ok(sinceTouched(file) < silenceMs);
      stop();
      assert.equal(existsSync(file), false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes the first file that is there', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-life-'));
    touch(folder);
    assert.ok(sinceTouched(path.join(folder, 'none'), folder) < silenceMs);
    rmSync(folder, { recursive: true });
  });
});
