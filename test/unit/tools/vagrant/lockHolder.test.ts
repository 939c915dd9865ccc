import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isWorkedOn, lockHolder, machineLocks } from '../../../../src/tools/vagrant/lockHolder';
import { needLinks } from '../../../support/links';

describe('lockHolder', () => {
  it('finds the process that has locked a machine, and says what was typed', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'boxwright-lock-'));
    const folder = path.join(root, 'project');
    const machine = { folder, name: 'web' };
    const [lock = ''] = machineLocks(root, machine);
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
    const [lock = ''] = machineLocks(home, machine, 'darwin');
    const unknown = () => undefined;
    try {
      for (const platform of ['win32', 'darwin', 'linux'] as const)
        assert.equal(isWorkedOn(home, machine, platform), false);
      mkdirSync(path.dirname(lock));
      writeFileSync(lock, '');
      assert.equal(isWorkedOn(home, machine, 'darwin', unknown), true);
      assert.equal(isWorkedOn(home, { ...machine, name: 'db' }, 'darwin', unknown), false);
      const isFree = () => false;
      assert.equal(isWorkedOn(home, machine, 'darwin', isFree), false, 'left by one that was killed');
      const old = Date.now() / 1000 - 2 * 60 * 60;
      utimesSync(lock, old, old);
      assert.equal(isWorkedOn(home, machine, 'darwin', unknown), false);
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  it('believes what the system tells of a lock, however old that is', () => {
    const home = mkdtempSync(path.join(tmpdir(), 'boxwright-lock-'));
    const machine = { folder: path.join(home, 'project'), name: 'web' };
    const [lock = ''] = machineLocks(home, machine, 'darwin');
    try {
      mkdirSync(path.dirname(lock));
      writeFileSync(lock, '');
      assert.equal(
        isWorkedOn(home, machine, 'darwin', () => false),
        false,
        'left by one that was killed just now',
      );
      const old = Date.now() / 1000 - 2 * 60 * 60;
      utimesSync(lock, old, old);
      assert.equal(
        isWorkedOn(home, machine, 'darwin', (file) => file === lock),
        true,
      );
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  it('knows under which names Ruby has it on Windows', () => {
    const named = (root: string, vagrantfile = '') =>
      path.join(
        'home',
        'data',
        `lock.machine-action-${createHash('md5').update(`${root}${vagrantfile}${root}/.vagrant`).update('web').digest('hex')}.lock`,
      );
    const [first, ...others] = machineLocks('home', { folder: 'c:\\w\\box', name: 'web' }, 'win32');
    assert.equal(first, named('C:/w/box'));
    assert.deepEqual(others, [named('c:/w/box')]);
    assert.deepEqual(
      machineLocks('home', { folder: 'C:\\w\\box', name: 'web', vagrantfile: 'Other' }, 'win32'),
      [named('C:/w/box', 'Other')],
    );
    assert.deepEqual(machineLocks('home', { folder: '/w/box', name: 'web' }, 'darwin'), [named('/w/box')]);
  });

  it('knows the folder without links, as Vagrant does', function () {
    needLinks(this);
    const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-lock-')));
    try {
      mkdirSync(path.join(home, 'real'));
      symlinkSync('real', path.join(home, 'link'));
      const locks = (folder: string) => machineLocks(home, { folder: path.join(home, folder), name: 'web' });
      assert.equal(locks('real').length, 1);
      assert.equal(locks('link')[0], locks('real')[0]);
      assert.equal(locks('link').length, 2);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
