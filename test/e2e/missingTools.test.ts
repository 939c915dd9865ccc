import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testKey } from '../support/openPgpWriter';
import { releaseServer } from '../support/releaseServer';
import type { ReleaseServer } from '../support/releaseServer';
import { tinyZip } from '../support/tinyZip';
import { boxItem, notification, openDesk, openSideBar } from './desk';
import type { Desk } from './desk';

describe('a machine without Packer and Vagrant', () => {
  let desk: Desk;
  let mirror: ReleaseServer;
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
    mirror = await releaseServer();
    desk = await openDesk({
      env: { PATH: bin, VAGRANT_HOME: home },
      settings: { 'boxwright.packer.mirror': mirror.base },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(async () => {
    await desk.close();
    await mirror.close();
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
        `${tool} was not found. Install it, or set its path in the settings.`,
      );
      await message.getByRole('button', { name: 'Open Settings' }).waitFor();
      await message.getByRole('button', { name: 'How to Install' }).waitFor();
      await desk.screenshot(`missing-${tool}`);
      await workbench.runCommand(page, 'Notifications: Clear All Notifications');
      await message.waitFor({ state: 'detached' });
    });

  it('is offered Packer, and no Packer but HashiCorp’s', async () => {
    const { page, workbench } = desk;
    const key = testKey();
    for (const version of ['1.9.5', '1.16.0', '1.17.0-beta1'])
      mirror.release(version, tinyZip([{ name: 'packer', content: '#!/bin/sh\n' }]), key, {
        build: `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`,
      });
    await workbench.runCommand(page, 'Packer: Validate');
    await notification(page, 'Packer was not found.').getByRole('button', { name: 'Install Packer' }).click();
    const pick = page.locator('.quick-input-widget');
    const row = (text: string) => pick.locator('.monaco-list-row').filter({ hasText: text });
    await row('1.16.0').waitFor();
    await desk.screenshot('install-packer-versions');
    await workbench.choose(page, '1.16.0');
    await row('Accept and install').waitFor();
    await desk.screenshot('install-packer-license');
    await workbench.choose(page, 'Accept and install');
    await row('In this workspace').waitFor();
    await desk.screenshot('install-packer-where');
    await workbench.choose(page, 'In all workspaces');
    // Nothing that is installed as the package makes it trust another key.
    const refused = notification(page, "was not made with HashiCorp's key");
    await refused.waitFor();
    await desk.screenshot('install-packer-refused');
    assert.equal(
      mirror.asked.some((name) => name.endsWith('.zip')),
      false,
    );
    await workbench.runCommand(page, 'Notifications: Clear All Notifications');
    await workbench.runCommand(page, 'Packer: Select Packer…');
    await row('Install another version').waitFor();
    await desk.screenshot('select-packer');
    await page.keyboard.press('Escape');
  });

  it('says so in the view, and shows the boxes on disk all the same', async () => {
    const { page } = desk;
    await openSideBar(page);
    // The name of an item, as a screen reader has it, is its tooltip.
    await boxItem(page, /Vagrant was not found/).waitFor();
    await boxItem(page, /acme\/tiny/).waitFor();
    await desk.screenshot('missing-view');
  });

  it('has nothing else in the log', () => {
    const lines = desk.log('Boxwright').split('\n').filter(Boolean);
    assert.ok(lines.length >= 4);
    for (const line of lines)
      assert.match(
        line,
        /\[warning\] ((Packer|Vagrant) was not found\. |Packer 1\.16\.0 from .*"problem":"otherKey")/,
      );
  });
});
