import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { followFile } from '../../src/tools/followFile';
import { followLauncher } from '../../src/tools/packer/builds/followLauncher';
import { readState } from '../../src/tools/packer/launcher/launcherFiles';
import { rotateLog } from '../../src/tools/packer/runs/rotateLog';
import { patientlyAsync } from '../../src/tools/patiently';
import { processExists } from '../../src/tools/processIdentity';
import { listProcesses } from '../../src/tools/processList';
import { processesGone } from '../support/processes';
import { skipBecause } from '../support/skip';

/** Builds by a real Packer for Windows, which starts itself again: the process that is launched is not the one that builds. */
describe('A build of Packer on Windows', function () {
  let folder: string;
  let packer: string;
  const windows: ChildProcess[] = [];
  before(function () {
    packer =
      process.env['BOXWRIGHT_PACKER_CURRENT'] ??
      skipBecause(this, process.env['BOXWRIGHT_PACKER_CURRENT_SKIP'] ?? 'started without npm test');
  });
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-build-'))));
  afterEach(async () => {
    const { launcher, packer: led } = readState(run()) ?? {};
    if (led && processExists(led.pid)) {
      const build = await followLauncher(record(), run());
      build.stop();
      build.stop();
    }
    for (const window of windows.splice(0)) window.kill('SIGKILL');
    await processesGone([launcher?.pid, led?.pid]);
    await patientlyAsync(() => rm(folder, { recursive: true }));
  });

  const run = () => path.join(folder, 'run');
  const log = () => path.join(folder, 'packer.log');
  const record = () => ({ log: log(), began: 1000 });
  const output = () => (existsSync(log()) ? readFileSync(log(), 'utf8') : '');

  /** @param steps of the template's only build */
  function write(...steps: readonly object[]): void {
    const template = { builders: [{ type: 'null', communicator: 'none' }], provisioners: steps };
    writeFileSync(path.join(folder, 'a.json'), JSON.stringify(template));
    writeFileSync(log(), '');
  }

  /** Starts a window that builds the template. @returns what it says first */
  async function open(): Promise<{ window: ChildProcess; says: string }> {
    const window = spawn(process.execPath, [path.join(PROGRAMS, 'window.js'), folder, packer, LAUNCHER], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    windows.push(window);
    const [text] = (await once(window.stdout, 'data')) as [Buffer];
    return { window, says: text.toString('utf8').trim() };
  }

  const sleep = (seconds: number) => ({ type: 'sleep', duration: `${seconds}s` });
  const fails = { type: 'shell-local', inline: ['exit 3'] };

  it('outlives the window that is killed, to its last line and its exit code', async () => {
    write(sleep(4), fails);
    const { window, says } = await open();
    assert.equal(says, 'building');
    await until('the build to begin', () => /Sleeping|Pausing/.test(output()));
    window.kill('SIGKILL');
    await once(window, 'exit');
    const build = await followLauncher(record(), run());
    assert.equal(build.lives, true);
    const { exitCode, seen, stopped } = await build.ended;
    assert.deepEqual([exitCode, seen, stopped], [1, true, false]);
    assert.match(output(), /Builds finished but no artifacts were created\.|did not complete successfully/);
  });

  it('ends with 0 where it succeeds', async () => {
    write(sleep(1));
    await open();
    const build = await followLauncher(record(), run());
    const { exitCode } = await build.ended;
    assert.equal(exitCode, 0, output());
  });

  it('ends at once with all that it started, where it is told to', async () => {
    write(sleep(600));
    await open();
    await until('the build to begin', () => /Sleeping|Pausing/.test(output()));
    assert.ok((await packers()).length >= 2, 'Packer has not started itself again');
    const build = await followLauncher(record(), run());
    build.stop();
    build.stop();
    const { seen, stopped } = await build.ended;
    assert.deepEqual([seen, stopped], [true, true]);
    await untilAsync('all of Packer to end', async () => (await packers()).length === 0);
  });

  it('is not begun a second time, also when the window that began it was killed', async () => {
    write(sleep(600));
    const first = await open();
    assert.equal(first.says, 'building');
    assert.equal((await open()).says, 'refused');
    first.window.kill('SIGKILL');
    await once(first.window, 'exit');
    assert.equal((await open()).says, 'refused');
    const build = await followLauncher(record(), run());
    build.stop();
    build.stop();
    await build.ended;
    assert.equal((await open()).says, 'building');
  });

  it('leaves a log that is put away while somebody reads it', async () => {
    write(sleep(1));
    await open();
    let read = '';
    const reader = await followFile(log(), (text) => void (read += text));
    const build = await followLauncher(record(), run());
    await build.ended;
    const moved = rotateLog(log(), 5, () => true);
    assert.ok(moved !== undefined && existsSync(moved));
    assert.ok(!existsSync(log()));
    await reader.end();
    assert.equal(read, readFileSync(moved, 'utf8'));
  });

  const packers = async () =>
    (await listProcesses()).filter(({ command }) => /\bpacker(\.exe)?\b/i.test(command));
});

const until = (what: string, ask: () => boolean): Promise<void> =>
  untilAsync(what, () => Promise.resolve(ask()));

async function untilAsync(what: string, ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 40_000;
  while (!(await ask())) {
    assert.ok(Date.now() < end, `waited for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
