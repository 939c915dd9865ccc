import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { adoptProcess } from '../../../../../src/tools/packer/builds/adoptProcess';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';
import { processIdentity } from '../../../../../src/tools/processIdentity';

const record: RunRecord = {
  id: '20261123T141502345-3f9a',
  template: '/p/a.json',
  choices: defaultChoices,
  cwd: '/p',
  status: 'running',
  began: 1000,
  steps: [],
  artifacts: [],
  errors: [],
};

/** A process that goes on, in a group of its own as a build is. */
async function running() {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setTimeout(() => {}, 60_000)'], {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const { pid } = child;
  assert.ok(pid !== undefined);
  return { child, pid, started: await processIdentity(pid) };
}

describe('adoptProcess', () => {
  it('takes the last write of the log for the end of a build that nobody saw ending', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-adopt-'));
    try {
      const log = path.join(folder, 'packer.log');
      writeFileSync(log, 'text');
      utimesSync(log, 90, 90);
      const { pid } = spawnSync(process.execPath, ['--version']);
      const build = await adoptProcess({ ...record, log, pid, started: 'long ago' });
      assert.equal(build.lives, false);
      assert.deepEqual(await build.ended, { at: 90_000, seen: false, stopped: false });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes the beginning where there is no log, and never fails', async () => {
    const build = await adoptProcess({ ...record, log: path.join(tmpdir(), 'is', 'not', 'there.log') });
    assert.deepEqual(await build.ended, { at: 1000, seen: false, stopped: false });
  });

  it('sees a process end that is no child of its own, without an exit code', async () => {
    const { child, pid, started } = await running();
    const build = await adoptProcess({ ...record, pid, ...(started !== undefined && { started }) });
    assert.equal(build.lives, true);
    child.kill('SIGKILL');
    const { at, ...end } = await build.ended;
    assert.deepEqual(end, { seen: false, stopped: false });
    assert.ok(at > record.began);
  });

  it('stops nothing that has the number of a build that is gone', async () => {
    const { child, pid, started } = await running();
    try {
      const build = await adoptProcess({ ...record, pid, started: 'long ago' });
      build.stop();
      build.stop();
      assert.equal((await build.ended).stopped, false);
      assert.equal(await processIdentity(pid), started);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('stops it', async () => {
    const { pid, started } = await running();
    const build = await adoptProcess({ ...record, pid, ...(started !== undefined && { started }) });
    build.stop();
    build.stop();
    const { stopped } = await build.ended;
    assert.equal(stopped, true);
  });
});
