import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findExecutable } from '../../src/tools/findExecutable';
import { skipBecause, skipWithout } from '../support/skip';
import { buildAsUsual, notification, openDesk } from './desk';
import type { Desk } from './desk';

const template = {
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [{ type: 'shell-local', inline: ['echo hello'] }],
};

describe('a build in a Git repository', () => {
  let desk: Desk;
  before(async function () {
    skipWithout(this, 'BOXWRIGHT_PACKER_OLD');
    if (!findExecutable('git', '')) skipBecause(this, 'git is not installed');
    desk = await openDesk({ files: { 'own.json': template } });
    spawnSync('git', ['init', '--quiet'], { cwd: desk.folder });
    await desk.workbench.openFile(desk.page, 'own.json');
    await desk.workbench.trustWorkspace(desk.page);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(() => desk?.close());

  it('asks whether Git ignores its log, and says where that is', async () => {
    const { page, workbench, folder } = desk;
    await workbench.openFile(page, 'own.json');
    await workbench.runCommand(page, 'Packer: Build…');
    await buildAsUsual(page);
    const question = notification(page, 'Git does not ignore the logs of builds');
    await question.waitFor();
    const line = page
      .locator('.terminal-wrapper.active .xterm-rows > div')
      .filter({ hasText: /The log is \// });
    await line.first().waitFor();
    await desk.screenshot('log-in-repository');
    assert.equal(existsSync(path.join(folder, 'packer.log')), false);
    await question.getByRole('button', { name: 'Add to .gitignore' }).click();
    await question.waitFor({ state: 'hidden' });
    const built = notification(page, 'Packer built own.json in');
    await built.waitFor();
    await workbench.runCommand(page, 'Notifications: Clear All Notifications');
    await built.waitFor({ state: 'hidden' });
    await workbench.runCommand(page, 'Packer: Build Again');
    await line.filter({ hasText: folder }).first().waitFor();
    await built.waitFor();
    assert.equal(readFileSync(path.join(folder, '.gitignore'), 'utf8'), 'packer*.log\n');
    assert.match(readFileSync(path.join(folder, 'packer.log'), 'utf8'), /hello/);
  });
});
