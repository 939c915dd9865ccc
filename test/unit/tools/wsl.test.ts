import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { machineIndex, vagrantHome } from '../../../src/tools/vagrant/vagrantHome';
import { pathHere, readMachines } from '../../../src/tools/vagrant/readMachines';
import { fromWindows, isWindowsProgram, isWsl, toWindows, windowsHome } from '../../../src/tools/wsl';
import { needLinks } from '../../support/links';

describe('WSL', () => {
  it('is a Linux that says so', () => {
    assert.ok(isWsl('linux', { WSL_DISTRO_NAME: 'Ubuntu' }, '6.1'));
    assert.ok(isWsl('linux', {}, '5.15.153.1-microsoft-standard-WSL2'));
    assert.ok(!isWsl('linux', {}, '6.1.0-30-amd64'));
    assert.ok(!isWsl('win32', { WSL_DISTRO_NAME: 'Ubuntu' }, '10.0.19045'));
  });

  for (const [linux, windows] of [
    ['/mnt/c/Users/me/lab', 'C:\\Users\\me\\lab'],
    ['/mnt/d', 'D:\\'],
    ['/home/me/lab', '\\\\wsl.localhost\\Ubuntu\\home\\me\\lab'],
    ['/mnt/data/lab', '\\\\wsl.localhost\\Ubuntu\\mnt\\data\\lab'],
  ] as const)
    it(`has ${linux} where Windows has ${windows}`, () => assert.equal(toWindows(linux, 'Ubuntu'), windows));

  it('has the paths of Windows', () => {
    assert.equal(fromWindows('C:\\Users\\me'), '/mnt/c/Users/me');
    assert.equal(fromWindows('d:/lab/box'), '/mnt/d/lab/box');
    assert.equal(fromWindows('/home/me'), undefined);
    assert.equal(toWindows('/home/me', undefined), undefined);
  });

  it("knows the user's folder in Windows by PATH", () => {
    const PATH = '/usr/bin:/mnt/c/Windows:/mnt/c/Users/Jane Doe/AppData/Local/Microsoft/WindowsApps:/x';
    assert.equal(windowsHome({ PATH }), '/mnt/c/Users/Jane Doe');
    assert.equal(windowsHome({ PATH: '/usr/bin:/mnt/c/Windows' }), undefined);
    assert.equal(windowsHome({}), undefined);
  });
});

describe("Vagrant's home in WSL", () => {
  const PATH = '/mnt/c/Users/me/AppData/Local/Microsoft/WindowsApps';
  const shared = { PATH, VAGRANT_WSL_ENABLE_WINDOWS_ACCESS: '1' };

  it('is that of Windows, where Vagrant may use it', () => {
    assert.equal(vagrantHome(shared, true), path.join('/mnt/c/Users/me', '.vagrant.d'));
    const given = { ...shared, VAGRANT_WSL_WINDOWS_ACCESS_USER_HOME_PATH: '/mnt/d/homes/me' };
    assert.equal(vagrantHome(given, true), path.join('/mnt/d/homes/me', '.vagrant.d'));
  });

  it('is its own otherwise', () => {
    const own = vagrantHome({}, false);
    assert.equal(vagrantHome({ PATH }, true), own);
    assert.equal(vagrantHome(shared, false), own);
    assert.equal(vagrantHome({ ...shared, VAGRANT_WSL_DISABLE_VAGRANT_HOME: '1' }, true), own);
    assert.equal(vagrantHome({ ...shared, VAGRANT_HOME: '/v' }, true), path.resolve('/v'));
  });

  it('lists machines of both sides, each by its path here', () => {
    assert.equal(pathHere('linux', true)('C:/lab/box'), '/mnt/c/lab/box');
    assert.equal(pathHere('linux', true)('/home/me/box'), '/home/me/box');
    assert.equal(pathHere('win32', false)('/mnt/c/lab/box'), 'C:\\lab\\box');
    assert.equal(pathHere('win32', false)('C:/lab/box'), 'C:/lab/box');
    assert.equal(pathHere('linux', false)('/mnt/c/lab'), '/mnt/c/lab');
    const home = mkdtempSync(path.join(tmpdir(), 'boxwright-wsl-'));
    try {
      mkdirSync(path.dirname(machineIndex(home)), { recursive: true });
      const entry = { name: 'web', vagrantfile_path: 'C:/lab/box', local_data_path: 'C:/lab/box/.vagrant' };
      writeFileSync(machineIndex(home), JSON.stringify({ version: 1, machines: { a: entry } }));
      const [machine] = readMachines(home, pathHere('linux', true));
      assert.deepEqual([machine?.folder, machine?.data], ['/mnt/c/lab/box', '/mnt/c/lab/box/.vagrant']);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

describe('A program for Windows', () => {
  it('is known by its beginning, whatever it is called', function () {
    needLinks(this);
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-exe-'));
    const file = (name: string, text: string) => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    try {
      const exe = file('packer.exe', 'MZ\x90');
      symlinkSync(exe, path.join(folder, 'packer'));
      assert.ok(isWindowsProgram(path.join(folder, 'packer'), 'linux'));
      assert.ok(!isWindowsProgram(exe, 'win32'));
      assert.ok(!isWindowsProgram(file('script.exe', '#!/bin/sh'), 'linux'));
      assert.ok(!isWindowsProgram(file('empty', ''), 'linux'));
      assert.ok(!isWindowsProgram(path.join(folder, 'none'), 'linux'));
      assert.ok(!isWindowsProgram(folder, 'linux'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
