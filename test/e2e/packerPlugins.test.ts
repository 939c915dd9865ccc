import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { skipWithout } from '../support/skip';
import { openDesk, openSideBar, unfoldOnly } from './desk';
import type { Desk } from './desk';

const template = {
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [{ type: 'dsc', manifest_file: 'Site.ps1', configuration_params: { '-Port': '80' } }],
};

/** Somebody has a template with DSC, and a Packer without packer-dsc. */
describe('the dsc provisioner, and the plugin that it needs', () => {
  let desk: Desk;
  before(async function () {
    skipWithout(this, 'BOXWRIGHT_PACKER_OLD');
    desk = await openDesk({ files: { 'dsc.json': template } });
    writeFileSync(path.join(desk.folder, 'dsc.json'), JSON.stringify(template, null, 2));
    writeFileSync(
      path.join(desk.folder, 'Site.ps1'),
      'Configuration Site {\n  param($Port)\n  Node localhost {\n    File Web { DestinationPath = "C:/web" }\n  }\n}\n',
    );
    await desk.workbench.trustWorkspace(desk.page);
    await desk.workbench.openFile(desk.page, 'dsc.json');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(() => desk?.close());

  it('is missing in the Packer Plugins view', async () => {
    const { page } = desk;
    await openSideBar(page);
    await page.locator('.sidebar .pane-header').filter({ hasText: 'Packer Plugins' }).click();
    await unfoldOnly(page, 'Packer Plugins');
    await page.getByRole('tree', { name: 'Packer Plugins' }).getByRole('treeitem', { name: /dsc/ }).waitFor();
    await desk.screenshot('plugins-1-view');
  });

  it('is installed after its plan was shown, and not without', async () => {
    const { page, workbench } = desk;
    await workbench.runCommand(page, 'Packer: Install packer-dsc…');
    const github = page.getByRole('option', { name: /^From GitHub/ });
    await github.waitFor();
    await desk.screenshot('plugins-2-sources');
    await github.click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Install packer-dsc for Packer').waitFor();
    assert.match(await dialog.innerText(), /github\.com\/mefellows\/packer-dsc[^]*packer-provisioner-dsc/);
    await desk.screenshot('plugins-3-plan');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('is replaced by core provisioners, after they were shown', async () => {
    const { page, workbench } = desk;
    await workbench.runCommand(page, 'Packer: Convert dsc to Core Provisioners');
    await page
      .locator('.monaco-diff-editor .view-line')
      .filter({ hasText: 'Start-DscConfiguration' })
      .first()
      .waitFor();
    await desk.screenshot('plugins-4-conversion');
  });
});
