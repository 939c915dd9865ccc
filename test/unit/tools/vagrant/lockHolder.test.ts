import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockHolder } from '../../../../src/tools/vagrant/lockHolder';

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
});
