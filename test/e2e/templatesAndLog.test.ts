import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { skipWithout } from '../support/skip';
import { buildAsUsual, openDesk, openSideBar, unfoldOnly, templateItem, pointAt } from './desk';
import type { Desk } from './desk';

/** The first provisioner goes on once there is a file `go`; the second one fails in its second line. */
const template = {
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [
    { type: 'shell-local', inline: ['until [ -e go ]; do sleep 0.1; done'] },
    { type: 'shell-local', script: 'fail.sh' },
    { type: 'shell-local', inline: ['echo never'] },
  ],
};

/** What the shell says of the script. */
const said = 'fail.sh: line 2';

/** From the Templates view to the line of a script that failed. */
describe('the Templates view and the log', () => {
  let desk: Desk;
  before(async function () {
    skipWithout(this, 'BOXWRIGHT_PACKER_OLD');
    desk = await openDesk({ files: { 'failing.json': template } });
    writeFileSync(path.join(desk.folder, 'fail.sh'), '#!/bin/bash\nnosuch\nexit 3\n', { mode: 0o755 });
    await desk.workbench.openFile(desk.page, 'failing.json');
    await desk.workbench.trustWorkspace(desk.page);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(() => desk?.close());

  it('shows builds and steps, and where Packer connects', async () => {
    const { page } = desk;
    await openSideBar(page);
    await unfoldOnly(page, 'Templates');
    await unfold(/^Template windows-2022\/windows-2022\.json/);
    await unfold(/^Build windows-2022/);
    await templateItem(page, /^fix-network\.ps1, Order 2, first logon/).waitFor();
    await templateItem(page, /^Packer connects here \(WinRM/).waitFor();
    await desk.screenshot('templates-1-steps');
    await unfold(/^Template windows-2022\/windows-2022\.json/);
  });

  it('builds a template, and shows what goes on', async () => {
    const { page } = desk;
    const item = templateItem(page, /^Template failing\.json/);
    await pointAt(item);
    await item.getByRole('button', { name: 'Build…' }).click();
    await buildAsUsual(page);
    await templateItem(page, 'Template failing.json, running').waitFor();
    // What is being built is unfolded.
    await templateItem(page, /shell-local, running/).waitFor();
    await desk.screenshot('templates-2-running');
    writeFileSync(path.join(desk.folder, 'go'), '');
    await templateItem(page, 'Template failing.json, failed just now').waitFor();
    await templateItem(page, /^fail\.sh, shell-local, failed/).waitFor();
    await desk.screenshot('templates-3-failed');
    rmSync(path.join(desk.folder, 'go'));
  });

  it('leads from the terminal to the line that failed', async () => {
    const { page, workbench } = desk;
    // The message about the failure lies over the terminal.
    await workbench.runCommand(page, 'Notifications: Clear All Notifications');
    await workbench.runCommand(page, 'Terminal: Scroll to Top');
    const line = page.locator('.xterm-rows span').filter({ hasText: said }).first();
    await line.waitFor();
    const [box, text] = [await line.boundingBox(), await line.textContent()];
    assert.ok(box && text);
    const x = box.x + (box.width * (text.indexOf(said) + 3)) / text.length;
    const y = box.y + box.height / 2;
    // A link is known once the mouse has been over it.
    await page.mouse.move(x, y);
    await page.getByText('Open fail.sh').waitFor();
    await desk.screenshot('log-1-terminal-link');
    await page.keyboard.down('Control');
    await page.mouse.click(x, y);
    await page.keyboard.up('Control');
    await page.locator('.tab.active[data-resource-name="fail.sh"]').waitFor();
    await page.locator('.statusbar-item').filter({ hasText: 'Ln 2, Col 1' }).waitFor();
  });

  it('follows the log, and says so', async () => {
    const { page, workbench } = desk;
    await workbench.runCommand(page, 'Packer: Open Log…');
    await page.locator('.tab.active[data-resource-name="packer.log"]').waitFor();
    await page.locator('.view-line .detected-link').first().waitFor();
    await desk.screenshot('log-2-editor');
    await workbench.runCommand(page, 'Packer: Follow Log');
    await page.locator('.statusbar-item').filter({ hasText: 'Following packer.log' }).waitFor();
    await desk.screenshot('log-3-following');
  });

  async function unfold(name: RegExp): Promise<void> {
    const item = templateItem(desk.page, name);
    await item.waitFor();
    await item.locator('.monaco-tl-twistie').click();
  }
});
