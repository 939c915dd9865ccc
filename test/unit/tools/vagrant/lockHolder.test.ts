import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isWorkedOn, lockHolder, machineLock } from '../../../../src/tools/vagrant/lockHolder';

describe('lockHolder', () => {
  it('finds the process that has locked a machine, and says what was typed', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'boxwright-lock-'));
    const folder = path.join(root, 'project');
    const machine = { folder, name: 'web' };
    const id = createHash('md5')
      .update(`${folder}${path.join(folder, '.vagrant')}web`)
      .digest('hex');
    const lock = path.join(root, 'data', `lock.machine-action-${id}.lock`);
    const proc = path.join(root, 'proc');
    try {
      assert.equal(lockHolder(root, machine, proc), undefined);
      for (const made of [path.dirname(lock), path.join(proc, '42')]) mkdirSync(made, { recursive: true });
      writeFileSync(lock, '');
      writeFileSync(path.join(proc, 'locks'), '1: FLOCK  ADVISORY  WRITE 42 fe:00:1 0 EOF\n');
      writeFileSync(path.join(proc, '42', 'cmdline'), '/usr/bin/ruby\0/usr/bin/vagrant\0halt\0web\0');
      assert.equal(lockHolder(root, machine, proc), undefined, 'the lock of something else');
      writeFileSync(
        path.join(proc, 'locks'),
        `1: FLOCK  ADVISORY  WRITE 41 fe:00:1 0 EOF\n2: FLOCK  ADVISORY  WRITE 42 fe:00:${statSync(lock).ino} 0 EOF\n`,
      );
      assert.deepEqual(lockHolder(root, machine, proc), { pid: 42, command: 'vagrant halt web' });
      assert.equal(lockHolder(root, { ...machine, name: 'db' }, proc), undefined);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('lets a lock count for a while where the system does not tell who holds it', () => {
    const home = mkdtempSync(path.join(tmpdir(), 'boxwright-lock-'));
    const machine = { folder: path.join(home, 'project'), name: 'web' };
    const lock = machineLock(home, machine);
    try {
      for (const platform of ['win32', 'darwin', 'linux'] as const)
        assert.equal(isWorkedOn(home, machine, platform), false);
      mkdirSync(path.dirname(lock));
      writeFileSync(lock, '');
      for (const platform of ['win32', 'darwin'] as const) {
        assert.equal(isWorkedOn(home, machine, platform), true);
        assert.equal(isWorkedOn(home, { ...machine, name: 'db' }, platform), false);
      }
      assert.equal(isWorkedOn(home, machine, 'linux'), false, 'left by one that was killed');
      const old = Date.now() / 1000 - 2 * 60 * 60;
      utimesSync(lock, old, old);
      assert.equal(isWorkedOn(home, machine, 'win32'), false);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
