import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { boxItem, notification, openDesk, openSideBar } from './desk';
import type { Desk } from './desk';

describe('a machine without Packer and Vagrant', () => {
  let desk: Desk;
  let bin: string;
  let home: string;

  before(async () => {
    // The programs of the machine, but for the two.
    bin = mkdtempSync(path.join(tmpdir(), 'boxwright-bin-'));
    for (const name of ['sh', 'bash', 'env', 'cat', 'which', 'uname', 'ls', 'rm', 'ps', 'sleep']) {
      const real = ['/usr/bin', '/bin']
        .map((folder) => path.join(folder, name))
        .find((file) => readdirSync(path.dirname(file)).includes(name));
      if (real) symlinkSync(real, path.join(bin, name));
    }
    home = mkdtempSync(path.join(tmpdir(), 'boxwright-vagrant-'));
    mkdirSync(path.join(home, 'boxes', 'acme-VAGRANTSLASH-tiny', '1.0.0', 'libvirt'), { recursive: true });
    writeFileSync(
      path.join(home, 'boxes', 'acme-VAGRANTSLASH-tiny', '1.0.0', 'libvirt', 'metadata.json'),
      '{}',
    );
    desk = await openDesk({ env: { PATH: bin, VAGRANT_HOME: home } });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(async () => {
    await desk.close();
    for (const folder of [bin, home]) rmSync(folder, { recursive: true });
  });

  for (const [command, tool] of [
    ['Packer: Validate', 'Packer'],
    ['Packer: Build…', 'Packer'],
    ['Vagrant: Up', 'Vagrant'],
    ['Vagrant: Add Box…', 'Vagrant'],
  ] as const)
    it(`is told what to install by ${command}`, async () => {
      const { page, workbench } = desk;
      if (command === 'Packer: Validate') {
        await workbench.trustWorkspace(page);
        await workbench.openFile(page, 'hello/hello.json');
      }
      await workbench.runCommand(page, command);
      const message = notification(
        page,
        `${tool} was not found. Install it, or set the path to it in the settings.`,
      );
      await message.getByRole('button', { name: 'Open Settings' }).waitFor();
      await message.getByRole('button', { name: 'How to Install' }).waitFor();
      await desk.screenshot(`missing-${tool}`);
      await workbench.runCommand(page, 'Notifications: Clear All Notifications');
      await message.waitFor({ state: 'detached' });
    });

  it('says so in the view, and shows the boxes on disk all the same', async () => {
    const { page } = desk;
    await openSideBar(page);
    await boxItem(page, /Vagrant was not found/).waitFor();
    await boxItem(page, /acme\/tiny/).waitFor();
    await desk.screenshot('missing-view');
  });

  it('has nothing else in the log', () => {
    const lines = desk.log('Boxwright').split('\n').filter(Boolean);
    assert.ok(lines.length >= 4);
    for (const line of lines) assert.match(line, /\[warning\] (Packer|Vagrant) was not found\. /);
  });
});
