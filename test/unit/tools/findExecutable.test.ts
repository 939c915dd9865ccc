import assert from 'node:assert/strict';
import { findExecutable } from '../../../src/tools/findExecutable';
import type { Machine } from '../../../src/tools/findExecutable';

const machine = (platform: NodeJS.Platform, env: Record<string, string>, files: string[]): Machine => ({
  platform,
  env,
  isExecutable: (file) => files.includes(file),
});

describe('findExecutable', () => {
  it('takes the first on PATH', () => {
    const linux = machine('linux', { PATH: '/a:/b:/c' }, ['/b/packer', '/c/packer']);
    assert.equal(findExecutable('packer', '', linux), '/b/packer');
  });

  it('finds nothing where there is nothing', () => {
    assert.equal(findExecutable('packer', '', machine('linux', { PATH: '/a' }, [])), undefined);
    assert.equal(findExecutable('packer', '', machine('linux', {}, ['packer'])), undefined);
  });

  it('finds VirtualBox where its installer puts it, after PATH', () => {
    const env = { Path: 'C:\\x', VBOX_MSI_INSTALL_PATH: 'D:\\VirtualBox\\' };
    const file = 'D:\\VirtualBox\\VBoxManage.exe';
    assert.equal(findExecutable('VBoxManage', '', machine('win32', env, [file])), file);
    assert.equal(
      findExecutable('VBoxManage', '', machine('win32', env, [file, 'C:\\x\\VBoxManage.exe'])),
      'C:\\x\\VBoxManage.exe',
    );
    const mac = '/Applications/VirtualBox.app/Contents/MacOS/VBoxManage';
    assert.equal(findExecutable('VBoxManage', '', machine('darwin', { PATH: '/bin' }, [mac])), mac);
    assert.equal(
      findExecutable('packer', '', machine('win32', env, ['D:\\VirtualBox\\packer.exe'])),
      undefined,
    );
  });

  it('never looks in the current folder, whatever PATH says', () => {
    const linux = machine('linux', { PATH: ':.:bin:/z' }, ['packer', './packer', 'bin/packer']);
    assert.equal(findExecutable('packer', '', linux), undefined);
    const windows = machine('win32', { Path: '.;;tools' }, [
      'packer.exe',
      '.\\packer.exe',
      'tools\\packer.exe',
    ]);
    assert.equal(findExecutable('packer', '', windows), undefined);
  });

  it('finds programs on Windows in any spelling of PATH, and no scripts', () => {
    const env = { Path: 'C:\\x;"C:\\Program Files\\Packer"', PATHEXT: '.COM;.EXE;.BAT;.CMD' };
    const files = ['C:\\x\\packer.bat', 'C:\\Program Files\\Packer\\packer.exe'];
    assert.equal(
      findExecutable('packer', '', machine('win32', env, files)),
      'C:\\Program Files\\Packer\\packer.exe',
    );
  });

  it('takes the configured path, and none in its place', () => {
    const linux = machine('linux', { PATH: '/a' }, ['/a/packer', '/opt/packer']);
    assert.equal(findExecutable('packer', '/opt/packer', linux), '/opt/packer');
    assert.equal(findExecutable('packer', '/nowhere/packer', linux), undefined);
    assert.equal(findExecutable('packer', 'relative/packer', linux), undefined);
  });

  it('adds .exe to a configured path on Windows', () => {
    const windows = machine('win32', {}, ['D:\\packer.exe']);
    assert.equal(findExecutable('packer', 'D:\\packer', windows), 'D:\\packer.exe');
    assert.equal(
      findExecutable('packer', 'D:\\packer.EXE', machine('win32', {}, ['D:\\packer.EXE'])),
      'D:\\packer.EXE',
    );
  });
});
