import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { processIdentity } from '../../../src/tools/processIdentity';
import {
  endProcess,
  endRest,
  groupLives,
  ofChild,
  ofRecord,
  stopProcess,
} from '../../../src/tools/stopProcess';

describe('stopping a process', () => {
  const running: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of running.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  /** A process that goes on, in a group of its own. */
  async function start() {
    const child = spawn(process.execPath, ['-e', 'console.log(1); setTimeout(() => {}, 60_000)'], {
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.push(child);
    await once(child.stdout, 'data');
    const pid = child.pid ?? assert.fail('no process');
    return { child, pid, started: (await processIdentity(pid)) ?? assert.fail('no identity') };
  }
  const lives = async ({ pid, started }: { pid: number; started: string }) =>
    (await processIdentity(pid)) === started;

  it('ends the one that is meant', async () => {
    const one = await start();
    assert.equal(await stopProcess(ofRecord(one), 'hard'), undefined);
    await once(one.child, 'exit');
    const other = await start();
    assert.equal(await endProcess(other), true);
    assert.equal(await lives(other), false);
  });

  it('leaves one that has the number of the one that is meant', async () => {
    const one = await start();
    const earlier = { ...one, started: 'long ago' };
    for (const how of ['gentle', 'interrupt', 'hard'] as const) await stopProcess(ofRecord(earlier), how);
    assert.equal(await endProcess(earlier), true, 'the one that is meant is gone');
    assert.equal(await lives(one), true);
  });

  it('leaves what may have the number of a child that has ended', async () => {
    const one = await start();
    // As Node says of a child that it has counted off.
    for (const end of [
      { exitCode: 0, signalCode: null },
      { exitCode: null, signalCode: 'SIGTERM' as const },
    ])
      await stopProcess(ofChild({ pid: one.pid, ...end }), 'hard');
    assert.equal(await lives(one), true);
  });

  it('leaves a group that has the number of the one that is meant', async function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(20_000);
    // What leads the group is gone, and another is in it that began long after that.
    const leader = spawn(process.execPath, ['-e', groupOfAnother], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [output] = (await once(leader.stdout, 'data')) as [Buffer];
    const pid = leader.pid ?? assert.fail('no process');
    const member = Number(output.toString());
    if (leader.exitCode === null) await once(leader, 'exit');
    try {
      await endRest(pid, Date.now() - 60_000);
      assert.equal(groupLives(pid), true);
      await endRest(pid, Date.now());
      assert.equal(groupLives(pid), false);
    } finally {
      try {
        process.kill(member, 'SIGKILL');
      } catch {
        // It was ended, as it should be.
      }
    }
  });
});

const groupOfAnother = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  child.unref();
  console.log(child.pid);`;
