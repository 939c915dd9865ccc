import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { boxItem, notification, openDesk, openSideBar } from './desk';
import type { Desk } from './desk';

const builders = [{ type: 'null', communicator: 'none' }];

/** Goes on until it is stopped. */
const slow = {
  builders,
  provisioners: [
    { type: 'shell-local', inline: ['echo begun'] },
    { type: 'shell-local', pause_before: '120s', inline: ['echo never'] },
  ],
};

const failing = { builders, provisioners: [{ type: 'shell-local', inline: ['exit 3'] }] };

/** What a newcomer does, in order, in one window. */
describe('the first hour with Boxwright', () => {
  let desk: Desk;
  before(async () => (desk = await openDesk({ files: { 'slow.json': slow, 'failing.json': failing } })));
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(() => desk.close());

  it('underlines mistakes before the workspace is trusted', async () => {
    const { page, workbench } = desk;
    await workbench.openFile(page, 'windows-2022/windows-2022.json');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await desk.screenshot('1-untrusted');
    await workbench.runCommand(page, 'Packer: Validate');
    await notification(page, 'runs no tools in a workspace that is not trusted').waitFor();
    await page.keyboard.press('Escape');
  });

  it('lists them in the Problems panel, with their rules', async () => {
    const { page, workbench } = desk;
    await workbench.trustWorkspace(page);
    const rows = await workbench.showProblems(page, 'boxwright');
    await rows.filter({ hasText: 'memory-below-4gb' }).waitFor();
    await rows.filter({ hasText: 'reboot-in-provisioner' }).first().waitFor();
    await desk.screenshot('2-problems');
  });

  it('opens the page of a rule from its name in the Problems panel', async () => {
    const { page } = desk;
    await page
      .locator('.markers-panel')
      .getByRole('link', { name: 'memory-below-4gb' })
      .or(page.locator('.markers-panel a', { hasText: 'memory-below-4gb' }))
      .first()
      .click({ modifiers: ['ControlOrMeta'] });
    await page.locator('.tab', { hasText: 'memory-below-4gb.md' }).waitFor();
    await page
      .frameLocator('iframe.webview.ready')
      .frameLocator('#active-frame')
      .getByRole('heading', { name: 'memory-below-4gb' })
      .waitFor();
    await desk.screenshot('3-rule');
  });

  it('builds from the palette, and tells what was made', async () => {
    const { page, workbench, folder } = desk;
    await workbench.openFile(page, 'hello/hello.json');
    await workbench.runCommand(page, 'Packer: Build…');
    const pick = page.locator('.quick-input-widget');
    await pick.getByText('Replace the output of an earlier build').waitFor();
    await desk.screenshot('4-pick');
    await page.keyboard.press('Enter');
    await notification(page, 'Packer builds hello/hello.json').waitFor();
    await desk.screenshot('5-building');
    const done = notification(page, /Packer built hello\/hello\.json in .*Stored file/);
    await done.waitFor();
    await desk.screenshot('6-built');
    await done.getByRole('button', { name: 'Open Log' }).click();
    await page.locator('.tab', { hasText: 'packer.log' }).waitFor();
    await page.locator('.monaco-editor .view-line', { hasText: 'Preparing' }).first().waitFor();
    await desk.screenshot('7-log');
    const log = readFileSync(path.join(folder, 'hello', 'packer.log'), 'utf8');
    assert.match(log, /==> Builds finished\. The artifacts of successful builds are:/);
    assert.ok(existsSync(path.join(folder, 'hello', 'out', 'one.txt')));
  });

  it('stops a build with Ctrl-C in its terminal', async () => {
    const { page, workbench, folder } = desk;
    await workbench.openFile(page, 'slow.json');
    await workbench.runCommand(page, 'Packer: Build…');
    await page.locator('.quick-input-widget').getByText('Replace the output of an earlier build').waitFor();
    await page.keyboard.press('Enter');
    await notification(page, /null: Pausing/).waitFor();
    await page.locator('.terminal-wrapper.active .xterm').click();
    await page.keyboard.press('Control+c');
    await notification(page, 'The build of slow.json was stopped').waitFor();
    await desk.screenshot('8-stopped');
    assert.match(readFileSync(path.join(folder, 'packer.log'), 'utf8'), /Cleanly cancelled builds/);
  });

  it('says why a build failed, with its log', async () => {
    const { page, workbench } = desk;
    await workbench.openFile(page, 'failing.json');
    await workbench.runCommand(page, 'Packer: Build…');
    await page.locator('.quick-input-widget').getByText('Replace the output of an earlier build').waitFor();
    await page.keyboard.press('Enter');
    const failed = notification(page, /The build of failing\.json failed .*exit status: 3/);
    await failed.getByRole('button', { name: 'Open Log' }).waitFor();
    await desk.screenshot('9-failed');
  });

  it('shows a box that Vagrant adds, and removes it after asking', async () => {
    const { page, workbench } = desk;
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-box-'));
    writeFileSync(path.join(folder, 'metadata.json'), '{"provider": "virtualbox"}');
    execFileSync('tar', ['-czf', 'tiny.box', 'metadata.json'], { cwd: folder });
    await openSideBar(page);
    execFileSync('vagrant', ['box', 'add', '--name', 'acme/tiny', path.join(folder, 'tiny.box')], {
      stdio: 'ignore',
      cwd: folder,
    });
    await boxItem(page, /acme\/tiny/).waitFor();
    await desk.screenshot('10-box');
    await workbench.runCommand(page, 'Vagrant: Remove Box…');
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'acme/tiny' }).click();
    await page.locator('.monaco-dialog-box').getByText('Remove box acme/tiny').waitFor();
    await desk.screenshot('11-remove');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Remove' }).click();
    await boxItem(page, /acme\/tiny/).waitFor({ state: 'detached' });
  });

  it('offers the provisioners of a Vagrantfile', async () => {
    const { page, workbench } = desk;
    await workbench.openFile(page, 'hello/Vagrantfile');
    await workbench.runCommand(page, 'Vagrant: Provision…');
    for (const name of ['packages', 'greeting', 'cleanup'])
      await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).waitFor();
    await desk.screenshot('12-provision');
    await page.keyboard.press('Escape');
  });
});
