import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { notification, openDesk } from './desk';
import type { Desk } from './desk';

const id = '01234567-89ab-cdef-0123-456789abcdef';
const otherId = '11234567-89ab-cdef-0123-456789abcdef';

const template = {
  builders: [
    { type: 'virtualbox-iso', name: 'one', vm_name: 'left-behind', output_directory: 'output-one' },
    { type: 'virtualbox-iso', name: 'two', vm_name: 'left-behind', output_directory: 'hello' },
    { type: 'virtualbox-iso', name: 'three', vm_name: 'left-behind', output_directory: '/' },
  ],
  provisioners: [{ type: 'shell', script: 'hello/README.md' }],
};

/** With a VirtualBox that keeps its machines on the disk. */
describe('cleaning up after a failed build', () => {
  let desk: Desk;
  let home: string;
  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'boxwright-vbox-'));
    const support = path.join(REPO_ROOT, 'test', 'support', 'virtualBox');
    desk = await openDesk({
      files: { 'leftovers.json': template, 'output-one/disk.json': {} },
      env: { VBOX_STAND_IN: home, PATH: `${support}${path.delimiter}${process.env['PATH']}` },
    });
    const folder = path.join(home, 'VMs');
    for (const [machine, name, state] of [
      [id, 'left-behind', 'running'],
      [otherId, 'mine', 'poweroff'],
    ] as const) {
      mkdirSync(path.join(folder, name), { recursive: true });
      writeFileSync(
        path.join(home, `${machine}.json`),
        JSON.stringify({ name, state, folder: path.join(folder, name) }),
      );
    }
    await desk.workbench.trustWorkspace(desk.page);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await desk.screenshot(`failed ${this.currentTest.title}`);
  });
  after(async () => {
    await desk.close();
    rmSync(home, { recursive: true });
  });

  it('shows what is left, asks, and removes that and nothing else', async () => {
    const { page, workbench, folder } = desk;
    await workbench.openFile(page, 'leftovers.json');
    await workbench.runCommand(page, 'Packer: Clean Up After a Failed Build…');
    const pick = page.locator('.quick-input-widget');
    await pick.getByText('VirtualBox machine left-behind').waitFor();
    await pick.getByText('no recorded run created it').first().waitFor();
    await pick
      .getByText(/\d+ bytes · no recorded run/)
      .first()
      .waitFor();
    await desk.screenshot('clean-up-list');
    assert.equal(await pick.getByText('mine').count(), 0);
    // What no run is known to have made has to be ticked by hand.
    const box = (text: string) =>
      pick
        .locator('.monaco-list-row')
        .filter({ hasText: text })
        .locator('.monaco-checkbox, input[type=checkbox]')
        .first();
    for (const text of ['left-behind', 'output-one']) {
      assert.equal(await box(text).isChecked(), false, text);
      await box(text).click();
    }
    await pick.getByRole('button', { name: 'OK' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Remove 2 leftovers of the build?').waitFor();
    await dialog.getByText(/hello is not removed: it contains templates or scripts/).waitFor();
    await dialog.getByText(/\/ is not removed: it is outside the workspace/).waitFor();
    // A server has no trash.
    await dialog
      .getByText(/output-one \(\d+ bytes, .*will be deleted permanently, as there is no trash/)
      .waitFor();
    await desk.screenshot('clean-up-question');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await notification(page, 'Cleaned up after leftovers.json').waitFor();
    assert.ok(!existsSync(path.join(folder, 'output-one')));
    assert.ok(existsSync(path.join(folder, 'hello', 'hello.json')));
    assert.deepEqual(readdirSync(path.join(home, 'VMs')), ['mine']);
    await workbench.runCommand(page, 'Packer: Clean Up After a Failed Build…');
    await notification(page, 'The builds of leftovers.json left nothing that can be removed.').waitFor();
  });
});
