import assert from 'node:assert/strict';
import { patiently, patientlyAsync } from '../../../src/tools/patiently';

const refusal = (code: string) => Object.assign(new Error(code), { code });

/** Fails so many times, then gives how often it was tried. */
function failing(times: number, code: string) {
  let tries = 0;
  return () => {
    tries += 1;
    if (tries <= times) throw refusal(code);
    return tries;
  };
}

describe('What is done patiently', () => {
  let slept: number[];
  beforeEach(() => (slept = []));
  const on = (platform: NodeJS.Platform) => ({ platform, sleep: (ms: number) => void slept.push(ms) });
  const inTime = (platform: NodeJS.Platform) => ({
    platform,
    sleep: (ms: number) => Promise.resolve(slept.push(ms)),
  });

  for (const code of ['EPERM', 'EACCES', 'EBUSY'])
    it(`is tried again when Windows says ${code}, as somebody has the file open`, async () => {
      assert.equal(patiently(failing(3, code), on('win32')), 4);
      assert.deepEqual(slept, [10, 20, 40]);
      const work = failing(3, code);
      assert.equal(await patientlyAsync(() => Promise.resolve().then(work), undefined, inTime('win32')), 4);
    });

  it('ends when it takes too long', async () => {
    assert.throws(() => patiently(failing(100, 'EPERM'), on('win32')), /EPERM/);
    assert.ok(slept.reduce((sum, ms) => sum + ms, 0) < 1000);
    slept = [];
    const work = failing(100, 'EPERM');
    await assert.rejects(
      patientlyAsync(() => Promise.resolve().then(work), undefined, inTime('win32')),
      /EPERM/,
    );
    const whole = slept.reduce((sum, ms) => sum + ms, 0);
    assert.ok(whole > 9000 && whole < 11_000, String(whole));
  });

  it('ends when there is nothing to wait for any more', async () => {
    const work = failing(100, 'EPERM');
    await assert.rejects(
      patientlyAsync(
        () => Promise.resolve().then(work),
        () => true,
        inTime('win32'),
      ),
    );
    assert.deepEqual(slept, []);
  });

  it('is tried once where the refusal is meant', async () => {
    for (const [code, platform] of [
      ['EPERM', 'linux'],
      ['EACCES', 'darwin'],
      ['ENOSPC', 'win32'],
      ['ENOENT', 'win32'],
    ] as const) {
      assert.throws(() => patiently(failing(1, code), on(platform)));
      const work = failing(1, code);
      await assert.rejects(patientlyAsync(() => Promise.resolve().then(work), undefined, inTime(platform)));
    }
    assert.deepEqual(slept, []);
  });
});
