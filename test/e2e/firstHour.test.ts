import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { skipWithout } from '../support/skip';
import { boxItem, buildAsUsual, machineItem, notification, openDesk, openSideBar } from './desk';
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
  before(async function () {
    skipWithout(this, 'BOXWRIGHT_PACKER_OLD');
    skipWithout(this, 'BOXWRIGHT_VAGRANT');
    desk = await openDesk({
      files: { 'slow.json': slow, 'failing.json': failing },
      folders: ['test/dummyProvider'],
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(() => desk?.close());

  it('underlines mistakes before the workspace is trusted', async () => {
    const { page, workbench } = desk;
    await workbench.openFile(page, 'windows-2022/windows-2022.json');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await desk.screenshot('1-untrusted');
    await workbench.runCommand(page, 'Packer: Validate');
    await notification(page, 'does not run tools in an untrusted workspace').waitFor();
    await page.keyboard.press('Escape');
  });

  it('lists them in the Problems panel, with their rules', async () => {
    const { page, workbench } = desk;
    await workbench.trustWorkspace(page);
    const rows = await workbench.showProblems(page, 'boxwright');
    await rows.filter({ hasText: 'media-script-missing' }).waitFor();
    await rows.filter({ hasText: 'boxstarter-reboot-over-winrm' }).first().waitFor();
    await desk.screenshot('2-problems');
  });

  it('opens the page of a rule from its name in the Problems panel', async () => {
    const { page } = desk;
    await page
      .locator('.markers-panel')
      .getByRole('link', { name: 'media-script-missing' })
      .or(page.locator('.markers-panel a', { hasText: 'media-script-missing' }))
      .first()
      .click({ modifiers: ['ControlOrMeta'] });
    await page.locator('.tab', { hasText: 'media-script-missing.md' }).waitFor();
    await page
      .frameLocator('iframe.webview.ready')
      .frameLocator('#active-frame')
      .getByRole('heading', { name: 'media-script-missing' })
      .waitFor();
    await desk.screenshot('3-rule');
  });

  it('shows where Packer connects, in the answer file', async () => {
    const { page, workbench } = desk;
    await workbench.openFile(page, 'windows-2022/Autounattend.xml');
    await page.keyboard.press('Control+G');
    await page.keyboard.type('133');
    await page.keyboard.press('Enter');
    await page.locator('.codelens-decoration', { hasText: 'Packer connects here' }).first().waitFor();
    await desk.screenshot('3b-connects');
  });

  it('builds from the palette, and tells what was made', async () => {
    const { page, workbench, folder } = desk;
    await workbench.openFile(page, 'hello/hello.json');
    await workbench.runCommand(page, 'Packer: Build…');
    const pick = page.locator('.quick-input-widget');
    await pick.getByText('Change…').waitFor();
    await desk.screenshot('4-pick');
    await page.keyboard.press('Enter');
    await pick.getByText('Packer runs in hello').waitFor();
    await pick.locator('.quick-input-filter input[placeholder^="No problems found"]').waitFor();
    await desk.screenshot('4b-check');
    await page.keyboard.press('Enter');
    await notification(page, 'Building hello/hello.json…').waitFor();
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

  it('says before a build what is wrong', async () => {
    const { page, workbench } = desk;
    await workbench.openFile(page, 'windows-2022/windows-2022.json');
    await workbench.runCommand(page, 'Packer: Build…');
    const pick = page.locator('.quick-input-widget');
    await pick.getByText('Change…').waitFor();
    await page.keyboard.press('Enter');
    await pick.getByText('scripts/cleanup.ps1 not found').waitFor();
    await pick.getByText('Build anyway').waitFor();
    await desk.screenshot('4c-wrong');
    await page.keyboard.press('Escape');
    await pick.waitFor({ state: 'hidden' });
  });

  it('stops a build with Ctrl-C in its terminal', async () => {
    const { page, workbench, folder } = desk;
    await workbench.openFile(page, 'slow.json');
    await workbench.runCommand(page, 'Packer: Build…');
    await buildAsUsual(page);
    await notification(page, /Pausing .* before the next provisioner/).waitFor();
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
    await buildAsUsual(page);
    const failed = notification(page, /The build of failing\.json failed .*exit status: 3/);
    await failed.getByRole('button', { name: 'Open Log' }).waitFor();
    await desk.screenshot('9-failed');
  });

  it('adds a box, shows it, and removes it after asking', async () => {
    const { page, workbench } = desk;
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-box-'));
    writeFileSync(path.join(folder, 'metadata.json'), '{"provider": "virtualbox"}');
    execFileSync('tar', ['-czf', 'tiny.box', 'metadata.json'], { cwd: folder });
    await openSideBar(page);
    await workbench.runCommand(page, 'Vagrant: Add Box…');
    await workbench.choose(page, 'From a URL…');
    await answer(page, 'URL of the box', pathToFileURL(path.join(folder, 'tiny.box')).href);
    await answer(page, 'Name of the box', 'acme/tiny');
    await answer(page, 'Checksum', '');
    await boxItem(page, /acme\/tiny/).waitFor();
    await desk.screenshot('10-box');
    await workbench.runCommand(page, 'Vagrant: Remove Box…');
    await workbench.choose(page, 'acme/tiny');
    await page.keyboard.press('Enter');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Remove box acme/tiny').waitFor();
    await desk.screenshot('11-remove');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await boxItem(page, /acme\/tiny/).waitFor({ state: 'detached' });
    rmSync(folder, { recursive: true });
  });

  it('starts a machine', async () => {
    const { page, workbench, folder } = desk;
    await workbench.openFile(page, 'dummyProvider/Vagrantfile');
    await workbench.runCommand(page, 'Vagrant: Up');
    await terminal(page, 'hello').waitFor();
    // Its end moves the focus, and with it what is typed next.
    await machineItem(page, /web, running, dummy/).waitFor();
    assert.ok(existsSync(path.join(folder, 'dummyProvider', '.vagrant', 'machines', 'web')));
    await desk.screenshot('12-up');
  });

  it('offers the provisioners of a Vagrantfile, and runs the one that is picked', async () => {
    const { page, workbench } = desk;
    await workbench.openFile(page, 'hello/Vagrantfile');
    await workbench.runCommand(page, 'Vagrant: Provision…');
    for (const name of ['packages', 'greeting', 'cleanup']) await row(page, name).waitFor();
    await desk.screenshot('13-provisioners');
    await page.keyboard.press('Escape');
    await workbench.openFile(page, 'dummyProvider/Vagrantfile');
    await workbench.runCommand(page, 'Vagrant: Provision…');
    await workbench.choose(page, 'hello');
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    const working = machineItem(page, /vagrant provision is running/);
    await working.waitFor();
    await working.waitFor({ state: 'detached' });
    const rows = await page.locator('.terminal-wrapper.active .xterm-rows > div').allInnerTexts();
    const shown = rows.map((text) => text.replaceAll('\u00a0', ' '));
    const started = shown.findLastIndex((text) => text.includes('vagrant provision --provision-with hello'));
    assert.ok(started >= 0, shown.join('\n'));
    assert.ok(
      shown.findLastIndex((text) => text.includes('Running provisioner: hello')) > started,
      shown.join('\n'),
    );
    await desk.screenshot('14-provision');
  });
});

/** A row of the pick that is open. */
const row = (page: Page, text: string) =>
  page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();

/** A line of the terminal that is shown. */
const terminal = (page: Page, text: string) =>
  page.locator('.terminal-wrapper.active .xterm-rows > div').filter({ hasText: text }).first();

/** Answers the question that is asked next. */
async function answer(page: Page, title: string, text: string): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  await widget.locator('.quick-input-title', { hasText: title }).waitFor();
  await widget.locator('input[type=text]').fill(text);
  await page.keyboard.press('Enter');
}
