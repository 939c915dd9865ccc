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

  const windows = {
    Path: 'C:\\Windows',
    ProgramFiles: 'D:\\Programs',
    LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local',
    USERPROFILE: 'C:\\Users\\me',
    ChocolateyInstall: 'E:\\choco',
  };
  for (const [name, platform, file] of [
    ['packer', 'win32', 'E:\\choco\\bin\\packer.exe'],
    ['packer', 'win32', 'C:\\Users\\me\\AppData\\Local\\Microsoft\\WinGet\\Links\\packer.exe'],
    ['packer', 'win32', 'C:\\Users\\me\\scoop\\shims\\packer.exe'],
    ['vagrant', 'win32', 'D:\\Programs\\Vagrant\\bin\\vagrant.exe'],
    ['vagrant', 'win32', 'C:\\HashiCorp\\Vagrant\\bin\\vagrant.exe'],
    ['git', 'win32', 'D:\\Programs\\Git\\cmd\\git.exe'],
    ['VBoxManage', 'win32', 'D:\\Programs\\Oracle\\VirtualBox\\VBoxManage.exe'],
    // Where the environment has no such variable, the usual place.
    ['vmrun', 'win32', 'C:\\Program Files (x86)\\VMware\\VMware Workstation\\vmrun.exe'],
    ['packer', 'darwin', '/opt/homebrew/bin/packer'],
    ['packer', 'darwin', '/usr/local/bin/packer'],
    ['vagrant', 'darwin', '/opt/vagrant/bin/vagrant'],
    ['vmrun', 'darwin', '/Applications/VMware Fusion.app/Contents/Library/vmrun'],
    ['packer', 'linux', '/home/linuxbrew/.linuxbrew/bin/packer'],
    ['go', 'linux', '/usr/local/go/bin/go'],
  ] as const)
    it(`finds ${file} although PATH is older`, () => {
      const env: Record<string, string> = platform === 'win32' ? windows : { PATH: '/bin', HOME: '/home/me' };
      assert.equal(findExecutable(name, '', machine(platform, env, [file])), file);
      assert.equal(findExecutable('other', '', machine(platform, env, [file])), undefined);
    });

  it('looks nowhere that the environment does not name', () => {
    const files = [
      '\\bin\\packer.exe',
      '\\shims\\packer.exe',
      'C:\\bin\\packer.exe',
      'C:\\shims\\packer.exe',
    ];
    assert.equal(findExecutable('packer', '', machine('win32', { Path: 'C:\\x' }, files)), undefined);
  });

  it('prefers PATH, then the installer of the program', () => {
    const files = ['E:\\choco\\bin\\git.exe', 'D:\\Programs\\Git\\cmd\\git.exe', 'C:\\Windows\\git.exe'];
    assert.equal(findExecutable('git', '', machine('win32', windows, files)), files[2]);
    assert.equal(findExecutable('git', '', machine('win32', windows, files.slice(0, 2))), files[1]);
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
