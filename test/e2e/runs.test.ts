import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { skipWithout } from '../support/skip';
import { notification, openDesk } from './desk';
import type { Desk } from './desk';

/** The second provisioner goes on once there is a file `go`. */
const template = {
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [
    { type: 'shell-local', inline: ['echo first'] },
    { type: 'shell-local', inline: ['until [ -e go ]; do sleep 0.1; done'] },
    { type: 'shell-local', inline: ['echo last'] },
  ],
};

const tasks = {
  version: '2.0.0',
  tasks: [
    {
      type: 'packer',
      command: 'build',
      template: 'runs.json',
      label: 'the build',
      group: { kind: 'build', isDefault: true },
    },
  ],
};

/** What somebody sees of a build that runs, and of those that ran. */
describe('a run of Packer, followed', () => {
  let desk: Desk;
  before(async function () {
    skipWithout(this, 'BOXWRIGHT_PACKER_OLD');
    desk = await openDesk({ files: { 'runs.json': template, '.vscode/tasks.json': tasks } });
    await desk.workbench.openFile(desk.page, 'runs.json');
    await desk.workbench.trustWorkspace(desk.page);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(() => desk?.close());

  const status = () => desk.page.locator('.statusbar-item').filter({ hasText: 'runs.json · 2/3' });

  it('says which step goes on, in the notification and the status bar', async () => {
    const { page, workbench, folder } = desk;
    writeFileSync(path.join(folder, 'go'), '');
    await workbench.runCommand(page, 'Tasks: Run Build Task');
    await notification(page, 'Packer built runs.json in').waitFor();
    await page.keyboard.press('Escape');
    rmSync(path.join(folder, 'go'));
    await workbench.runCommand(page, 'Tasks: Run Build Task');
    await notification(page, /provisioner 2 of 3: shell-local .* left/).waitFor();
    await status().waitFor();
    await desk.screenshot('run-1-progress');
  });

  it('offers its steps, which go on', async () => {
    const { page } = desk;
    await status().click();
    const steps = page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'Show Steps of runs.json' });
    await steps.waitFor();
    await desk.screenshot('run-2-running');
    await steps.click();
    await page
      .locator('.view-line')
      .filter({ hasText: /provisioner.2.of.3/ })
      .first()
      .waitFor();
    await desk.screenshot('run-3-steps');
  });

  it('says what was made, and stands in the history', async () => {
    const { page, workbench, folder } = desk;
    writeFileSync(path.join(folder, 'go'), '');
    await notification(page, 'Packer built runs.json in').waitFor();
    assert.ok(existsSync(path.join(folder, 'packer.log')));
    await workbench.runCommand(page, 'Packer: Show Run History');
    await page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'succeeded' })
      .nth(1)
      .waitFor();
    await desk.screenshot('run-4-history');
    await page.keyboard.press('Enter');
    await page
      .locator('.view-line')
      .filter({ hasText: /succeeded.after/ })
      .first()
      .waitFor();
    await desk.screenshot('run-5-ended');
  });
});
