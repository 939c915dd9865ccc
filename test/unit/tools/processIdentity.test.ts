import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  hasEnded,
  identityCommand,
  isSameProcess,
  processExists,
  processIdentity,
  promptIdentity,
} from '../../../src/tools/processIdentity';

/** A number that a process had which is gone. */
const gone = (): number => spawnSync(process.execPath, ['--version']).pid;

describe('processIdentity', () => {
  it('is the same each time, and none for a process that is gone', async () => {
    const identity = await processIdentity(process.pid);
    assert.ok(identity);
    assert.equal(await isSameProcess(process.pid, identity), true);
    assert.equal(await isSameProcess(process.pid, `${identity} `), false);
    assert.equal(await processIdentity(gone()), undefined);
  });

  it('is not asked for where that is slow, nor for whether a process has ended', async () => {
    assert.equal(await promptIdentity(process.pid, 'win32'), undefined);
    for (const platform of ['win32', process.platform] as const) {
      assert.equal(await hasEnded(process.pid, platform), false);
      assert.equal(await hasEnded(gone(), platform), true);
    }
    assert.ok(processExists(process.pid) && !processExists(gone()));
  });

  it('is asked of a program where the system has no files that tell', () => {
    assert.equal(identityCommand('linux', 7), undefined);
    const windows = identityCommand('win32', 7);
    assert.deepEqual([windows?.file, windows?.slow], ['powershell.exe', true]);
    assert.match(windows?.args.at(-1) ?? '', /Get-Process -Id 7 /);
    assert.equal(windows?.parse('133770000000000000\r\n'), '133770000000000000');
    assert.equal(windows?.parse('\r\n'), undefined);
  });

  it('is none on macOS for a process that only waits to be counted off', () => {
    const ps = identityCommand('darwin', 7);
    assert.deepEqual([ps?.file, ps?.args], ['ps', ['-o', 'stat=', '-o', 'lstart=', '-p', '7']]);
    assert.equal(ps?.parse('Ss   Mon Nov 23 14:15:02 2026    \n'), 'Mon Nov 23 14:15:02 2026');
    // The state changes, the time does not.
    assert.equal(ps?.parse('R+   Mon Nov 23 14:15:02 2026\n'), 'Mon Nov 23 14:15:02 2026');
    assert.equal(ps?.parse('Z    Mon Nov 23 14:15:02 2026\n'), undefined);
    assert.equal(ps?.parse(''), undefined);
  });
});
