import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { followLauncher } from '../../../../../src/tools/packer/builds/followLauncher';
import {
  launcherFiles,
  packerOptions,
  readEnd,
  readState,
} from '../../../../../src/tools/packer/launcher/launcherFiles';
import { processExists } from '../../../../../src/tools/processIdentity';
import { groupLives } from '../../../../../src/tools/stopProcess';
import { patientlyAsync } from '../../../../../src/tools/patiently';
import { processesGone } from '../../../../support/processes';
import { skipBecause } from '../../../../support/skip';

const windows = process.platform === 'win32';

/** What Packer gets when it is asked to cancel: on Windows Ctrl-Break in its console. */
const interrupt = windows ? 'SIGBREAK' : 'SIGINT';

/** Says that it has begun, and goes on until there is a file `go`. */
const waiting = `console.log('begun ' + process.pid);
  setInterval(() => { if (require('node:fs').existsSync('go')) { console.log('went on'); process.exit(4); } }, 20);`;
const ignoring = `for (const one of ['SIGINT', 'SIGBREAK', 'SIGTERM']) process.on(one, () => console.log('ignored ' + one)); ${waiting}`;

describe('the launcher', function () {
  let scratch: string;
  let folder: string;
  let log: string;
  const started: ChildProcess[] = [];
  beforeEach(() => {
    scratch = mkdtempSync(path.join(tmpdir(), 'boxwright-launcher-'));
    folder = path.join(scratch, 'run');
    mkdirSync(folder);
    log = path.join(scratch, 'packer.log');
    writeFileSync(log, '');
  });
  afterEach(async () => {
    writeFileSync(path.join(scratch, 'go'), '');
    for (const child of started.splice(0)) child.kill('SIGKILL');
    const { launcher, packer: led } = readState(folder) ?? {};
    await processesGone([launcher?.pid, led?.pid]);
    await patientlyAsync(() => rm(scratch, { recursive: true }));
  });

  const output = () => readFileSync(log, 'utf8');
  const record = () => ({ log, began: 1000 });

  /** Launches Node as Packer, and waits until that has begun. */
  async function launch(program: string, args: readonly string[] = ['-e', program]): Promise<ChildProcess> {
    const child = spawn(process.execPath, [LAUNCHER, folder, log, process.execPath, ...args], {
      cwd: scratch,
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', SECRET: 'sesame' },
    });
    started.push(child);
    await until(
      'Packer to begin',
      () => readState(folder)?.packer !== undefined && /begun|^$/.test(output()),
    );
    return child;
  }
  const begun = async (program: string) => {
    const child = await launch(program);
    await until('Packer to print', () => /begun/.test(output()));
    return child;
  };
  const go = () => writeFileSync(path.join(scratch, 'go'), '');
  const packer = (): number => readState(folder)?.packer?.pid ?? assert.fail('no Packer');

  it('writes down how Packer ended, and when', async () => {
    const before = Date.now();
    const child = await begun(waiting);
    go();
    await once(child, 'exit');
    const end = readEnd(folder);
    assert.deepEqual({ ...end, at: 0 }, { at: 0, exitCode: 4 });
    assert.ok(end && end.at >= before && end.at <= Date.now());
    assert.match(output(), /begun \d+\nwent on\n/);
  });

  it('gives Packer its environment, without what made a Node of it, and keeps nothing of it', async () => {
    await begun(
      `console.log('begun', process.env.SECRET, 'ELECTRON_RUN_AS_NODE' in process.env); ${waiting}`,
    );
    assert.match(output(), /begun sesame false/);
    assert.doesNotMatch(JSON.stringify(readState(folder)), /sesame/);
  });

  it('goes on when who started it is killed, and is found by the next', async () => {
    const starter = spawn(
      process.execPath,
      [
        '-e',
        `require('node:child_process').spawn(process.execPath, process.argv.slice(1), { detached: true, stdio: 'ignore' });
         setInterval(() => {}, 1000);`,
        ...[LAUNCHER, folder, log, process.execPath, '-e', waiting],
      ],
      { cwd: scratch, stdio: 'ignore' },
    );
    await until('Packer to print', () => /begun/.test(output()));
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    const build = await followLauncher(record(), folder);
    assert.equal(build.lives, true);
    go();
    const { at, ...end } = await build.ended;
    assert.deepEqual(end, { exitCode: 4, seen: true, stopped: false });
    assert.ok(at > record().began);
    assert.match(output(), /went on/);
    // And by one that comes later still.
    const later = await followLauncher(record(), folder);
    assert.equal(later.lives, false);
    assert.deepEqual(await later.ended, { at, exitCode: 4, seen: true, stopped: false });
  });

  it('lets Packer clean up on request', async function () {
    // Wine says that it was pressed, and nobody hears of it.
    if (process.env['BOXWRIGHT_WINE']) skipBecause(this, 'Wine delivers Ctrl-Break to no other console');
    await begun(
      `process.on('${interrupt}', () => { console.log('cleaned up'); process.exit(1); }); ${waiting}`,
    );
    const build = await followLauncher(record(), folder);
    build.stop();
    const { exitCode, seen, stopped } = await build.ended;
    assert.deepEqual([exitCode, seen, stopped], [1, true, true]);
    assert.match(output(), /cleaned up/);
    assert.equal(readEnd(folder)?.stopped, 'stop');
    assert.equal(build.stopFailure(), undefined);
  });

  it('stops Packer together with all that it started', async function () {
    if (windows) skipBecause(this, 'Windows has no process groups');
    await begun(`process.on('SIGINT', () => process.exit(1));
      require('node:child_process').spawn(process.execPath, ['-e', "process.on('SIGINT', () => {}); setInterval(() => {}, 1000)"]);
      ${waiting}`);
    const build = await followLauncher(record(), folder);
    const pid = packer();
    build.stop();
    await build.ended;
    assert.equal(groupLives(pid), false, 'something lives on');
  });

  it('ends a Packer that ignores the interrupt when it is asked again, with all that it started', async () => {
    await begun(`const child = require('node:child_process').spawn(process.execPath, ['-e', "setInterval(() => {}, 1000)"]);
      console.log('child ' + child.pid + '.'); ${ignoring}`);
    const child = Number(/child (\d+)\./.exec(output())?.[1]);
    assert.ok(processExists(child));
    const build = await followLauncher(record(), folder);
    build.stop();
    if (!process.env['BOXWRIGHT_WINE'])
      await until('the interrupt', () => new RegExp(`ignored ${interrupt}`).test(output()));
    assert.equal(readEnd(folder), undefined);
    build.stop();
    const { exitCode, seen, stopped } = await build.ended;
    // Windows knows no signals: who is ended there exits with 1.
    assert.deepEqual([exitCode, seen, stopped], [windows ? 1 : undefined, true, true]);
    const { signal, stopped: how } = readEnd(folder) ?? {};
    assert.deepEqual([signal, how], [windows ? undefined : 'SIGKILL', 'kill']);
    assert.equal(build.stopFailure(), undefined);
    await until('its child to end', () => !processExists(child));
  });

  it('knows that another window has stopped the build', async () => {
    await begun(waiting);
    const [one, other] = [await followLauncher(record(), folder), await followLauncher(record(), folder)];
    one.stop();
    one.stop();
    assert.equal((await other.ended).stopped, true);
  });

  it('stays when a terminal or a session closes, and stops Packer when it is ended itself', async function () {
    if (windows) skipBecause(this, 'Windows sends no signals');
    const child = await begun(`process.on('SIGINT', () => process.exit(1)); ${waiting}`);
    child.kill('SIGHUP');
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(child.exitCode, null);
    child.kill('SIGTERM');
    await once(child, 'exit');
    assert.deepEqual({ ...readEnd(folder), at: 0 }, { at: 0, exitCode: 1, stopped: 'stop' });
  });

  it('may be killed: Packer goes on, is followed by its process, and can be stopped', async function () {
    if (windows) skipBecause(this, 'Windows ends Packer with its launcher');
    const child = await begun(`process.on('SIGTERM', () => process.exit(1)); ${waiting}`);
    const exited = once(child, 'exit').then(([code]) => code as number | null);
    const build = await followLauncher(record(), folder, { exited });
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(groupLives(packer()), true);
    // Who comes later waits until the launcher shows no life any more.
    utimesSync(path.join(folder, launcherFiles.state), 1, 1);
    const later = await followLauncher(record(), folder);
    assert.equal(later.lives, true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    build.stop();
    const ends = await Promise.all([build.ended, later.ended]);
    assert.deepEqual(
      ends.map(({ exitCode, seen, stopped }) => [exitCode, seen, stopped]),
      [
        [undefined, false, true],
        [undefined, false, false],
      ],
    );
  });

  it('takes the last line of the log for the end where launcher and Packer were killed', async function () {
    if (windows) skipBecause(this, 'Windows stops no processes');
    const child = await begun(waiting);
    process.kill(packer(), 'SIGSTOP');
    child.kill('SIGKILL');
    await once(child, 'exit');
    process.kill(packer(), 'SIGKILL');
    await until('Packer to end', () => !groupLives(packer()));
    appendFileSync(log, 'last\n');
    utimesSync(log, 90, 90);
    utimesSync(path.join(folder, launcherFiles.state), 1, 1);
    const build = await followLauncher(record(), folder);
    assert.equal(build.lives, false);
    assert.deepEqual(await build.ended, { at: 90_000, seen: false, stopped: false });
  });

  it('goes on where its folder is removed', async () => {
    const child = await begun(waiting);
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    go();
    await once(child, 'exit');
    assert.match(output(), /went on/);
    assert.equal(existsSync(folder), false);
  });

  it('says why Packer could not be started', async () => {
    const child = spawn(process.execPath, [LAUNCHER, folder, log, path.join(scratch, 'none')]);
    await once(child, 'exit');
    assert.match(readEnd(folder)?.error ?? '', /ENOENT/);
    rmSync(path.join(folder, launcherFiles.end));
    const noFolder = path.join(scratch, 'none', 'packer.log');
    const other = spawn(process.execPath, [LAUNCHER, folder, noFolder, process.execPath]);
    await once(other, 'exit');
    assert.match(readEnd(folder)?.error ?? '', /ENOENT.*packer\.log/);
  });

  it('starts Packer in a group of its own, on Windows in a hidden console of its own', () => {
    const env = { PATH: '/bin', ELECTRON_RUN_AS_NODE: '1' };
    const rest = { env: { PATH: '/bin' }, windowsHide: true };
    for (const platform of ['linux', 'darwin'] as const)
      assert.deepEqual(packerOptions(platform, env), { ...rest, detached: true });
    assert.deepEqual(packerOptions('win32', env), { ...rest, detached: false });
  });
});

async function until(what: string, ask: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!ask()) {
    assert.ok(Date.now() < end, `waited for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
